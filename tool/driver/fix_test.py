# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""scan --fix, --unsafe-fixes, --allow-dirty, --export-fixes: files as they are afterwards, byte by byte."""
import json
import os
import re
import shutil
import stat
import subprocess
import sys

from cli_testing import RACE, SOURCE, Cli, main

APPLY = shutil.which("clang-apply-replacements-22")
SCHEMA = "CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);\n"
CLAUSE = " ON CONFLICT (email) DO NOTHING"
KNOWN = RACE.strip() + """
int step(sqlite3 *db, const char *sql, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  return sqlite3_step(s);
}
bool known(sqlite3 *db, const char *email) {
  return step(db, "SELECT 1 FROM accounts WHERE email = ?", email) == 100;
}
"""
SAFE = KNOWN + """
void ensure(sqlite3 *db, const char *email) {
  if (!known(db, email))
    step(db, "INSERT INTO accounts(email) VALUES (?)", email);
}
"""
UNSAFE = KNOWN.replace("step(", "stepOf(").replace("known", "knownHere").replace("sqlite3_stepOf", "sqlite3_step") + """
bool create(sqlite3 *db, const char *email) {
  if (knownHere(db, email))
    return false;
  return stepOf(db, "INSERT INTO accounts(email) VALUES (?)", email) == 101;
}
"""


def fixed(source):
    return source.replace('INTO accounts(email) VALUES (?)"', f'INTO accounts(email) VALUES (?){CLAUSE}"')


