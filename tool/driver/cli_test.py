#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The program as people and scripts see it: exit codes, messages, files. cli_test.py DBRACE SOURCE_DIR

Each test runs the real program on a small tree of its own.
"""
import json
import re
import subprocess
import sys

import cli_testing
from cli_testing import BROKEN, LEVELS, SOURCE, main


class Cli(cli_testing.Cli):
    # Usage -------------------------------------------------------------------------------------------------------

    def test_wrong_usage_is_2(self):
        self.write({"a.cpp": "int a;\n"})
        for arguments in ([], ["nonsense"], ["scan", "--nonsense"], ["scan", "-j", "0"], ["extract"], ["link"], ["schema"], ["witness"], ["tidy"],
                          ["explain"], ["extract", "a.cpp"], ["rules", "--", "-I"], ["schema", "import"]):
            self.expect(2, *arguments)

    def test_help_and_version_are_0(self):
        self.assertRegex(self.expect(0, "--version").stdout, r"^dbrace \d+\.\d+\.\d+\n$")
        for command in ([], ["scan"], ["extract"], ["link"], ["schema"], ["schema", "check"], ["schema", "import", "ddl"],
                        ["schema", "import", "code"], ["schema", "import", "sqlite"], ["schema", "import", "postgresql"],
                        ["schema", "import", "mysql"], ["rules"], ["explain"], ["witness"], ["tidy"], ["cache"], ["cache", "clean"]):
            self.expect(0, *command, "--help")
        self.assertNotIn("worker", self.expect(0, "--help").stdout)

    def test_page_lists_exactly_the_options_of_help(self):
        page = (SOURCE / "docs/cli.md").read_text()
        shared = set()
        for command in ("scan", "baseline update", "report", "extract", "link", "schema import ddl", "schema import code", "tidy", "witness", "init", "cache clean"):
            start = page.index(f"\n## dbrace {command} ")
            section = page[start:page.index("\n## ", start + 1)]
            documented = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(re.findall(r"`([^`]*)`", section))))
            documented -= {"-std"}
            text = self.expect(0, *command.split(), "--help").stdout
            offered = set(re.findall(r"^  (?:(-[a-z])[ ,])? *(--[a-z-]+)?", text, re.M))
            offered = {name for pair in offered for name in pair if name} - {"-h", "--help"}
            self.assertEqual(documented, offered, command)
            shared |= offered
        self.assertIn("--schema", shared)

    def test_rules_and_explain(self):
        rules = self.expect(0, "rules").stdout
        name = rules.split()[0]
        self.assertIn(name, self.expect(0, "explain", name).stdout)
        self.assertEqual(self.expect(0, "explain", name.removeprefix("dbrace-")).stdout, self.expect(0, "explain", name).stdout)
        self.expect(2, "explain", name[:-1], says=[f"did you mean {name}?"])

    # What cannot be used -----------------------------------------------------------------------------------------

    def test_missing_and_wrong_inputs_are_2(self):
        self.write({"a.cpp": "int a;\n", "empty/readme.txt": ""})
        self.expect(2, "scan", "gone.cpp", says=["gone.cpp: no such file"])
        self.expect(2, "scan", "empty", says=["no C or C++ source"])
        self.expect(2, "scan", "a.cpp", "-p", "gone", says=["cannot be read"])
        self.expect(2, "scan", "a.cpp", "-p", BROKEN / "wrong_database.json", says=["1:2: /0:", "CMAKE_EXPORT_COMPILE_COMMANDS"])
        self.expect(2, "scan", "a.cpp", "-p", BROKEN / "no_json.json", says=["this is no JSON"])
        self.expect(2, "scan", "a.cpp", "--config", BROKEN / "wrong_config.json", says=["/fail_on", "allowed: error, warning"])
        self.expect(2, "scan", "a.cpp", "--schema", BROKEN / "wrong_schema.json", says=["wrong_schema.json:1"])
        self.expect(2, "scan", "a.cpp", "--schema", BROKEN / "empty.sql", says=["no CREATE TABLE"])
        self.expect(2, "scan", "a.cpp", "--schema", "gone.sql", says=["gone.sql: cannot be read"])
        self.expect(2, "scan", "a.cpp", "--apis", BROKEN / "no_json.json", says=["no_json.json"])
        self.expect(2, "scan", "a.cpp", "--dialect", "postgre", says=["did you mean postgresql?"])
        self.expect(2, "extract", "gone.cpp", "-o", "x", says=["gone.cpp"])
        self.expect(2, "link", "gone.facts", says=["gone.facts: cannot be read"])
        self.expect(2, "link", BROKEN / "no_json.json", says=["no_json.json"])
        self.expect(2, "schema", "check", BROKEN / "wrong_schema.json", says=["/tables/0"])
        self.expect(2, "schema", "import", "ddl", BROKEN / "empty.sql", says=["no CREATE TABLE"])

    # Scanning ----------------------------------------------------------------------------------------------------

    def test_selection_finds_what_reading_everything_finds(self):
        self.write(LEVELS)
        some, done = self.findings()
        everything, _ = self.findings("--no-prefilter")
        self.assertEqual(some["findings"], everything["findings"])
        self.assertEqual([f["at"]["file"] for f in some["findings"]], ["level1.cpp"])
        self.assertIn("level3.cpp", [step["file"] for step in some["findings"][0]["flow"]])
        self.assertEqual((some["summary"]["unitsRead"], some["summary"]["unitsSkipped"]), (3, 1))
        self.assertEqual(everything["summary"]["unitsRead"], 4)
        self.assertIn("inferred", done.stderr)

    def test_scan_equals_extract_and_link(self):
        self.write(LEVELS)
        scanned, _ = self.findings()
        for name in ("level1", "level2", "level3"):
            self.expect(0, "extract", f"{name}.cpp", "-o", f"{name}.facts")
        self.expect(1, "link", "level3.facts", "level1.facts", "level2.facts", "-o", "p.facts", "--format", "json=linked.json")
        self.expect(1, "link", "p.facts", "--format", "json=again.json")
        for name in ("linked", "again"):
            self.assertEqual(json.loads((self.root / f"{name}.json").read_text())["findings"], scanned["findings"], name)
        self.assertIn("function has", self.expect(0, "extract", "level1.cpp", "--dump").stdout)

    def test_fail_on_and_levels(self):
        self.write(LEVELS)
        self.expect(0, "scan", "--fail-on", "never")
        self.write({"keys.sql": "CREATE TABLE accounts(email TEXT NOT NULL);"})
        self.expect(1, "scan", "--schema", "keys.sql", "--fail-on", "error")

    def test_a_schema_that_fits_nothing_is_3(self):
        self.write({**LEVELS, "other.sql": "CREATE TABLE other(id INT PRIMARY KEY);"})
        self.expect(3, "scan", "--schema", "other.sql", "--fail-on", "never", says=["schema-unused"])

    def test_suppressed_findings_are_silent_in_text_and_marked_in_sarif(self):
        silenced = LEVELS["level1.cpp"].replace("  sqlite3_step(s);", "  sqlite3_step(s);  // NOLINT(dbrace-*)")
        self.write({**LEVELS, "level1.cpp": silenced})
        done = self.expect(0, "scan", "--format", "text", "--format", "sarif=out.sarif", says=["1 suppressed"])
        self.assertNotIn("dbrace-duplicate-insert", done.stdout)
        results = json.loads((self.root / "out.sarif").read_text())["runs"][0]["results"]
        self.assertEqual(results[0]["suppressions"][0]["kind"], "inSource")

    def test_sarif_is_consistent(self):
        self.write(LEVELS)
        self.expect(1, "scan", "--format", "sarif=out.sarif")
        check = subprocess.run([sys.executable, SOURCE / "test-inputs/sarif/validate.py", self.root / "out.sarif"],
                               capture_output=True, text=True)
        self.assertEqual(check.returncode, 0, check.stderr)

    def test_headers_read_from_stand_ins_are_named(self):
        self.write({"db.h": "#include <sqlite3.h>\nbool has(sqlite3 *, const char *);\nvoid add(sqlite3 *, const char *);\n",
                    "level1.cpp": LEVELS["level1.cpp"],
                    "level2.cpp": "#include \"db.h\"\nvoid f(sqlite3 *d, const char *e) { if (!has(d, e)) add(d, e); }\n"})
        flags = ("--format", "sarif=out.sarif", "--", "-nostdlibinc")
        said = self.expect(1, "scan", "--format", "json=out.json", *flags).stderr
        self.assertIn("read from stand-ins, the real headers are missing here: sqlite3 (1 header)", said)
        self.assertIn("2 units read,", said)  # Without compiler errors.
        used = {"sqlite3": ["sqlite3.h"]}
        self.assertEqual(json.loads((self.root / "out.json").read_text())["summary"]["standIns"], used)
        run = json.loads((self.root / "out.sarif").read_text())["runs"][0]
        self.assertEqual(run["properties"]["standIns"], used)
        self.write({"db.h": LEVELS["db.h"]})
        self.assertNotIn("stand-ins", self.expect(1, "scan", *flags).stderr)

    def test_nested_configuration_and_root(self):
        self.write({f"app/{name}": text for name, text in LEVELS.items()})
        self.write({"app/.dbrace.json": '{"fail_on": "never", "exclude": ["far.cpp"], "format": "json=out.json"}'})
        self.expect(0, "scan", "app")
        report = json.loads((self.root / "app/out.json").read_text())
        self.assertEqual(report["root"], str(self.root / "app"))
        self.assertEqual(report["summary"]["unitsSkipped"], 0)

    def test_a_missing_folder_in_a_command_costs_its_unit_only(self):
        self.write(LEVELS)
        commands = [{"directory": str(self.root), "file": name, "command": f"c++ -c {name}"} for name in LEVELS if name.endswith(".cpp")]
        commands.append({"directory": str(self.root / "gone"), "file": "x.cpp", "command": "c++ -c x.cpp"})
        self.write({"compile_commands.json": json.dumps(commands)})
        self.expect(1, "scan", says=["does not exist", "1 failed", "level3.cpp"])


if __name__ == "__main__":
    main()
