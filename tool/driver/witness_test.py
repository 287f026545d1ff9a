#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""dbrace witness on real servers. dbrace_with_servers python3 witness_test.py DBRACE SOURCE_DIR"""
import json
import os

import cli_testing
from cli_testing import LEVELS, SOURCE, main

POSTGRESQL, MARIADB = os.environ["DBRACE_POSTGRESQL"], os.environ["DBRACE_MARIADB"]
SEEDS = SOURCE / "test-inputs/programs/seed_cases"


class Witness(cli_testing.Cli):
    def scanned(self, source, *options):
        self.expect(1, "scan", source, *options, "--format", "sarif=report.sarif")
        return self.results()[0]

    def results(self, file="report.sarif"):
        return json.loads((self.root / file).read_text())["runs"][0]["results"]

    def seen(self, code, *options):
        done = self.expect(code, "witness", "report.sarif", *options)
        return self.results()[0]["properties"]["witness"], done.stdout

    # The four cases ----------------------------------------------------------------------------------------------

    def test_unique_violation_on_mariadb(self):
        self.scanned(SEEDS / "get_or_create_threads.cpp", "--schema", SEEDS / "schema.sql", "--dialect", "mariadb")
        seen, text = self.seen(1, "--database", MARIADB)
        self.assertEqual(seen["found"]["shows"], ["unique-violation"])
        self.assertIn("1062: Duplicate entry", text)
        self.assertTrue(seen["alternativeHolds"])

    def test_two_rows_on_postgresql(self):
        self.scanned(SEEDS / "no_constraint.cpp", "--schema", SEEDS / "subscribers.sql", "--dialect", "postgresql")
        seen, text = self.seen(1, "--database", POSTGRESQL)
        self.assertEqual(seen["found"]["shows"], ["duplicate-rows"])
        self.assertEqual(len(seen["found"]["rows"]), 2)
        self.assertIn("afterwards 2 rows have the key", text)
        self.assertTrue(seen["alternativeHolds"])
        self.assertEqual(seen["alternative"]["outcomes"], ["one-row"])

    def test_row_not_found_after_the_violation_on_mariadb(self):
        self.scanned(SEEDS / "stale_snapshot.cpp", "--schema", SEEDS / "schema.sql", "--dialect", "mariadb")
        seen, _ = self.seen(1, "--database", MARIADB)
        self.assertEqual(seen["found"]["shows"], ["row-not-visible"])
        results = [step["result"] for step in seen["found"]["timeLine"]]
        violation = next(i for i, result in enumerate(results) if "1062" in result)
        self.assertIn("no row", results[violation + 1:])
        self.assertTrue(seen["alternativeHolds"])

    # The second case, "no such savepoint", is in SharedConnectionTest.cpp: no rule reports it yet.

    # The command -------------------------------------------------------------------------------------------------

    def sqlite_report(self):
        self.write(LEVELS)
        self.write({"schema.sql": "CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL);"})
        return self.scanned(".", "--schema", "schema.sql")

    def test_sqlite_needs_no_database(self):
        finding = self.sqlite_report()
        private = self.root / "tmp"
        private.mkdir()
        os.environ["TMPDIR"] = str(private)
        try:
            seen, text = self.seen(1)
        finally:
            del os.environ["TMPDIR"]
        self.assertEqual(seen["found"]["outcomes"], ["one-row", "duplicate-rows"])
        self.assertIn("INSERT INTO accounts(email) VALUES ('email 1')", text)
        self.assertIn(finding["partialFingerprints"]["dbrace/v1"], text)
        self.assertEqual(os.listdir(private), [])

    def test_a_finding_is_chosen_and_the_report_written_elsewhere(self):
        finding = self.sqlite_report()
        name = finding["partialFingerprints"]["dbrace/v1"]
        self.expect(1, "witness", "report.sarif", "--finding", name[:6], "-o", "seen.sarif")
        self.assertIn("witness", self.results("seen.sarif")[0]["properties"])
        self.assertNotIn("witness", self.results()[0]["properties"])
        self.expect(2, "witness", "report.sarif", "--finding", "no-such", says=["no finding with the fingerprint no-such"])

    def test_what_cannot_be_replayed_says_why(self):
        self.scanned(SEEDS / "no_constraint.cpp", "--schema", SEEDS / "subscribers.sql", "--dialect", "postgresql")
        seen, _ = self.seen(3)
        self.assertEqual(seen, {"replayed": False, "why": "it needs --database with a server of postgresql"})
        seen, _ = self.seen(3, "--database", MARIADB)
        self.assertFalse(seen["replayed"])
        self.scanned(SEEDS / "no_constraint.cpp", "--schema", SEEDS / "subscribers.sql", "--dialect", "oracle")
        seen, _ = self.seen(3)
        self.assertIn("not known to be SQLite, PostgreSQL, MySQL or MariaDB", seen["why"])

    def test_wrong_reports_and_databases_are_2(self):
        self.sqlite_report()
        self.write({"broken.sarif": "{", "other.json": "[]"})
        self.expect(2, "witness", "missing.sarif", says=["missing.sarif: cannot be read"])
        self.expect(2, "witness", "broken.sarif", says=["is no SARIF report"])
        self.expect(2, "witness", "other.json", says=["is no SARIF report"])
        self.expect(2, "witness", "report.sarif", "--database", "redis://x", says=["postgresql://", "mysql://"])
        for url in ("mysql://me:hidden@127.0.0.1:1/x", "postgresql://me:hidden@127.0.0.1:1/x"):
            done = self.expect(2, "witness", "report.sarif", "--database", url, says=["cannot connect"])
            self.assertNotIn("hidden", done.stdout + done.stderr)

    def psql(self, url, statement):
        import subprocess
        return subprocess.run(["psql", url, "-Atc", statement], capture_output=True, text=True, check=True).stdout

    def test_a_user_who_may_not_write_is_refused(self):
        self.psql(POSTGRESQL, "CREATE ROLE reader LOGIN PASSWORD 'hidden'")
        self.sqlite_report()
        url = POSTGRESQL.replace("postgres@", "reader:hidden@")
        done = self.expect(2, "witness", "report.sarif", "--database", url, says=["no scratch schema can be made", "reader@127.0.0.1"])
        self.assertNotIn("hidden", done.stdout + done.stderr)

    def test_constants_that_look_like_numbers_are_texts(self):
        self.write({"day.cpp": """
            struct sqlite3;
            extern "C" int sqlite3_get_table(sqlite3 *, const char *, char ***, int *, int *, char **);
            extern "C" int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
            void note(sqlite3 *db) {
              char **rows; int count = 0, columns = 0;
              sqlite3_get_table(db, "SELECT * FROM days WHERE day = '2024-01-01' AND who = 'O''Neill'", &rows, &count, &columns, nullptr);
              if (count == 0)
                sqlite3_exec(db, "INSERT INTO days(day, who) VALUES ('2024-01-01', 'O''Neill')", nullptr, nullptr, nullptr);
            }
            """, "days.sql": "CREATE TABLE days (day TEXT, who TEXT);"})
        self.scanned("day.cpp", "--schema", "days.sql")
        seen, _ = self.seen(1)
        self.assertEqual([row["day"] for row in seen["found"]["rows"]], ["2024-01-01"] * 2)

    def test_the_programs_own_table_is_not_touched(self):
        code, tables = (SEEDS / "no_constraint.cpp").read_text(), (SEEDS / "subscribers.sql").read_text()
        self.write({"own.cpp": code.replace("INTO subscribers", "INTO public.subscribers")
                                   .replace("FROM subscribers", "FROM public.subscribers"), "own.sql": tables})
        self.psql(POSTGRESQL, tables)
        try:
            self.scanned("own.cpp", "--schema", "own.sql", "--dialect", "postgresql")
            seen, text = self.seen(1, "--database", POSTGRESQL)
            self.assertEqual(seen["found"]["shows"], ["duplicate-rows"])
            self.assertNotIn("public.", text)
            # A report that says otherwise is not believed.
            report = self.root / "report.sarif"
            report.write_text(report.read_text().replace("INSERT INTO subscribers", "INSERT INTO public.subscribers"))
            seen, _ = self.seen(3, "--database", POSTGRESQL)
            self.assertIn("names a table that is not the replay's", seen["why"])
            self.assertEqual(self.psql(POSTGRESQL, "SELECT count(*) FROM public.subscribers").strip(), "0")
        finally:
            self.psql(POSTGRESQL, "DROP TABLE public.subscribers")

    def test_an_interrupt_leaves_nothing_behind(self):
        import cli_testing, signal, subprocess, time
        self.scanned(SEEDS / "no_constraint.cpp", "--schema", SEEDS / "subscribers.sql", "--dialect", "postgresql")
        report = self.root / "report.sarif"
        log = json.loads(report.read_text())
        log["runs"][0]["results"] *= 2000  # Long enough to be met in the middle.
        report.write_text(json.dumps(log))
        names = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'dbrace%'"
        command = [cli_testing.DBRACE, "witness", "report.sarif", "--database", POSTGRESQL]
        with subprocess.Popen(command, cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
            for _ in range(200):
                if self.psql(POSTGRESQL, names).strip() == "1":
                    break
                time.sleep(0.05)
            running.send_signal(signal.SIGTERM)
            _, said = running.communicate(timeout=60)
        self.assertEqual(running.returncode, 128 + signal.SIGTERM, said)
        self.assertIn("interrupted", said)
        self.assertEqual(self.psql(POSTGRESQL, names).strip(), "0")

    def test_nothing_is_left_behind(self):
        self.scanned(SEEDS / "no_constraint.cpp", "--schema", SEEDS / "subscribers.sql", "--dialect", "postgresql")
        self.seen(1, "--database", POSTGRESQL)
        names = self.psql(POSTGRESQL, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'dbrace%' UNION ALL "
                                      "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        self.assertEqual(names, "")


main()
