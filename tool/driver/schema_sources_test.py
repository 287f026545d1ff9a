#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Schemas from where they live, as people give them. schema_sources_test.py DBRACE SOURCE_DIR"""
import contextlib
import json
import re
import sqlite3

import cli_testing
from cli_testing import LEVELS, main


def keys_of(schema):
    """{"table": ["primary column,column", "column"]}, as an importer wrote them."""
    tables = {}
    for table in schema["tables"]:
        keys = ["primary " + ",".join(table["primary_key"])] if "primary_key" in table else []
        keys += [",".join(key.get("columns", []) + key.get("expressions", [])) for key in table["unique"]]
        tables[table["name"]] = keys
    return tables


class Schemas(cli_testing.Cli):
    def imported(self, *arguments, says=()):
        done = self.expect(0, "schema", "import", *arguments, says=says)
        return json.loads(done.stdout)

    # Scripts and folders -----------------------------------------------------------------------------------------

    def test_migrations_are_applied_by_number_and_ways_back_are_not(self):
        self.write({"db/V10__b.sql": "ALTER TABLE t ADD CONSTRAINT u UNIQUE (b);",
                    "db/V2__a.sql": "CREATE TABLE t (a int, b int, CONSTRAINT u UNIQUE (a));",
                    "db/V9__c.sql": "ALTER TABLE t DROP CONSTRAINT u;",
                    "db/U9__c.sql": "DROP TABLE t;", "db/0011.down.sql": "DROP TABLE t;", "db/drop.sql": "DROP TABLE t;",
                    "db/notes.txt": "CREATE TABLE no (a int);"})
        schema = self.imported("ddl", "db", says=["left out 3 scripts"])
        self.assertEqual(keys_of(schema), {"t": ["b"]})

    def test_what_creates_goes_before_what_upgrades(self):
        self.write({"db/upgrade/2.sql": "ALTER TABLE t ADD UNIQUE (b);", "db/schema.sql": "CREATE TABLE t (a int, b int);",
                    "db/alter_t.sql": "ALTER TABLE t ADD UNIQUE (a);"})
        self.assertEqual(keys_of(self.imported("ddl", "db")), {"t": ["a", "b"]})

    BACKENDS = {"db/mysql/t.sql": "CREATE TABLE t (a int, UNIQUE KEY u (a)) ENGINE=InnoDB;",
                "db/pgsql/t.sql": "CREATE TABLE t (a int, b int);",
                "db/firebird/t.sql": "CREATE TABLE t (a int, b int, c int UNIQUE);"}

    def test_backends_are_kept_apart(self):
        self.write(self.BACKENDS)
        self.expect(2, "schema", "import", "ddl", "db",
                    says=["mysql (db/mysql/t.sql), postgresql (db/pgsql/t.sql)", "--dialect"])
        self.assertEqual(keys_of(self.imported("ddl", "db", "--dialect", "mariadb")), {"t": ["a"]})
        schema = self.imported("ddl", "db", "--dialect", "postgresql", says=["left out 1 script for databases"])
        self.assertEqual((schema["dialect"], keys_of(schema)), ("postgresql", {"t": []}))
        self.expect(2, "schema", "import", "ddl", "db", "--dialect", "oracle", says=["no script is for oracle"])

    def test_the_dialect_is_guessed(self):
        self.write({"a.sql": "CREATE TABLE t (id bigserial PRIMARY KEY);", "b.sql": "CREATE TABLE t (a int);"})
        self.assertEqual(self.imported("ddl", "a.sql")["dialect"], "postgresql")
        self.assertEqual(self.imported("ddl", "b.sql")["dialect"], "generic")

    def test_wrong_operands_are_2(self):
        self.write({"empty/readme": "", "a.sql": "SELECT 1;"})
        self.expect(2, "schema", "import", "ddl", "empty", says=["empty: no script below this folder", "*.sql"])
        self.expect(2, "schema", "import", "ddl", "gone", says=["gone: cannot be read"])
        self.expect(2, "schema", "import", "ddl", "a.sql", says=["no CREATE TABLE"])
        self.expect(2, "schema", "import", "ddl", "a.sql", "--dialect", "mysq", says=["did you mean mysql?"])
        self.expect(2, "schema", "import", "code", "empty", says=["no C or C++ source"])

    def test_what_is_not_understood_is_named_and_the_rest_goes_on(self):
        self.write({"a.sql": "CREATE TABLE t (a int);\nALTER TABLE gone ADD UNIQUE (a);\nCREATE TABLE u (b int UNIQUE);\n"})
        done = self.expect(0, "schema", "import", "ddl", "a.sql", "-o", "out.json")
        self.assertIn("a.sql:2:1: warning: alters a table that is not known", done.stderr)
        self.assertEqual(keys_of(json.loads((self.root / "out.json").read_text())), {"t": [], "u": ["b"]})
        self.expect(0, "schema", "check", "out.json")

    # Code --------------------------------------------------------------------------------------------------------

    CODE = {"src/db.cpp": """
static const char *tables[] = {
  "CREATE TABLE users (",
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,",
  "  mail TEXT)",
};
void upgrade(int version) {
  if (version < 2) run("CREATE UNIQUE INDEX users_mail ON users (mail)");
  if (version < 3) { run("CREATE TABLE " + prefix + "rooms (name TEXT" + ", UNIQUE (name))"); }
}
"""}

    def test_literals_of_the_code(self):
        self.write(self.CODE)
        schema = self.imported("code", "src")
        self.assertEqual(keys_of(schema), {"users": ["primary id", "mail"], "rooms": ["name"]})
        self.assertEqual(schema["dialect"], "sqlite")
        self.assertEqual(keys_of(self.imported("code", "src/db.cpp")), keys_of(schema))

    def test_xml_and_inc_files_are_read_when_named(self):
        self.write({"db.xml": "<db><database name='QMYSQL'><s>CREATE TABLE t (a int, b int)</s></database>"
                              "<database name='QSQLITE'><s mode='x'>CREATE TABLE t (a int UNIQUE)</s></database></db>",
                    "a.inc": "CREATE TABLE u (a int UNIQUE);", "b.inc": '"CREATE TABLE v (a int UNIQUE)",'})
        self.assertEqual(keys_of(self.imported("code", "db.xml", "--dialect", "sqlite")), {"t": ["a"]})
        self.assertEqual(keys_of(self.imported("code", "a.inc", "b.inc")), {"u": ["a"], "v": ["a"]})
        self.assertEqual(keys_of(self.imported("ddl", "db.xml", "--dialect", "mysql")), {"t": []})

    # Running databases -------------------------------------------------------------------------------------------

    def database(self, *statements):
        with contextlib.closing(sqlite3.connect(self.root / "shop.db")) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def test_an_sqlite_file(self):
        self.database("CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT NOT NULL)",
                      "CREATE UNIQUE INDEX u ON accounts (lower(email))")
        schema = self.imported("sqlite", "shop.db")
        self.assertEqual((schema["dialect"], keys_of(schema)), ("sqlite", {"accounts": ["primary id", "lower(email)"]}))
        self.expect(2, "schema", "import", "sqlite", "gone.db", says=["gone.db: cannot be read"])
        self.write({**LEVELS, "text.db": "no database"})
        self.expect(2, "schema", "import", "sqlite", "text.db", says=["text.db: this is no SQLite database"])
        self.assertEqual(self.rules("--schema", "shop.db")[0], ["dbrace-unhandled-conflict"])
        self.assertEqual(self.rules("--schema", f"sqlite:{self.root}/shop.db")[0], ["dbrace-unhandled-conflict"])
        self.database("DROP INDEX u")
        self.assertEqual(self.rules("--schema", "shop.db")[0], ["dbrace-duplicate-insert"])

    def test_addresses_are_checked_and_passwords_are_kept(self):
        self.write(LEVELS)
        self.expect(2, "schema", "import", "postgresql", "mysql://me@h/d", says=["allowed: postgresql://"])
        self.expect(2, "schema", "import", "mysql", "shop.db", says=["allowed: mysql://"])
        address = "postgresql://me:hush-hush@127.0.0.1:1/shop?sslpassword=hush-hush"
        for arguments in (["schema", "import", "postgresql", address], ["scan", "--schema", address],
                          ["schema", "import", "mysql", "mysql://me:hush-hush@127.0.0.1:1/shop"]):
            done = self.expect(2, *arguments, says=["://me@127.0.0.1:1/shop: "])
            self.assertNotIn("hush", done.stdout + done.stderr)
        # Where the report repeats the command line, too. The schema is that of a database that does not answer to us here.
        self.database("CREATE TABLE accounts (email TEXT)")
        self.expect(1, "scan", "--schema", "shop.db", "--sql-directory", ".", "--format", "sarif=out.sarif", "--exclude", address)
        self.assertIn("postgresql://me@127.0.0.1:1/shop", (self.root / "out.sarif").read_text())
        self.assertNotIn("hush", (self.root / "out.sarif").read_text())

    # Scanning with them ------------------------------------------------------------------------------------------

    TABLE = "CREATE TABLE accounts(email TEXT NOT NULL%s);"

    def rules(self, *arguments, code=1):
        report, _ = self.findings(*arguments, code=code)
        said = "\n".join(f"{notice['level']}: {notice['message']}" for notice in report["notices"])
        return [finding["rule"] for finding in report["findings"]], said

    def test_scan_takes_folders_and_sources(self):
        self.write({**LEVELS, "db/1.sql": self.TABLE % "", "db/2.sql": "CREATE UNIQUE INDEX u ON accounts (email);",
                    "db/2.down.sql": "DROP INDEX u;"})
        self.assertEqual(self.rules("--schema", "db")[0], ["dbrace-unhandled-conflict"])
        self.assertEqual(self.rules("--schema", "db/1.sql")[0], ["dbrace-duplicate-insert"])
        self.write({"tables.cpp": f'const char *t = "{self.TABLE % " UNIQUE"}";'})
        self.assertEqual(self.rules("--schema", "tables.cpp")[0], ["dbrace-unhandled-conflict"])

    def test_scan_takes_the_tables_of_the_database_in_use(self):
        # The program is one of SQLite; the key is MySQL's.
        self.write({**LEVELS, "db/mysql.sql": "CREATE TABLE accounts (email VARCHAR(90) NOT NULL UNIQUE) ENGINE=InnoDB;",
                    "db/sqlite.sql": self.TABLE % ""})
        self.assertEqual(self.rules("--schema", "db")[0], ["dbrace-duplicate-insert"])
        self.write({"db/mysql.sql": "CREATE TABLE accounts (email VARCHAR(90) NOT NULL) ENGINE=InnoDB;",
                    "db/sqlite.sql": self.TABLE % " UNIQUE"})
        self.assertEqual(self.rules("--schema", "db")[0], ["dbrace-unhandled-conflict"])

    def test_scan_reads_the_code_when_there_is_no_schema(self):
        pieces = '#include "db.h"\nvoid make() { std::string s = "CREATE TABLE accounts (";\n  s += "email TEXT NOT NULL UNIQUE)"; }\n'
        self.write({**LEVELS, "make.cpp": pieces})
        rules, said = self.rules()
        self.assertEqual(rules, ["dbrace-unhandled-conflict"])
        self.assertIn("no --schema was given, using the 1 tables that literals in the code create", said)
        self.write({"make.cpp": pieces.replace(" UNIQUE", "")})
        self.assertEqual(self.rules()[0], ["dbrace-duplicate-insert"])

    def test_sources_that_disagree_are_named(self):
        self.write({**LEVELS, "a.sql": self.TABLE % "",
                    "b.json": '{"version": 1, "tables": [{"name": "accounts",\n "unique": [{"columns": ["email"]}]}]}'})
        said = self.rules("--schema", "b.json", "--schema", "a.sql")[1]
        self.assertRegex(said, r"warning: a\.sql:1:1: warning: table accounts has other unique keys than in b\.json:1, which counts")
        self.write({"b.json": '{"version": 1, "tables": [{"name": "accounts"}]}'})
        self.assertNotIn("other unique keys", self.rules("--schema", "b.json", "--schema", "a.sql")[1])

    def test_many_problems_are_counted(self):
        self.write({**LEVELS, "a.sql": self.TABLE % "" + "\nALTER TABLE gone ADD UNIQUE (a);" * 30})
        said = self.rules("--schema", "a.sql")[1]
        self.assertEqual(len(re.findall("not known", said)), 5)
        self.assertIn("and 25 more", said)


if __name__ == "__main__":
    main()
