#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""--diff and --diff-file: a small git history with the kinds of change that matter. diff_test.py DBRACE SOURCE_DIR

Every step is a commit and is judged against the one before it.
"""
import json
import subprocess

import cli_testing
from cli_testing import RACE, main


def statement(name, result, sql):
    run = "return sqlite3_step(s) == 100;" if result == "bool" else "sqlite3_step(s);"
    return f"""{result} {name}(sqlite3 *db, const char *value) {{
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "{sql}", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, value, -1, nullptr);
  {run}
}}
"""


FILES = {
    "db.h": RACE + """extern "C" int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
bool hasUser(sqlite3 *db, const char *value);
void addUser(sqlite3 *db, const char *value);
bool hasTag(sqlite3 *db, const char *value);
void addTag(sqlite3 *db, const char *value);
""",
    "schema.sql": """CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL
);
CREATE TABLE tags (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  UNIQUE (name)
);
""",
    "queries.cpp": '#include "db.h"\n' + statement("hasUser", "bool", "SELECT 1 FROM users WHERE email = ?") +
                   statement("addUser", "void", "INSERT INTO users (email) VALUES (?)") +
                   statement("hasTag", "bool", "SELECT 1 FROM tags WHERE name = ?") +
                   statement("addTag", "void", "INSERT INTO tags (name) VALUES (?) ON CONFLICT (name) DO NOTHING"),
    "users.cpp": """#include "db.h"
void signUp(sqlite3 *db, const char *email) {
  if (hasUser(db, email))
    return;
  addUser(db, email);
}

int unrelated(int x) { return x + 1; }

void invite(sqlite3 *db, const char *email) {
  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
  if (!hasUser(db, email))
    addUser(db, email);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
}
""",
    "tags.cpp": """#include "db.h"
