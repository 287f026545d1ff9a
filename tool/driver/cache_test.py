# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The cache must never be seen: whatever happens to a tree between two scans, a scan with it says what one without it says.

Each test changes a tree, or the cache itself, in one way, and compares the reports byte by byte.
"""
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

from cli_testing import DBRACE, LEVELS, Cli, main

UNITS = 3

# A unit that says what it was made of: a finding's table is a macro of the header or a flag.
UNIT = """#include "db.h"
#include <names.h>
void signUp@N@(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT 1 FROM " TABLE "@N@ WHERE " COLUMN " = ?", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  if (sqlite3_step(s) == 100)
    return;
  sqlite3_prepare_v2(db, "INSERT INTO " TABLE "@N@(" COLUMN ") VALUES (?)", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  sqlite3_step(s);
}
"""


class Cached(Cli):
    def setUp(self):
        super().setUp()
        self.cache = self.root / "cache"
        self.tree = self.root / "tree"
        files = {"db.h": LEVELS["db.h"], "late/names.h": '#define TABLE "late"\n', "early/readme": ""}
        files |= {f"unit{n}.cpp": UNIT.replace("@N@", str(n)) for n in range(UNITS)}
        self.flags = ['-DCOLUMN="email"']
        self.write({f"tree/{name}": text for name, text in files.items()})
        self.write({"tree/.dbrace.json": "{}"})
        self.command()

    def command(self):
        commands = [{"directory": str(self.tree), "file": source.name,
                     "arguments": ["c++", *self.flags, "-Iearly", "-Ilate", "-c", source.name]}
                    for source in sorted(self.tree.glob("unit*.cpp"))]
        self.write({"tree/compile_commands.json": json.dumps(commands)})

    @staticmethod
    def timeless(text):
        """A report without what differs between any two runs."""
        report = json.loads(text)
        report["summary"].pop("seconds")
        return json.dumps(report, indent=1)

    def report(self, *arguments, **options):
        """Exit code, report, and what was said."""
        done = self.run_it("scan", "tree", *arguments, "--format", "json", **options)
        return done.returncode, self.timeless(done.stdout), done.stderr

    def scans(self, *arguments):
        """Compares a scan with the cache to one without; gives the exit code and report."""
        with_it = self.report("--cache-dir", self.cache, *arguments)
        without = self.report("--no-cache", *arguments)
        self.assertEqual(with_it[1], without[1])
        self.assertEqual(with_it[0], without[0])
        return with_it

    def entries(self, kind=""):
        return sorted(file for file in self.cache.glob("[0-9a-f][0-9a-f]/*") if file.name.startswith(kind))

    def parsed(self):
        """Units parsed since this was asked last: a parse writes the unit's entry anew."""
        stamps = {file: file.stat().st_mtime_ns for file in self.entries("unit-")}
        old, self.seen = getattr(self, "seen", {}), stamps
        return sum(old.get(file) != stamp for file, stamp in stamps.items())

    # What must be seen -------------------------------------------------------------------------------------------

    def test_nothing_changed(self):
        first = self.scans()
        self.assertEqual(first[0], 1)
        self.assertEqual(self.parsed(), UNITS)
        self.assertEqual(self.scans()[1], first[1])
        self.assertEqual(self.parsed(), 0)
        self.assertEqual(len(self.entries("report-")), 1)

    def test_every_kind_of_change_is_seen(self):
        self.scans()
        self.parsed()
        unit = self.tree / "unit1.cpp"
        seconds = unit.stat().st_mtime

        def same_size_and_date():
            unit.write_text(unit.read_text().replace("signUp1", "signOn1"))
            os.utime(unit, (seconds, seconds))

        def replaced_through_a_link():
            (self.tree / "later").mkdir()
            (self.tree / "later/names.h").write_text('#define TABLE "later"\n')
            (self.tree / "late/names.h").unlink()
            (self.tree / "late").rmdir()
            (self.tree / "late").symlink_to("later")

        changes = [
            ("a source", lambda: unit.write_text(unit.read_text().replace("return;", "throw 1;")), 1),
            ("a source, of the same size and date", same_size_and_date, 1),
            ("a header", lambda: (self.tree / "late/names.h").write_text('#define TABLE "changed"\n'), UNITS),
            ("a header earlier on the path", lambda: (self.tree / "early/names.h").write_text('#define TABLE "early"\n'), UNITS),
            ("that header, gone again", (self.tree / "early/names.h").unlink, 0),
            ("a header beside the sources", lambda: (self.tree / "sqlite3.h").write_text(""), 0),
            ("a flag", lambda: (self.flags.append('-DCOLUMN="name"'), self.flags.pop(0), self.command()), UNITS),
            ("a source more", lambda: (self.write({"tree/unit9.cpp": UNIT.replace("@N@", "9")}), self.command()), 1),
            ("a source less", lambda: ((self.tree / "unit9.cpp").unlink(), self.command()), 0),
            ("a header behind a link", replaced_through_a_link, UNITS),
            ("a header gone", lambda: (self.tree / "later/names.h").unlink(), UNITS),
        ]
        for what, change, parsed in changes:
            with self.subTest(what):
                change()
                self.scans()
                self.assertEqual(self.parsed(), parsed)

    def test_the_base_of_a_change_is_known_from_the_project(self):
        self.write({"tree/.gitignore": "late\n"})  # As made by a build: git has no older version of it.
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "start"]):
            subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *words], cwd=self.tree, check=True)
        self.scans()
        self.parsed()
        unit = self.tree / "unit1.cpp"
        unit.write_text(unit.read_text().replace("signUp1", "signOn1").replace('"email', '"e_mail'))
        self.scans("--diff", "HEAD")
        self.assertEqual(self.parsed(), 1)
        self.scans("--diff", "HEAD")
        self.assertEqual(self.parsed(), 0)
        header = self.tree / "db.h"
        header.write_text(header.read_text() + "// more\n")
        self.scans("--diff", "HEAD")
        self.assertEqual(self.parsed(), UNITS)
        # The other way round: what the base of a change taught is known to the project.
        unit.write_text(unit.read_text().replace("signOn1", "signOut1"))
        subprocess.run(["rm", "-rf", self.cache], check=True)
        self.scans("--diff", "HEAD")
        subprocess.run(["git", "checkout", "--quiet", "--", "."], cwd=self.tree, check=True)
        self.parsed()
        self.scans()
        self.assertEqual(self.parsed(), 0)

    def test_a_branch_and_back_parses_nothing(self):
        header = self.tree / "late/names.h"
        first = self.scans()
        self.parsed()
        header.write_text('#define TABLE "branch"\n')
        self.assertNotEqual(self.scans()[1], first[1])
        self.parsed()
        header.write_text('#define TABLE "late"\n')
        self.assertEqual(self.scans()[1], first[1])
        self.assertEqual(self.parsed(), 0)

    def test_models_schemas_and_settings_are_seen(self):
        self.scans()
        keys = "CREATE TABLE late1(email TEXT UNIQUE);"
        for name, text, arguments in (
                ("keys.sql", keys, ("--schema", "keys.sql")),
                ("keys.sql", keys.replace("late1", "late2"), ("--schema", "keys.sql")),
                ("tree/.dbrace.json", '{"min_confidence": "high"}', ()),
                ("tree/.dbrace.json", '{"writers": "one-thread"}', ()),
                ("tree/.dbrace.json", '{"exclude": ["unit2.cpp"]}', ()),
                ("tree/find.sql", "SELECT 1 FROM late0 WHERE email = ?", ()),
                ("x", "", ("--dialect", "postgresql")),
                ("x", "", ("--strict", "--fail-on", "error"))):
            with self.subTest(text or arguments):
                self.write({name: text})
                self.scans(*arguments)

    def test_random_edits(self):
        random.seed(7)
        names = [self.tree / name for name in ("unit0.cpp", "unit1.cpp", "db.h", "late/names.h", "early/names.h")]
        for _ in range(6):
            file = random.choice(names)
            kind = random.choice(("touch", "edit", "edit", "swap"))
            if kind == "touch" and file.exists():
                file.touch()
            elif kind == "edit" and file.name.endswith(".cpp"):
                file.write_text(UNIT.replace("@N@", file.stem[-1]).replace("email, -1", f"email, {random.randint(0, 3)}"))
            elif kind == "edit" and file.name == "names.h":
                file.write_text(f'#define TABLE "t{random.randint(0, 2)}"\n')
            elif kind == "swap" and file.parent.name == "early":
                file.unlink() if file.exists() else file.write_text('#define TABLE "swapped"\n')
            self.scans()

    # What happens to the cache -----------------------------------------------------------------------------------

    def test_two_runs_at_once(self):
        expected = self.report("--no-cache")[:2]
        command = [DBRACE, "scan", "tree", "--cache-dir", str(self.cache), "--format", "json"]
        for _ in range(2):  # Empty, and full.
            runs = [subprocess.Popen(command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                    for _ in range(3)]
            for run in runs:
                text, errors = run.communicate(timeout=300)
                self.assertEqual((run.returncode, self.timeless(text)), expected, errors)
                self.assertNotIn("cannot", errors)

    def test_killed_in_the_middle(self):
        expected = self.report("--no-cache")[:2]
        command = [DBRACE, "scan", "tree", "--cache-dir", str(self.cache), "-j1", "-o", "/dev/null"]
        for entries in (1, 4):
            run = subprocess.Popen(command, cwd=self.root, stderr=subprocess.DEVNULL)
            while run.poll() is None and len(self.entries()) < entries:
                time.sleep(0.002)
            run.send_signal(signal.SIGKILL)
            run.wait()
            self.assertEqual(self.report("--cache-dir", self.cache)[:2], expected)

    def test_spoilt_entries_are_absent(self):
        random.seed(3)
        first = self.scans()
        spoilings = (lambda old: b"", lambda old: old[: len(old) // 2], lambda old: old + b"x",
                     lambda old: bytes(random.randrange(256) for _ in old),
                     lambda old: old[:-1] + bytes([old[-1] ^ 1]))
        for spoil in spoilings:
            for file in self.entries():
                file.write_bytes(spoil(file.read_bytes()))
            self.assertEqual(self.report("--cache-dir", self.cache)[:2], first[:2])
        for file in self.entries():  # A folder instead of the file, which cannot be replaced either.
            file.unlink()
            file.mkdir()
        code, report, errors = self.report("--cache-dir", self.cache)
        self.assertEqual((code, report), first[:2])
        self.assertEqual(errors.count("cannot be written"), 1, errors)

    def test_a_cache_that_cannot_be_written_is_said_once(self):
        expected = self.report("--no-cache")[:2]
        locked = self.root / "locked"
        locked.mkdir(mode=0o555)
        for folder in (self.root / "tree/db.h", Path("/proc/dbrace-cache"), *([locked] if os.geteuid() else [])):
            with self.subTest(folder):
                code, report, errors = self.report("--cache-dir", folder)
                self.assertEqual((code, report), expected, errors)
                self.assertEqual(errors.count("cannot be written"), 1, errors)
                self.assertIn("--no-cache", errors)

    def test_a_full_disk_is_said_once(self):
        expected = self.report("--no-cache")[:2]
        self.cache.mkdir()
        for kilobytes in (4, 24):  # Full at once, and somewhere on the way.
            inside = f'mount -t tmpfs -o size={kilobytes}k none cache && exec "$0" scan tree --cache-dir cache --format json'
            done = subprocess.run(["unshare", "-Urm", "sh", "-c", inside, DBRACE], cwd=self.root, capture_output=True, text=True)
            if "unshare failed" in done.stderr or "permission denied" in done.stderr:
                self.skipTest("no file system can be mounted here")
            self.assertEqual((done.returncode, self.timeless(done.stdout)), expected, done.stderr)
            self.assertEqual(done.stderr.count("No space left"), 1, done.stderr)

    def test_without_home_there_is_none_and_it_is_said(self):
        environment = {name: "" for name in ("HOME", "XDG_CACHE_HOME")}
        code, report, errors = self.report(environment=environment)
        self.assertEqual((code, report), self.report("--no-cache")[:2])
        self.assertIn("there is no HOME", errors)
        self.assertNotIn("HOME", self.report("--no-cache", environment=environment)[2])
        self.assertNotIn("HOME", self.report("--cache-dir", self.cache, environment=environment)[2])

    def test_default_place(self):
        for name, folder in (("XDG_CACHE_HOME", "dbrace"), ("HOME", ".cache/dbrace")):
            home = self.root / name
            self.report(environment={"XDG_CACHE_HOME": "relative/is/nothing", name: str(home)})
            self.assertTrue((home / folder / "CACHEDIR.TAG").exists())

    def test_size_is_bounded_by_dropping_what_is_unused_longest(self):
        self.scans()
        for file in self.entries():
            os.utime(file, (1, 1))
        old = self.entries("unit-")
        big = self.cache / "00" / ("facts-" + "0" * 32)
        big.parent.mkdir(exist_ok=True)
        big.write_bytes(b"x" * (1 << 20))
        os.utime(big, (2, 2))
        other = self.cache / "00" / "notes.txt"
        other.write_text("mine")
        (self.tree / "unit2.cpp").write_text(UNIT.replace("@N@", "22"))
        self.scans("--cache-size", "1")
        self.assertFalse(big.exists())
        self.assertTrue(other.exists())
        self.assertTrue(set(old) & set(self.entries("unit-")))  # Used by this scan, so the youngest.

    def test_clean(self):
        self.scans()
        (self.cache / "mine.txt").write_text("mine")
        self.expect(0, "cache", "clean", "--cache-dir", self.cache, says=["removed"])
        self.assertEqual([file.name for file in self.cache.rglob("*")], ["mine.txt"])
        self.expect(0, "cache", "clean", "--cache-dir", self.root / "gone", says=["removed 0 entries"])
        self.expect(2, "cache", "clean", environment={"HOME": "", "XDG_CACHE_HOME": ""}, says=["no HOME", "--cache-dir"])


if __name__ == "__main__":
    main()
