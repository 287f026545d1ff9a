#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module in the real clang-tidy: NOLINT, options, and units that clang-tidy reads otherwise than a scan.

options_test.py DBRACE SOURCE_DIR MODULE MAJOR
"""
import re
import shutil

import tidy_testing
from tidy_testing import FINDING, HEADER, MAJOR, PLAIN, RACE, RULES, SOURCE, UNIQUE, diagnostics, main

def race(name, before="", behind="", above="", below=""):
    """A function of its own; `behind` follows the insert in its line."""
    return (f"void {name}(sqlite3 *db, const char *email) {{\n  if (has_{name}(db, email))\n    return;\n{above}"
            f"  {before}sqlite3_step(prepared_{name}(db, email));{behind}\n{below}}}\n")


def helpers(name):
    return (f"static int has_{name}(sqlite3 *db, const char *email) {{\n  sqlite3_stmt *s = 0;\n"
            f'  sqlite3_prepare_v2(db, "SELECT 1 FROM {name} WHERE email = ?", -1, &s, 0);\n'
            f"  sqlite3_bind_text(s, 1, email, -1, 0);\n  return sqlite3_step(s) == 100;\n}}\n"
            f"static sqlite3_stmt *prepared_{name}(sqlite3 *db, const char *email) {{\n  sqlite3_stmt *s = 0;\n"
            f'  sqlite3_prepare_v2(db, "INSERT INTO {name}(email) VALUES (?)", -1, &s, 0);\n'
            f"  sqlite3_bind_text(s, 1, email, -1, 0);\n  return s;\n}}\n")


class Suppressions(tidy_testing.Tidy):
    # Name of a function -> its comments, and whether the finding is still told.
    FORMS = {
        "plain": ({}, True),
        "bare": ({"behind": "  // NOLINT"}, False),
        "named": ({"behind": "  // NOLINT(dbrace-duplicate-insert): one writer"}, False),
        "globbed": ({"behind": "  // NOLINT(dbrace*)"}, False),
        "middle": ({"behind": "  // NOLINT(*-duplicate-*)"}, False),
        "other": ({"behind": "  // NOLINT(bugprone-*)"}, True),
        "another": ({"behind": "  // NOLINT(dbrace-stale-reread)"}, True),
        "among": ({"behind": "  // NOLINT(bugprone-x, dbrace-duplicate-insert)"}, False),
        "empty_list": ({"behind": "  // NOLINT()"}, True),
        "open_list": ({"behind": "  // NOLINT(dbrace-stale-reread"}, False),
        "second": ({"behind": "  // NOLINT(bugprone-x) NOLINT(dbrace-*)"}, False),
        "block_comment": ({"behind": "  /* NOLINT */"}, False),
        "longer": ({"behind": "  // NOLINTED"}, True),
        "digits": ({"behind": "  // NOLINT2"}, False),
        "next": ({"above": "  // NOLINTNEXTLINE(dbrace-duplicate-insert)\n"}, False),
        "next_bare": ({"above": "  /* NOLINTNEXTLINE */\n"}, False),
        "next_too_far": ({"above": "  // NOLINTNEXTLINE\n\n"}, True),
        "next_same_line": ({"behind": "  // NOLINTNEXTLINE"}, True),
        "block": ({"above": "  // NOLINTBEGIN(dbrace-*)\n", "below": "  // NOLINTEND(dbrace-*)\n"}, False),
        "block_spaced": ({"above": "  // NOLINTBEGIN( dbrace-* )\n", "below": "  // NOLINTEND(dbrace-*)\n"}, False),
        "block_other": ({"above": "  // NOLINTBEGIN(bugprone-*)\n", "below": "  // NOLINTEND(bugprone-*)\n"}, True),
        "block_within": ({"before": "/* NOLINTBEGIN */ ", "behind": " /* NOLINTEND */"}, False),
        "block_behind": ({"behind": " /* NOLINTBEGIN */", "below": "  // NOLINTEND\n"}, True),
        "nested": ({"above": "  // NOLINTBEGIN(dbrace-*)\n  // NOLINTBEGIN(dbrace-stale-reread)\n",
                    "below": "  // NOLINTEND(dbrace-stale-reread)\n  // NOLINTEND(dbrace-*)\n"}, False),
    }

    def told(self, text):
        return {place[:3] for place in diagnostics(text, self.root) if place[3].endswith("[dbrace-duplicate-insert]")}

    def test_all_forms_mean_the_same_to_both(self):
        self.write({"db.h": HEADER, "a.c": '#include "db.h"\n' +
                    "".join(helpers(name) + race(name, **comments) for name, (comments, _) in self.FORMS.items())})
        told = self.told(self.tidy("a.c", "--").stdout)
        self.assertEqual(told, self.told(self.scan("a.c", "--", code=1).stdout))
        lines = (self.root / "a.c").read_text().splitlines()
        insert = {line: re.search(r"prepared_(\w+)\(db", text)[1] for line, text in enumerate(lines, 1)
                  if "sqlite3_step(prepared_" in text}
        self.assertEqual({insert[line] for _, line, _ in told}, {name for name, (_, stays) in self.FORMS.items() if stays})

    def test_a_block_without_an_end_silences_nothing_in_either(self):
        for form in ("  // NOLINTBEGIN(dbrace-*)\n", "  // NOLINTBEGIN\n  // NOLINTEND(dbrace-*)\n"):
            self.write({"db.h": HEADER, "a.c": '#include "db.h"\n' + helpers("open") + race("open", above=form)})
            done = self.tidy("a.c", "--", code=1)
            self.assertIn("unmatched 'NOLINTBEGIN' comment", done.stdout)
            self.assertEqual(len(self.told(self.scan("a.c", "--", code=1).stdout)), 1)


class Options(tidy_testing.Tidy):
    def setUp(self):
        super().setUp()
        self.write({"db.h": HEADER, "a.c": RACE, "plain.sql": PLAIN, "unique.sql": UNIQUE, ".git/HEAD": ""})

    def test_a_finding_has_its_places_as_notes(self):
        done = self.tidy("a.c", "--config={CheckOptions: {dbrace.Schema: plain.sql}}", "--")
        (place, notes), = diagnostics(done.stdout, self.root).items()
        self.assertEqual((place[0], place[1]), (str(self.root / "a.c"), 12))
        self.assertIn((str(self.root / "a.c"), 6, 10, "the row is looked up here"), notes)
        self.assertTrue(any(note[0].endswith("plain.sql") for note in notes), notes)

    def test_findings_are_warnings_and_can_be_made_errors(self):
        self.tidy("a.c", "--", code=0)
        done = self.tidy("a.c", "--quiet", "--warnings-as-errors=dbrace-*", "--", code=1)
        self.assertIn("[dbrace-duplicate-insert,-warnings-as-errors]", done.stdout)
        self.tidy("a.c", "--warnings-as-errors=bugprone-*", "--", code=0)

    def test_options_of_all_checks_and_of_one(self):
        for text, rule in (("dbrace.Schema: unique.sql", "dbrace-unhandled-conflict"),
                           ("dbrace.Schema: plain.sql", "dbrace-duplicate-insert")):
            self.write({".clang-tidy": f"Checks: '-*,dbrace-*'\nCheckOptions:\n  {text}\n"})
            done = self.tidy("a.c", "--", checks=None)
            self.assertEqual({place[3].split("[")[-1] for place in diagnostics(done.stdout, self.root)}, {f"{rule}]"}, text)
        # Its own goes before: this check alone knows of the key, and is silent.
        self.write({".clang-tidy": "Checks: '-*,dbrace-*'\nCheckOptions:\n  dbrace.Schema: plain.sql\n"
                                   "  dbrace-duplicate-insert.Schema: unique.sql\n"})
        self.assertEqual(diagnostics(self.tidy("a.c", "--", checks=None).stdout, self.root), {})

    def test_they_go_before_the_configuration_file(self):
        self.write({".dbrace.json": {"schema": ["unique.sql"]}})
        self.assertIn("dbrace-unhandled-conflict", self.tidy("a.c", "--").stdout)
        self.assertIn("dbrace-duplicate-insert", self.tidy("a.c", "--config={CheckOptions: {dbrace.Schema: plain.sql}}", "--").stdout)
        self.write({"other.json": {"schema": ["plain.sql"]}})
        self.assertIn("dbrace-duplicate-insert", self.tidy("a.c", "--config={CheckOptions: {dbrace.Config: other.json}}", "--").stdout)

    def test_each_option_does_what_it_does_to_a_scan(self):
        api = {"library": "shopdb", "dialect": "postgresql", "words": ["shopdb"],
               "functions": [{"name": "shopdb_find", "effects": [{"run": {"connection": "arg0", "text": "arg1", "values": "arg2"}}],
                              "yields": {"row": 1, "none": 0, "failed": 0}},
                             {"name": "shopdb_run", "effects": [{"run": {"connection": "arg0", "text": "arg1", "values": "arg2"}}],
                              "yields": {"ok": 0, "violated": 1, "failed": 2}}]}
        own = ("struct shopdb;\nint shopdb_find(struct shopdb *, const char *, const char *);\n"
               "int shopdb_run(struct shopdb *, const char *, const char *);\nvoid f(struct shopdb *db, const char *email) {\n"
               "  if (!shopdb_find(db, \"SELECT 1 FROM accounts WHERE email = $1\", email))\n"
               "    shopdb_run(db, \"INSERT INTO accounts(email) VALUES ($1)\", email);\n}\n")
        named = ("const char *text(const char *name);\n" + RACE).replace('"INSERT INTO accounts(email) VALUES (?)"', 'text("add_account")')
        self.write({"api.json": api, "own.c": own, "named.c": named, "sql/add_account.sql": "INSERT INTO accounts(email) VALUES (?);\n",
                    "none/readme": "", "keys/.dbrace.json": {"schema": ["keyed.sql"], "dialect": "mysql"}})
        shutil.copy(SOURCE / "test-inputs/schemas/keyed.sql", self.root / "keys")
        shutil.copy(SOURCE / "test-inputs/rules/stale-reread/mysql_transaction.c", self.root / "keys/reread.c")
        for source, option, flag, value, differs in (("a.c", "Schema", "--schema", "plain.sql", True),
                                                     ("a.c", "Dialect", "--dialect", "mysql", True),
                                                     ("keys/reread.c", "Isolation", "--isolation", "read-committed", True),
                                                     ("a.c", "Writers", "--writers", "one-thread", True),
                                                     ("a.c", "MinConfidence", "--min-confidence", "high", True),
                                                     ("own.c", "Apis", "--apis", "api.json", True),
                                                     ("named.c", "SqlDirectory", "--sql-directory", "none", True)):
            flags = ("--", "-I/usr/include/mariadb")
            notes = "dbrace.Notes: true"
            plain = diagnostics(self.tidy(source, f"--config={{CheckOptions: {{{notes}}}}}", *flags).stdout, self.root)
            given = f"--config={{CheckOptions: {{dbrace.{option}: {value}, {notes}}}}}"
            ours = diagnostics(self.tidy(source, given, *flags).stdout, self.root)
            root = (self.root / source).parent
            theirs = diagnostics(self.scan(source, flag, value, *flags, code=None).stdout, root)
            self.assertEqual(ours, theirs, option)
            self.assertEqual(ours != plain, differs, (option, ours, plain))

    def test_every_option_is_known_and_written_out(self):
        names = ["Schema", "Dialect", "Isolation", "Writers", "Apis", "SqlDirectory", "Config", "Facts", "MinConfidence", "Notes"]
        given = [f"{owner}.{name}: ''" for owner in ("dbrace", *RULES) for name in names if name != "Notes"]
        given += [f"{owner}.Notes: true" for owner in ("dbrace", *RULES)]
        self.write({".clang-tidy": "Checks: '-*,dbrace-*'\nCheckOptions:\n" + "".join(f"  {one}\n" for one in given)})
        done = self.tidy("--verify-config", checks=None)
        self.assertIn("No config errors detected.", done.stdout + done.stderr)
        self.write({".clang-tidy": "Checks: '-*,dbrace-*'\nCheckOptions:\n  dbrace.Scheme: plain.sql\n"})
        done = self.tidy("--verify-config", checks=None, code=1)
        self.assertIn("unknown check option 'dbrace.Scheme'", done.stdout + done.stderr)
        dumped = self.tidy("--dump-config", "--config={CheckOptions: {dbrace.Schema: 'plain.sql;unique.sql'}}").stdout
        for rule in RULES:
            for name in names:
                self.assertIn(f"{rule}.{name}:", dumped)
        self.assertIn("dbrace-duplicate-insert.Schema: 'plain.sql;unique.sql'", dumped)
        page = (SOURCE / "docs/clang-tidy.md").read_text()
        self.assertEqual(set(re.findall(r"^\| `(\w+)` \|", page, re.M)), set(names))

    def test_findings_of_level_note_only_when_asked_for(self):
        # A failure that is returned like any other is a note, not a warning.
        checked = RACE.replace("void add(", "int add(").replace("  sqlite3_step(s);\n", "  return sqlite3_step(s) == 101 ? 0 : -1;\n")
        checked = checked.replace("void sign_up(", "int sign_up(").replace("    add(db, email);\n", "    return add(db, email);\n  return 0;\n")
        self.write({"db.h": HEADER.replace("void add(", "int add("), "a.c": checked})
        scanned = self.scan("a.c", "--schema", "unique.sql", "--fail-on", "never", "--", code=0)
        self.assertRegex(scanned.stdout, r"note: .*\[dbrace-unhandled-conflict\]")
        options = "{CheckOptions: {dbrace.Schema: unique.sql, dbrace.Notes: %s}}"
        self.assertEqual(diagnostics(self.tidy("a.c", f"--config={options % 'false'}", "--").stdout, self.root), {})
        self.assertIn("[dbrace-unhandled-conflict]", self.tidy("a.c", f"--config={options % 'true'}", "--").stdout)

    def test_what_cannot_be_used_is_a_message_and_never_a_crash(self):
        self.write({"broken.json": "{\"version\": 1,", "wrong.json": {"version": 1, "tables": [{}]}, "empty.sql": "", "api.json": "[]"})
        for option, value, message in (("Schema", "broken.json", "broken.json:1"), ("Schema", "wrong.json", "/tables/0"),
                                       ("Schema", "gone.sql", "gone.sql: cannot be read"),
                                       ("Schema", "empty.sql", "no CREATE TABLE"), ("Dialect", "postgre", "did you mean postgresql?"),
                                       ("MinConfidence", "much", "option MinConfidence"), ("Apis", "api.json", "api.json"),
                                       ("Config", "gone.json", "option Config: gone.json"), ("Config", "broken.json", "broken.json"),
                                       ("SqlDirectory", "nowhere", "no such folder")):
            done = self.tidy("a.c", f"--config={{CheckOptions: {{dbrace.{option}: {value}}}}}", "--")
            self.assertIn(message, done.stdout + done.stderr)
            self.assertEqual(done.stdout.count("[clang-tidy-config]"), 1, done.stdout)
            self.assertNotIn("--schema", done.stdout)
            self.assertNotIn(FINDING, done.stdout)
        self.write({".dbrace.json": "{\"schema\": 3}"})
        self.assertIn(".dbrace.json:1:", self.tidy("a.c", "--").stdout)

    def test_one_analysis_serves_all_checks_of_a_unit(self):
        # clang-tidy's own profile: what one check spends, the others find ready.
        done = self.tidy("a.c", "--enable-check-profile", "--")
        spent = {rule: float(seconds) for seconds, rule in re.findall(r"(\d+\.\d+) \([^)]*\)  (dbrace-[\w-]+)$", done.stdout + done.stderr, re.M)}
        self.assertEqual(set(spent), set(RULES))
        self.assertLess(sum(sorted(spent.values())[:-1]), max(spent.values()) / 2)

    def test_line_and_header_filters(self):
        self.write({"race.h": "#pragma once\n" + RACE, "b.c": '#include "race.h"\n'})
        header = str(self.root / "race.h")
        self.assertEqual({place[0] for place in diagnostics(self.scan("b.c", "--").stdout, self.root)}, {header})
        self.assertEqual(diagnostics(self.tidy("b.c", "--header-filter=nothing", "--").stdout, self.root), {})
        self.assertEqual({place[0] for place in diagnostics(self.tidy("b.c", "--header-filter=.*", "--").stdout, self.root)}, {header})
        for lines, count in (("[12,12]", 1), ("[14,14]", 0)):
            done = self.tidy("a.c", f'--line-filter=[{{"name":"a.c","lines":[{lines}]}}]', "--")
            self.assertEqual(len(diagnostics(done.stdout, self.root)), count, lines)


class SameText(tidy_testing.Tidy):
    """What a scan reads otherwise than clang-tidy does."""

    def both(self, source, *flags, code=1, tidy_code=0):
        ours = diagnostics(self.tidy(source, "--header-filter=.*", "--", *flags, code=tidy_code).stdout, self.root)
        theirs = diagnostics(self.scan(source, "--", *flags, code=code).stdout, self.root)
        self.assertEqual({place: told for place, told in ours.items() if "[dbrace-" in place[3]}, theirs)
        return theirs

    def test_code_hidden_from_analysers_is_read(self):
        self.write({"db.h": HEADER, "a.c": RACE.replace("void sign_up", "#ifndef __clang_analyzer__\nvoid sign_up") + "#endif\n"})
        self.assertEqual(len(self.both("a.c")), 1)

    def test_missing_headers_cost_what_they_cost_a_scan(self):
        self.write({"db.h": HEADER, "a.cpp": '#include "gone.h"\nextern "C" {\n' + RACE + "}\n"})
        self.assertEqual(len(self.both("a.cpp", tidy_code=1)), 1)

    def test_the_text_of_a_precompiled_header_is_read(self):
        self.write({"db.h": HEADER, "all.h": "#pragma once\n#include \"db.h\"\n", "a.c": RACE.replace('#include "db.h"\n', "")})
        self.run_program(f"clang-{MAJOR}", "-x", "c-header", "all.h", "-o", "all.h.pch", code=0)
        self.assertEqual(len(self.both("a.c", "-include", "all.h")), 1)
        # All of it in the header.
        self.write({"all.h": "#pragma once\n" + RACE, "a.c": "int a;\n"})
        self.run_program(f"clang-{MAJOR}", "-x", "c-header", "all.h", "-o", "all.h.pch", code=0)
        self.assertEqual(len(self.both("a.c", "-include", "all.h")), 1)

    def test_headers_that_a_target_lacks_are_those_of_this_machine(self):
        self.write({"db.h": HEADER, "a.c": "#include <stdlib.h>\n" + RACE.replace("const char *email) {\n  if", "const char *email) {\n  email = getenv(email);\n  if")})
        done = self.both("a.c", "--target=aarch64-linux-gnu", tidy_code=None)
        self.assertEqual(len(done), 1)
        self.assertFalse(any("did not compile" in note[3] for notes in done.values() for note in notes))

    def test_headers_that_are_modules_are_read_as_text(self):
        self.write({"db.h": HEADER, "race.h": RACE, "module.modulemap": 'module race { header "race.h" export * }\n', "a.c": '#include "race.h"\n'})
        self.assertEqual(len(self.both("a.c", "-fmodules", "-fmodules-cache-path=cache", "-I.")), 1)

    def test_units_far_from_any_database_are_left_alone(self):
        self.write({"a.c": "int far_from_it(int x) { return x + 1; }\n"})
        self.assertEqual(self.both("a.c", code=0), {})

    def test_virtual_files(self):
        self.write({"db.h": HEADER, "a.c": "#include \"db.h\"\n", "edited.c": RACE,
                    "overlay.yaml": {"version": 0, "roots": [{"type": "file", "name": str(self.root / "a.c"),
                                                              "external-contents": str(self.root / "edited.c")}],
                                     "use-external-names": False}})
        self.assertEqual(diagnostics(self.tidy("a.c", "--").stdout, self.root), {})
        done = self.tidy("a.c", "--vfsoverlay=overlay.yaml", "--")
        self.assertEqual({place[:2] for place in diagnostics(done.stdout, self.root)}, {(str(self.root / "a.c"), 12)})


class Fixes(tidy_testing.Tidy):
    def test_fix_writes_what_a_scan_writes(self):
        self.write({"schema.sql": UNIQUE, ".dbrace.json": {"schema": ["schema.sql"]}, "db.h": HEADER, "a.c": RACE, "b.c": RACE})
        self.assertIn("--fix can insert ON CONFLICT", self.tidy("a.c", "--", code=None).stdout)
        self.tidy("--fix", "a.c", "--", code=None)
        self.scan("b.c", "--fix", code=None)
        written = (self.root / "a.c").read_text()
        self.assertIn("VALUES (?) ON CONFLICT (email) DO NOTHING\"", written)
        self.assertEqual(written, (self.root / "b.c").read_text())


if __name__ == "__main__":
    main()