void tag(sqlite3 *db, const char *name) {
  if (!hasTag(db, name))
    addTag(db, name);
}
""",
}
BEGIN = '  sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);\n'
COMMIT = '  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);\n'


class Diff(cli_testing.Cli):
    def setUp(self):
        super().setUp()
        self.write(FILES)
        self.git("init", "--quiet")
        self.commit("start")

    def git(self, *arguments):
        return subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=self.root,
                              check=True, capture_output=True, text=True).stdout

    def commit(self, what):
        self.git("add", "--all", ".", ":!out.json")
        self.git("commit", "--quiet", "--allow-empty", "-m", what)

    def edit(self, name, before, after):
        text = (self.root / name).read_text()
        self.assertIn(before, text)
        (self.root / name).write_text(text.replace(before, after, 1))

    def judged(self, *arguments):
        """What the gate speaks of: (state, table, place of the primary location), and what is fixed."""
        done = self.run_it("scan", "--schema", "schema.sql", "--format", "json=out.json", *arguments)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        report = json.loads((self.root / "out.json").read_text())
        shown = [f for f in report["findings"] if f["baseline"] != "unchanged" and not f["suppressed"]]
        self.assertEqual(done.returncode == 1, any(f["fails"] for f in shown))
        lines = {f["fingerprint"]: (self.root / f["at"]["file"]).read_text().splitlines()[f["at"]["line"] - 1].strip() for f in shown}
        return ([(f["baseline"], f["table"], f["at"]["file"], lines[f["fingerprint"]]) for f in shown],
                [f["table"] for f in report["fixed"]])

    def step(self, what, expected=(), fixed=()):
        self.commit(what)
        with self.subTest(what):
            self.assertEqual(self.judged("--diff", "HEAD~1"), (list(expected), list(fixed)))

    def test_what_moves_says_nothing(self):
        self.step("nothing")
        self.edit("users.cpp", '#include "db.h"\n', '#include "db.h"\n// A remark.\n\n')
        self.step("lines move")
        self.git("mv", "users.cpp", "people.cpp")
        self.step("a file gets another name")
        self.edit("people.cpp", "x + 1", "x + 2")
        self.step("other code of the file changes")
        (self.root / "schema.sql").write_text("CREATE TABLE colours (id INTEGER PRIMARY KEY, name TEXT);\n" + FILES["schema.sql"])
        self.step("another table comes")
        moved = FILES["users.cpp"][FILES["users.cpp"].index("void signUp"):FILES["users.cpp"].index("int unrelated")]
        self.edit("people.cpp", moved, "")
        (self.root / "register.cpp").write_text('#include "db.h"\n' + moved)
        self.assertEqual([(state, line) for state, _, _, line in self.judged("--diff", "HEAD")[0]], [("updated", "if (hasUser(db, email))")])
        self.commit("the function moves to another file")
        (self.root / "register.cpp").write_text('#include "db.h"\n\nvoid signUp(\n    sqlite3 *db,\n    const char *email)\n{\n'
                                                "  if (hasUser(db, email)) { return; }\n  addUser(db, email);\n}\n")
        self.assertEqual([state for state, _, _, _ in self.judged("--diff", "HEAD")[0]], ["updated"])  # No new one by layout.
        self.commit("the function is laid out anew")

    def test_names_change_and_nothing_else(self):
        self.edit("users.cpp", "signUp", "register_")
        self.step("the function gets another name")
        self.edit("users.cpp", '#include "db.h"\n', '#include "db.h"\nnamespace people {\n')
        (self.root / "users.cpp").write_text((self.root / "users.cpp").read_text() + "}\n")
        self.step("it moves into a namespace")
        text = (self.root / "users.cpp").read_text().replace("email", "address")
        (self.root / "users.cpp").write_text(text)
        self.step("a parameter gets another name", [("updated", "users", "users.cpp", "if (hasUser(db, address))")])
        self.edit("users.cpp", "register_", "enter")
        self.edit("users.cpp", "if (hasUser(db, address))", "if (hasUser(db, address) || !address)")
        self.step("another name, and the branch changes", [("updated", "users", "users.cpp", "if (hasUser(db, address) || !address)")])
        for name in ("users.cpp", "queries.cpp"):
            (self.root / name).write_text((self.root / name).read_text().replace("hasUser", "isUser"))
        self.edit("db.h", "hasUser", "isUser")
        self.step("the lookup's function gets another name", [("updated", "users", "users.cpp", "if (isUser(db, address) || !address)")])
        for name in ("schema.sql", "queries.cpp"):
            (self.root / name).write_text((self.root / name).read_text().replace("users", "people"))
        found, fixed = self.judged("--diff", "HEAD")  # Of the other table nothing was known.
        self.assertEqual(([(state, table) for state, table, _, _ in found], fixed), ([("new", "people")], ["users"]))
        self.commit("the table gets another name")

    def test_a_race_more_is_no_other_name(self):
        race = FILES["users.cpp"][FILES["users.cpp"].index("void signUp"):FILES["users.cpp"].index("int unrelated")]
        self.edit("users.cpp", "signUp", "register_")
        self.edit("users.cpp", "int unrelated", race.replace("signUp", "enrol") + "int unrelated")
        self.assertEqual([state for state, _, _, _ in self.judged("--diff", "HEAD")[0]], ["new"])

    def test_what_is_touched_is_marked(self):
        self.edit("users.cpp", "if (hasUser(db, email))", "if (hasUser(db, email) || !*email)")
        self.step("the branch changes", [("updated", "users", "users.cpp", "if (hasUser(db, email) || !*email)")])
        self.edit("queries.cpp", "return sqlite3_step(s) == 100;", "return sqlite3_step(s) == 100 && s;")
        self.step("the lookup changes", [("updated", "users", "queries.cpp", "return sqlite3_step(s) == 100 && s;")])
        self.edit("users.cpp", "  addUser(db, email);\n}", "  addUser(db,\n          email);\n}")
        self.step("the insert is laid out anew", [("updated", "users", "users.cpp", "addUser(db,")])
        self.edit("queries.cpp", "SELECT 1 FROM users", "SELECT id FROM users")
        self.step("only the text of the lookup changes", [("updated", "users", "queries.cpp", "return sqlite3_step(s) == 100 && s;")])

    def test_what_comes_and_goes(self):
        race = FILES["users.cpp"][FILES["users.cpp"].index("void signUp"):FILES["users.cpp"].index("int unrelated")]
        self.edit("users.cpp", "int unrelated", race.replace("signUp", "enrol") + "int unrelated")
        self.step("a race comes", [("new", "users", "users.cpp", "if (hasUser(db, email))")])
        self.edit("users.cpp", race.replace("signUp", "enrol"), "")
        self.step("a race goes", [], ["users"])
        self.edit("users.cpp", BEGIN, "")
        self.edit("users.cpp", COMMIT, "")
        (_, _, file, _), = self.judged("--diff", "HEAD")[0]
        self.assertEqual(file, "users.cpp")
        self.commit("a lock is taken out")
        self.edit("users.cpp", "  if (!hasUser", BEGIN + "  if (!hasUser")
        self.edit("users.cpp", "    addUser(db, email);\n}\n", "    addUser(db, email);\n" + COMMIT + "}\n")
        self.step("the lock is back", [], ["users"])

    def test_constraints_and_callees(self):
        self.edit("schema.sql", "name TEXT NOT NULL,\n  UNIQUE (name)\n", "name TEXT NOT NULL\n")
        (state, table, file, _), = self.judged("--diff", "HEAD")[0]
        self.assertEqual((state, table, file), ("new", "tags", "schema.sql"))
        self.commit("a unique key goes")
        self.edit("schema.sql", "name TEXT NOT NULL\n", "name TEXT NOT NULL,\n  UNIQUE (name)\n")
        self.step("the unique key is back", [], ["tags"])
        self.edit("queries.cpp", " ON CONFLICT (name) DO NOTHING", "")
        self.step("a callee does not expect the conflict any more", [
            ("new", "tags", "queries.cpp", "sqlite3_step(s);")])
        self.edit("queries.cpp", "INSERT INTO tags (name) VALUES (?)", "INSERT INTO tags (name) VALUES (?) ON CONFLICT (name) DO NOTHING")
        self.step("it does again", [], ["tags"])

    def test_suppressions(self):
        self.edit("queries.cpp", "  sqlite3_step(s);", "  sqlite3_step(s);  // NOLINT(dbrace-duplicate-insert): imported once")
        self.step("a finding is silenced")
        self.edit("queries.cpp", "  // NOLINT(dbrace-duplicate-insert): imported once", "")
        self.step("it speaks again", [("new", "users", "queries.cpp", "sqlite3_step(s);")])

    def test_uncommitted_and_new_files_count(self):
        (self.root / "more.cpp").write_text(FILES["users.cpp"].replace("signUp", "admit").replace("invite", "ask"))
        self.assertEqual([(state, file) for state, _, file, _ in self.judged("--diff", "HEAD")[0]], [("new", "more.cpp")])

    def test_the_base_is_where_the_branch_left(self):
        self.git("checkout", "--quiet", "-b", "topic")
        self.edit("users.cpp", "x + 1", "x + 2")
        self.commit("on the branch")
        self.git("checkout", "--quiet", "-")
        self.edit("queries.cpp", "INSERT INTO users (email) VALUES (?)", "INSERT INTO users (email) VALUES (?) ON CONFLICT DO NOTHING")
        self.commit("meanwhile")
        main_branch = self.git("rev-parse", "--abbrev-ref", "HEAD").strip()
        self.git("checkout", "--quiet", "topic")
        self.assertEqual(self.judged("--diff", main_branch), ([], []))

    def test_a_compile_database_is_used_for_both_sides(self):
        self.write({"include/keys.h": '#define INSERT_USER "INSERT INTO users (email) VALUES (?) ON CONFLICT DO NOTHING"\n',
                    "build/x": "", ".gitignore": "build\n"})
        self.edit("queries.cpp", '"INSERT INTO users (email) VALUES (?)"', "INSERT_USER")
        self.edit("queries.cpp", '#include "db.h"', '#include "db.h"\n#include <keys.h>')
        (self.root / "build/compile_commands.json").write_text(json.dumps([
            {"directory": str(self.root / "build"), "file": f"../{name}", "command": f"c++ -I../include -c ../{name}"}
            for name in ("queries.cpp", "users.cpp", "tags.cpp")]))
        self.commit("with a build")
        before, _ = self.judged("--diff", "HEAD")
        self.assertEqual(before, [])
        self.edit("include/keys.h", " ON CONFLICT DO NOTHING", "")
        found, fixed = self.judged("--diff", "HEAD")
        self.assertTrue(found or fixed)  # The base read its own header, not that of today.

    def test_a_patch_does_without_git(self):
        self.edit("queries.cpp", " ON CONFLICT (name) DO NOTHING", "")
        (self.root / "change.patch").write_text(self.git("diff"))
        found, _ = self.judged("--diff-file", "change.patch")
        self.assertEqual([(state, table, file) for state, table, file, _ in found], [("new", "tags", "queries.cpp")])
        subprocess.run(["rm", "-rf", self.root / ".git"], check=True)
        self.assertEqual(self.judged("--diff-file", "change.patch")[0], found)

    def test_what_cannot_be_compared_is_2(self):
        self.expect(2, "scan", "--diff", "nonsense", says=['--diff: "nonsense" is no revision'])
        self.expect(2, "scan", "--diff-file", "gone", says=["gone: cannot be read"])
        self.expect(2, "scan", "--diff-file", "users.cpp", says=["is no patch that the sources already have"])
        self.expect(2, "scan", "--diff", "HEAD", "--diff-file", "users.cpp")
        self.assertEqual(self.git("status", "--porcelain"), "")
        subprocess.run(["rm", "-rf", self.root / ".git"], check=True)
        self.expect(2, "scan", "--diff", "HEAD", says=["is in no git work tree"])


if __name__ == "__main__":
    main()
