#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The gate: formats, suppressions, baselines, stored reports. gate_test.py DBRACE SOURCE_DIR"""
import json
import re
import sqlite3
import xml.etree.ElementTree as ElementTree

import cli_testing
from cli_testing import LEVELS, SOURCE, main

FINDING = "dbrace-duplicate-insert"


class Gate(cli_testing.Cli):
    def setUp(self):
        super().setUp()
        self.write(LEVELS)

    def sarif(self, name="out.sarif"):
        return json.loads((self.root / name).read_text())["runs"][0]

    # Formats -----------------------------------------------------------------------------------------------------

    def test_all_formats_at_once(self):
        names = ("text", "sarif", "json", "html", "github", "gitlab", "junit")
        self.expect(1, "scan", *[word for name in names for word in ("--format", f"{name}=out.{name}")])
        text = {name: (self.root / f"out.{name}").read_text() for name in names}
        self.assertRegex(text["github"], r"(?m)^::(warning|error) file=level1\.cpp,line=12,col=3,.*title=" + FINDING + "::")
        entry, = json.loads(text["gitlab"])
        self.assertEqual((entry["check_name"], entry["location"]), (FINDING, {"path": "level1.cpp", "lines": {"begin": 12}}))
        self.assertIn(entry["severity"], ("major", "critical"))
        self.assertEqual(entry["fingerprint"], self.sarif()["results"][0]["partialFingerprints"]["dbrace/v1"])
        failures = [case for case in ElementTree.fromstring(text["junit"]).iter("testcase") if case.find("failure") is not None]
        self.assertEqual([case.get("classname") for case in failures], ["level1.cpp:12"])
        self.assertIn(f'"{FINDING}"', text["html"])

    # Stored reports ----------------------------------------------------------------------------------------------

    def test_a_stored_report_says_the_same(self):
        self.expect(1, "scan", "--format", "sarif=out.sarif", "--format", "gitlab=1", "--format", "text=2", "--format", "html=3")
        self.expect(1, "report", "out.sarif", "--format", "gitlab=a", "--format", "text=b", "--format", "html=c")
        for before, after in (("1", "a"), ("2", "b"), ("3", "c")):
            self.assertEqual((self.root / before).read_text(), (self.root / after).read_text())
        self.expect(0, "report", "out.sarif", "--fail-on", "never", "--format", "sarif=d")
        self.assertEqual((self.root / "d").read_text(), (self.root / "out.sarif").read_text())

    def test_several_reports_are_one(self):
        self.expect(1, "scan", "--format", "sarif=one.sarif")
        other = (self.root / "one.sarif").read_text().replace("level1.cpp", "other.cpp")
        (self.root / "two.sarif").write_text(other)
        done = self.expect(1, "report", "one.sarif", "two.sarif", "one.sarif", "--format", "json")
        self.assertEqual([f["at"]["file"] for f in json.loads(done.stdout)["findings"]], ["level1.cpp", "other.cpp"])

    def test_what_is_no_report_is_refused(self):
        (self.root / "x.sarif").write_text('{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "lint"}}}]}')
        self.expect(2, "report", "x.sarif", says=["x.sarif: is a report of lint"])
        self.expect(2, "report", "level1.cpp", says=["is no SARIF"])
        self.expect(2, "report", "gone", says=["gone: cannot be read"])

    def test_history_knows_new_fixed_and_open(self):
        self.expect(1, "scan", "--format", "sarif=out.sarif")
        log = json.loads((self.root / "out.sarif").read_text())
        run = log["runs"][0]
        for date, results in (("2026-01-05T10:00:00Z", []), ("2026-01-13T10:00:00Z", run["results"]), ("2026-01-13T10:00:00Z", run["results"]),
                              ("2026-01-21T10:00:00Z", [])):
            run["invocations"][0]["endTimeUtc"], run["results"] = date, results
            (self.root / "dated.sarif").write_text(json.dumps(log))
            self.expect(1 if results else 0, "report", "dated.sarif", "--history", "trend.db", "--format", "html=r.html")
        data = re.search(r'id="data"[^>]*>(.*?)</script>', (self.root / "r.html").read_text(), re.S).group(1)
        self.assertEqual([(p["added"], p["fixed"], p["open"]) for p in json.loads(data)["trend"]], [(0, 0, 0), (1, 0, 1), (0, 1, 0)])
        with sqlite3.connect(self.root / "trend.db") as database:
            self.assertEqual(database.execute("SELECT COUNT(*) FROM reports").fetchone(), (3,))

    # Baselines ---------------------------------------------------------------------------------------------------

    def test_only_new_findings_fail(self):
        self.expect(0, "baseline", "update", "--baseline", "known.sarif", says=["1 findings are known"])
        stored = (self.root / "known.sarif").read_text()
        self.assertNotIn(str(self.root), stored)
        self.assertNotIn("startLine", stored)
        done = self.expect(0, "scan", "--baseline", "known.sarif", "--format", "text", "--format", "sarif=out.sarif", says=["1 known before, 0 fixed"])
        self.assertNotIn(FINDING, done.stdout)
        self.assertEqual(self.sarif()["results"][0]["baselineState"], "unchanged")
        # Moved lines, another file name, another layout.
        (self.root / "level3.cpp").rename(self.root / "renamed.cpp")
        self.write({"renamed.cpp": '// moved\n\n#include "store.h"\nvoid signUp(Store &store,\n            const char *email)\n'
                                   "{\n  if (!store.known(email)) { store.keep(\n    email); }\n}\n"})
        self.expect(0, "scan", "--baseline", "known.sarif", says=["1 known before, 0 fixed"])
        (self.root / "renamed.cpp").write_text((self.root / "renamed.cpp").read_text().replace("signUp", "enrol"))
        self.expect(0, "scan", "--baseline", "known.sarif", says=["1 known before, 0 fixed"])
        self.write({"more.cpp": LEVELS["level3.cpp"].replace("signUp", "invite")})
        self.expect(1, "scan", "--baseline", "known.sarif", "--format", "text", "--format", "sarif=out.sarif", says=["more.cpp:4:5"])
        self.assertEqual(sorted(r["baselineState"] for r in self.sarif()["results"]), ["new", "unchanged"])
        self.expect(0, "baseline", "update", "--baseline", "known.sarif", says=["(1 added, 0 dropped)"])
        (self.root / "more.cpp").unlink()
        self.expect(0, "scan", "--baseline", "known.sarif", says=["fixed since the baseline", "1 known before, 1 fixed"])

    def test_the_baseline_can_stand_in_the_configuration(self):
        self.write({".dbrace.json": '{"baseline": "ci/known.sarif"}', "ci/x": ""})
        self.expect(2, "scan", says=["ci/known.sarif: cannot be read: there is no such file; dbrace baseline update writes it"])
        self.expect(0, "baseline", "update")
        self.expect(0, "scan")
        (self.root / ".dbrace.json").unlink()
        self.expect(2, "baseline", "update", says=["--baseline FILE"])

    # Suppressions ------------------------------------------------------------------------------------------------

    def suppress(self, entries, **settings):
        self.write({".dbrace.json": json.dumps({"suppress": entries, **settings})})

    def test_a_list_silences_by_rule_path_function_and_table(self):
        for entry in ({"rule": "dbrace-dup*"}, {"path": "level1.cpp"}, {"path": "*.cpp", "function": "sign*"}, {"table": "ACCOUNTS"}):
            self.suppress([{**entry, "reason": "one writer by design"}])
            self.expect(0, "scan", "--format", "sarif=out.sarif", says=["1 suppressed"])
            suppression, = self.sarif()["results"][0]["suppressions"]
            self.assertEqual((suppression["kind"], suppression["justification"]), ("external", "one writer by design"))
            self.assertEqual(suppression["location"]["physicalLocation"]["region"]["startLine"], 1)
        self.suppress([{"rule": FINDING, "path": "src", "reason": "r"}, {"function": "nobody"}])
        done = self.expect(1, "scan", "--format", "text")
        self.assertEqual(done.stdout.count("[unused-suppression]"), 2)
        self.assertIn(".dbrace.json:1: note: this entry silences nothing", done.stdout)

    def test_wrong_lists_are_refused_with_their_place(self):
        for entries, says in (([{"reason": "all"}], "would silence everything"), ([{"rule": "dbrace-nonsense"}], "is no rule"),
                              ([{"rul": FINDING}], "did you mean rule?"), ({}, "must be a list"), ([{"path": 1}], "/suppress/0/path: must be a text")):
            self.suppress(entries)
            self.expect(2, "scan", says=[".dbrace.json:1:", says])

    def test_reasons_can_be_required(self):
        head, end = LEVELS["level1.cpp"].rsplit("sqlite3_step(s);", 1)
        comment = f"{head}sqlite3_step(s);  // NOLINT({FINDING}){end}"
        self.write({"level1.cpp": comment})
        self.expect(0, "scan", says=["1 suppressed"])
        self.suppress([], require_reason=True)
        self.expect(1, "scan", says=["level1.cpp:12: warning: silences nothing", "[suppression-without-reason]"])
        self.write({"level1.cpp": comment.replace(f"({FINDING})", f"({FINDING}): one writer")})
        self.expect(0, "scan", "--format", "sarif=out.sarif")
        suppression, = self.sarif()["results"][0]["suppressions"]
        self.assertEqual((suppression["kind"], suppression["justification"]), ("inSource", "one writer"))
        self.suppress([{"rule": FINDING}], require_reason=True)
        self.expect(2, "scan", says=['this entry has no "reason"'])

    def test_unused_comments_are_told_where_all_was_read(self):
        self.write({"far.cpp": LEVELS["far.cpp"], "level2.cpp": LEVELS["level2.cpp"] + f"int x;  // NOLINT({FINDING})\nint y;  // NOLINT\n"})
        done = self.expect(1, "scan", "--format", "text", says=["level2.cpp:5: note: this comment silences nothing [unused-suppression]"])
        self.assertEqual(done.stdout.count("unused-suppression"), 1)
        done = self.expect(0, "scan", "level2.cpp", "--format", "text")
        self.assertNotIn("unused-suppression", done.stdout)

    def test_levels_can_be_set(self):
        self.write({".dbrace.json": json.dumps({"severity": {FINDING: "note"}})})
        self.expect(0, "scan", says=["0 errors, 0 warnings, 1 note"])
        self.write({".dbrace.json": '{"severity": {"dbrace-x": "note"}}'})
        self.expect(2, "scan", says=['/severity: "dbrace-x" is no rule'])

    def test_pages_show_what_there_is(self):
        page = (SOURCE / "docs/ci.md").read_text()
        for name in ("github", "gitlab", "junit", "html", "sarif"):
            self.assertIn(f"| `{name}` |", page)


if __name__ == "__main__":
    main()
