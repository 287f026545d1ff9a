# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the clang-tidy module share.

A test program is started as: python3 X_test.py DBRACE SOURCE_DIR MODULE MAJOR [unittest's arguments]
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

DBRACE = os.path.abspath(sys.argv[1])
SOURCE = Path(sys.argv[2]).resolve()
MODULE = os.path.abspath(sys.argv[3])
MAJOR = sys.argv[4]
CLANG_TIDY = f"clang-tidy-{MAJOR}"

RULES = tuple(sorted(page.stem for page in (SOURCE / "docs/rules").glob("dbrace-*.md")))
LINE = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): (?P<level>error|warning|note): (?P<message>.*)$")

DECLARATIONS = """typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int sqlite3_bind_text(sqlite3_stmt *, int, const char *, int, void (*)(void *));
int sqlite3_step(sqlite3_stmt *);
"""
STORE = """#include "db.h"
int has(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = 0;
  sqlite3_prepare_v2(db, "SELECT 1 FROM accounts WHERE email = ?", -1, &s, 0);
  sqlite3_bind_text(s, 1, email, -1, 0);
  return sqlite3_step(s) == 100;
}
void add(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = 0;
  sqlite3_prepare_v2(db, "INSERT INTO accounts(email) VALUES (?)", -1, &s, 0);
  sqlite3_bind_text(s, 1, email, -1, 0);
  sqlite3_step(s);
}
"""
# One race in one source: the insert is in line 12, the lookup in line 6, what decides in line 15.
HEADER = DECLARATIONS + "int has(sqlite3 *, const char *);\nvoid add(sqlite3 *, const char *);\n"
RACE = STORE + "void sign_up(sqlite3 *db, const char *email) {\n  if (!has(db, email))\n    add(db, email);\n}\n"
FINDING = "two threads or processes can both find no row and both insert one"
PLAIN = "CREATE TABLE accounts(id INTEGER PRIMARY KEY, email TEXT NOT NULL);\n"
UNIQUE = "CREATE TABLE accounts(id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);\n"


def diagnostics(text, folder):
    """Place and message of findings -> the set of their notes: what clang-tidy and the text of a scan have in common.

    clang-tidy knows one diagnostic for a place and a message; a scan may have several, with other lookups.
    """
    found, notes = {}, None
    for line in text.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        place = (str(folder / match["file"]), int(match["line"]), int(match["column"]), match["message"])
        if match["level"] != "note" or match["message"].endswith("]"):
            notes = found.setdefault(place, set())
        elif notes is not None:
            notes.add(place)
    return found


class Tidy(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()

    def write(self, files):
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text if isinstance(text, str) else json.dumps(text))

    def run_program(self, *command, code=None, cwd=None, environment=None, **options):
        done = subprocess.run([str(word) for word in command], cwd=cwd or self.root, capture_output=True, text=True, timeout=600,
                              env={**os.environ, **(environment or {})}, **options)
        if code is not None:
            self.assertEqual(done.returncode, code, f"{command}\n{done.stdout}\n{done.stderr}")
        return done

    def tidy(self, *arguments, code=0, checks="-*,dbrace-*", **options):
        chosen = [f"--checks={checks}"] if checks else []
        return self.run_program(CLANG_TIDY, f"--load={MODULE}", *chosen, *arguments, code=code, **options)

    def scan(self, *arguments, code=1, **options):
        return self.run_program(DBRACE, "scan", *arguments, code=code, **options)


def main():
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]])
