#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""dbrace init on small projects of many kinds. init_test.py DBRACE SOURCE_DIR"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DBRACE = os.path.abspath(sys.argv[1])

SQLITE = "#include <sqlite3.h>\nint run(sqlite3 *db) { return sqlite3_exec(db, \"SELECT 1\", 0, 0, 0); }\n"
USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE);\n"


class Init(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def project(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def init(self, *arguments, code=0, says=()):
        done = subprocess.run([DBRACE, "init", *arguments], cwd=self.root, capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        for text in says:
            self.assertIn(text, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def written(self, folder="."):
        return json.loads((self.root / folder / ".dbrace.json").read_text())

    def test_an_empty_folder_is_told(self):
        self.init(code=2, says=["no C or C++ source in it or below"])
        self.init("gone", code=2, says=["gone: no such folder"])
        self.assertEqual(list(self.root.iterdir()), [])

    def test_a_script_becomes_the_schema(self):
        self.project({"src/a.c": SQLITE, "db/schema.sql": USERS, "db/queries/one.sql": "SELECT 1 FROM users;\n", "CMakeLists.txt": ""})
        self.init(says=["1 source, 0 headers", "sqlite3 (1 file)", "1 table, 2 keys in db/schema.sql", "sqlite, as the client library says",
                        "CMAKE_EXPORT_COMPILE_COMMANDS", "Written: "])
        self.assertEqual(self.written(), {"schema": ["db/schema.sql"]})
        # What was written is what a scan takes.
        scan = subprocess.run([DBRACE, "scan"], cwd=self.root, capture_output=True, text=True)
        self.assertEqual(scan.returncode, 0, scan.stderr)
        self.assertNotIn("no --schema", scan.stderr + scan.stdout)

    def test_migrations_are_one_folder(self):
        self.project({"a.c": SQLITE, "db/migrations/001_users.up.sql": USERS, "db/migrations/001_users.down.sql": "DROP TABLE users;\n",
                      "db/migrations/002_orders.up.sql": "CREATE TABLE orders (id INTEGER PRIMARY KEY);\n"})
        self.init(says=["2 tables"])
        self.assertEqual(self.written(), {"schema": ["db/migrations"]})

    def test_several_databases(self):
        self.project({"lite.c": SQLITE, "pg.c": "#include <libpq-fe.h>\nvoid *f(PGconn *c) { return PQexec(c, \"SELECT 1\"); }\n",
                      "db/sqlite/tables.sql": USERS, "db/postgresql/tables.sql": "CREATE TABLE users (id BIGSERIAL PRIMARY KEY, email TEXT);\n"})
        self.init(says=["libpq (1 file)", "sqlite3 (1 file)", "1 table, 3 keys in db\n", "each statement is judged for that of its own library"])
        self.assertEqual(self.written(), {"schema": ["db"]})

    def test_tables_in_code_need_no_setting(self):
        self.project({"a.cpp": SQLITE + f'const char *ddl = "{USERS.strip()}";\n'})
        self.init(says=["1 table in the code of a.cpp", "{}"])
        self.assertEqual(self.written(), {})

    def test_tables_in_code_beside_scripts_are_kept(self):
        self.project({"a.cpp": SQLITE + 'const char *ddl = "CREATE TABLE sessions (id INTEGER PRIMARY KEY)";\n', "schema.sql": USERS})
        self.init(says=["in the code of a.cpp: sessions"])
        self.assertEqual(self.written(), {"schema": ["schema.sql", "a.cpp"]})
        self.project({"a.cpp": SQLITE + f'const char *ddl = "{USERS.strip()}";\n'})
        self.init("--force")
        self.assertEqual(self.written(), {"schema": ["schema.sql"]})

    def test_the_scripts_tell_the_database_where_the_library_does_not(self):
        self.project({"a.cpp": "#include <QSqlQuery>\nvoid f() { QSqlQuery q; }\n",
                      "mysql.sql": "CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;\n"})
        self.init(says=["qtsql (1 file)", "mysql, as the scripts say"])
        self.assertEqual(self.written(), {"schema": ["mysql.sql"], "dialect": "mysql"})
        self.project({"b.cpp": '#include <QSqlDatabase>\nvoid g() { QSqlDatabase::addDatabase("QMYSQL"); }\n'})
        self.init("--force", says=["mysql, as the client library says"])
        self.assertEqual(self.written(), {"schema": ["mysql.sql"]})

    def test_tests_and_third_parties_are_left_out(self):
        self.project({"a.c": SQLITE, "tests/fixtures.sql": USERS, "vendor/x/x.sql": USERS, "schema.sql": USERS})
        self.init(says=["left out, as of tests, examples or others: tests/fixtures.sql, vendor/x/x.sql"])
        self.assertEqual(self.written(), {"schema": ["schema.sql"]})

    def test_compile_commands_and_libraries_that_are_missing(self):
        self.project({"a.c": "int a;\n", "build/compile_commands.json": "[]"})
        self.init(says=["build/compile_commands.json", "none that is known", "docs/apis.md", "no CREATE TABLE in scripts or code"])

    def test_nothing_is_overwritten_unasked_and_twice_is_once(self):
        self.project({"a.c": SQLITE, "schema.sql": USERS, ".dbrace.json": '{"fail_on": "error"}'})
        self.init(code=2, says=["--force replaces it", '"schema"'])
        self.assertEqual(self.written(), {"fail_on": "error"})
        self.init("--force", says=["Written: "])
        before = (self.root / ".dbrace.json").stat().st_mtime_ns
        self.init(says=["Unchanged: "])
        self.assertEqual((self.root / ".dbrace.json").stat().st_mtime_ns, before)

    def test_a_folder_can_be_named(self):
        self.project({"shop/a.c": SQLITE, "shop/schema.sql": USERS})
        self.init("shop")
        self.assertEqual(self.written("shop"), {"schema": ["schema.sql"]})
        self.assertFalse((self.root / ".dbrace.json").exists())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
