# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the whole program share. Each runs it on a small tree of its own.

A test program is started as: python3 X_test.py DBRACE SOURCE_DIR [unittest's arguments]
"""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DBRACE = os.path.abspath(sys.argv[1])
SOURCE = Path(sys.argv[2]).resolve()
BROKEN = SOURCE / "test-inputs/broken/cli"

# No test sees what another run has kept, nor leaves anything behind.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="dbrace-test-")
atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

RACE = """
struct sqlite3; struct sqlite3_stmt;
extern "C" {
int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int sqlite3_bind_text(sqlite3_stmt *, int, const char *, int, void (*)(void *));
int sqlite3_step(sqlite3_stmt *);
}
"""
LEVELS = {
    "db.h": RACE + """
bool has(sqlite3 *db, const char *email);
void add(sqlite3 *db, const char *email);
""",
    "level1.cpp": """#include "db.h"
bool has(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT 1 FROM accounts WHERE email = ?", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  return sqlite3_step(s) == 100;
}
void add(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO accounts(email) VALUES (?)", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  sqlite3_step(s);
}
""",
    "store.h": "struct sqlite3;\nstruct Store { sqlite3 *db; bool known(const char *); void keep(const char *); };\n",
    "level2.cpp": """#include "store.h"
#include "db.h"
bool Store::known(const char *e) { return has(db, e); }
void Store::keep(const char *e) { add(db, e); }
""",
    "level3.cpp": """#include "store.h"
void signUp(Store &store, const char *email) {
  if (!store.known(email))
    store.keep(email);
}
""",
    "far.cpp": "int far_from_it(int x) { return x + 1; }\n",
}


class Cli(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def run_it(self, *arguments, environment=None, **options):
        return subprocess.run([DBRACE, *map(str, arguments)], cwd=self.root, capture_output=True, text=True, timeout=300,
                              env={**os.environ, **(environment or {})}, **options)

    def expect(self, code, *arguments, says=(), **options):
        done = self.run_it(*arguments, **options)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        for text in says:
            self.assertIn(text, done.stdout + done.stderr)
        return done

    def findings(self, *arguments, code=1):
        done = self.expect(code, "scan", "--format", "json=out.json", *arguments)
        report = json.loads((self.root / "out.json").read_text())
        return report, done


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