class Fix(Cli):
    def scan(self, code, *arguments, **options):
        return self.expect(code, "scan", "--schema", "schema.sql", *arguments, **options)

    def start(self, **files):
        self.write({"schema.sql": SCHEMA, ".dbrace.json": "{}", **files})

    def content(self, name):
        return (self.root / name).read_bytes().decode("latin-1")

    def git(self, *arguments):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=self.root, check=True,
                       capture_output=True)

    def test_safe_ones_are_written_and_the_next_scan_is_quiet(self):
        self.start(**{"safe.cpp": SAFE, "unsafe.cpp": UNSAFE})
        self.scan(1, "--fail-on", "note", "--fix",
                  says=["fixed: insert ON CONFLICT (email) DO NOTHING", "fixed 1 finding in 1 file", "--unsafe-fixes has 1 more"])
        self.assertEqual(self.content("safe.cpp"), fixed(SAFE))
        self.assertEqual(self.content("unsafe.cpp"), UNSAFE)
        self.scan(0, "--fail-on", "note", "--fix", "--unsafe-fixes", says=["fixed 1 finding in 1 file"])
        self.assertEqual(self.content("unsafe.cpp"), fixed(UNSAFE))
        self.scan(0, "--fail-on", "note", "--fix", says=["0 errors, 0 warnings, 0 notes", "fixed 0 findings in 0 files"])

    def test_without_fix_nothing_is_written(self):
        self.start(**{"safe.cpp": SAFE})
        self.scan(1, says=["--fix can insert ON CONFLICT (email) DO NOTHING"])
        self.assertEqual(self.content("safe.cpp"), SAFE)

    def test_line_ends_mark_encoding_mode_and_links_are_kept(self):
        self.start()
        source = "\xef\xbb\xbf" + ("// caf\xe9\n" + SAFE).replace("\n", "\r\n")
        (self.root / "real").mkdir()
        real = self.root / "real/safe.cpp"
        real.write_bytes(source.encode("latin-1"))
        real.chmod(0o640)
        (self.root / "safe.cpp").symlink_to("real/safe.cpp")
        self.scan(0, "safe.cpp", "--fix")
        self.assertEqual(self.content("real/safe.cpp"), fixed(source))
        self.assertEqual(stat.S_IMODE(real.stat().st_mode), 0o640)
        self.assertTrue((self.root / "safe.cpp").is_symlink())
        self.assertEqual(sorted(os.listdir(self.root / "real")), ["safe.cpp"])

    def test_suppressed_findings_are_left_alone(self):
        source = SAFE.replace('    step(db, "INSERT', '    // NOLINTNEXTLINE(dbrace-unhandled-conflict)\n    step(db, "INSERT')
        self.start(**{"safe.cpp": source})
        self.scan(0, "--fix", says=["fixed 0 findings"])
        self.assertEqual(self.content("safe.cpp"), source)

    def test_work_that_git_has_not_seen_is_not_written_over(self):
        self.start(**{"safe.cpp": SAFE})
        self.git("init", "-q")
        self.scan(2, "--fix", says=["safe.cpp: uncommitted changes, nothing was written", "--allow-dirty"])
        self.git("add", ".")
        self.git("commit", "-q", "-m", "all")
        with open(self.root / "safe.cpp", "a") as file:
            file.write("// more\n")
        self.scan(2, "--fix", says=["uncommitted changes"])
        self.assertEqual(self.content("safe.cpp"), SAFE + "// more\n")
        self.scan(0, "--fix", "--allow-dirty")
        self.assertEqual(self.content("safe.cpp"), fixed(SAFE) + "// more\n")
        self.git("checkout", "-q", "safe.cpp")
        self.scan(0, "--fix")
        self.assertEqual(self.content("safe.cpp"), fixed(SAFE))

    def test_two_findings_with_one_insert_are_one_edit(self):
        source = SAFE.replace("void ensure", "static void add(sqlite3 *db, const char *email) {\n"
                              '  step(db, "INSERT INTO accounts(email) VALUES (?)", email);\n}\nvoid ensure')
        source = source.replace('    step(db, "INSERT INTO accounts(email) VALUES (?)", email);', "    add(db, email);")
        source += source[source.index("void ensure"):].replace("ensure", "ensureToo")
        self.start(**{"safe.cpp": source})
        (self.root / "out").mkdir()
        self.scan(1, "--export-fixes", "out/fixes.yaml", "--unsafe-fixes")
        subprocess.run([APPLY, self.root / "out"], check=True)
        self.assertEqual(self.content("safe.cpp"), fixed(source))
        (self.root / "safe.cpp").write_text(source)
        self.scan(0, "--fix", "--unsafe-fixes", says=["in 1 file"])
        self.assertEqual(self.content("safe.cpp"), fixed(source))

    def test_exported_fixes_are_taken_by_clang_apply_replacements(self):
        self.start(**{"safe.cpp": SAFE, "unsafe.cpp": UNSAFE})
        (self.root / "out").mkdir()
        self.scan(1, "--export-fixes", "out/fixes.yaml")
        self.assertEqual(self.content("safe.cpp"), SAFE)
        text = (self.root / "out/fixes.yaml").read_text()
        self.assertIn("DiagnosticName:  dbrace-unhandled-conflict", text)
        self.assertNotIn("unsafe.cpp", text)
        self.assertTrue(APPLY, "clang-apply-replacements-22 is missing: tool/dev installs clang-tools-22")
        subprocess.run([APPLY, self.root / "out"], check=True)
        self.assertEqual(self.content("safe.cpp"), fixed(SAFE))
        self.scan(0, "--export-fixes", "out/fixes.yaml", "--unsafe-fixes")
        subprocess.run([APPLY, self.root / "out"], check=True)
        self.assertEqual(self.content("unsafe.cpp"), fixed(UNSAFE))

    def test_sarif_has_them_where_they_go(self):
        self.start(**{"safe.cpp": "// \xe9\n" + SAFE.replace("(db, \"INS", "(/* \U0001f40e */ db, \"INS")})
        self.scan(1, "--format", "sarif=out.sarif")
        check = subprocess.run([sys.executable, SOURCE / "test-inputs/sarif/validate.py", self.root / "out.sarif"],
                               capture_output=True, text=True)
        self.assertEqual(check.returncode, 0, check.stdout + check.stderr)
        result = json.loads((self.root / "out.sarif").read_text())["runs"][0]["results"][0]
        [fix] = result["fixes"]
        [change] = fix["artifactChanges"]
        [replacement] = change["replacements"]
        self.assertEqual(replacement["insertedContent"]["text"], CLAUSE)
        region = replacement["deletedRegion"]
        line = (self.root / "safe.cpp").read_text().split("\n")[region["startLine"] - 1]
        before = line.encode("utf-16-le")[:2 * (region["startColumn"] - 1)].decode("utf-16-le")
        self.assertTrue(before.endswith("VALUES (?)"), before)
        self.assertEqual(region["startColumn"], region["endColumn"])
        self.assertTrue(fix["properties"]["safe"])
        self.scan(0, "--fix", "--format", "sarif=out.sarif")
        result = json.loads((self.root / "out.sarif").read_text())["runs"][0]["results"][0]
        self.assertNotIn("fixes", result)
        self.assertTrue(result["properties"]["mended"])

    def test_options_that_make_no_sense_are_refused(self):
        self.start(**{"safe.cpp": SAFE})
        self.scan(2, "--allow-dirty", says=["--allow-dirty has no meaning without --fix"])
        self.scan(2, "--unsafe-fixes", says=["--unsafe-fixes has no meaning"])
        self.scan(2, "--export-fixes", "none/fixes.yaml", says=["there is no folder"])
        self.scan(2, "--fix", "--export-fixes", "fixes.yaml", says=["give one of them"])

    def test_where_git_does_not_answer_nothing_is_written(self):
        self.start(**{"safe.cpp": SAFE})
        (self.root / ".git").write_text("gitdir: nowhere\n")
        self.scan(2, "--fix", says=["uncommitted changes"])
        self.assertEqual(self.content("safe.cpp"), SAFE)


    def test_the_example_of_the_page(self):
        blocks = re.findall(r"```(sql|cpp)\n(.*?)```", (SOURCE / "docs/fixes.md").read_text(), re.S)
        self.assertEqual([kind for kind, _ in blocks], ["sql", "cpp", "cpp"])
        schema, source, line = (text for _, text in blocks)
        self.write({"schema.sql": schema, "tags.cpp": source, ".dbrace.json": "{}"})
        self.scan(0, "--fail-on", "note", "--fix", says=["fixed 1 finding in 1 file"])
        start = source.rindex("  return run(")
        self.assertEqual(self.content("tags.cpp"), source[:start] + line + "}\n")


if __name__ == "__main__":
    main()
