#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is ready-made for pipelines, tried as it stands: the installation's CMake function, the steps of action.yml, GitLab's
script, the hook of pre-commit. pipeline_test.py DBRACE SOURCE_DIR BUILD_DIR

dbrace is run as installed into a folder of its own, never from the build.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "driver"))
import cli_testing
from cli_testing import LEVELS, SOURCE

BUILD = os.path.abspath(sys.argv[3])
SCHEMA = "CREATE TABLE accounts (id INTEGER PRIMARY KEY, email TEXT UNIQUE);\n"
PROJECT = """cmake_minimum_required(VERSION 3.20)
project(demo CXX)
enable_testing()
find_package(dbrace REQUIRED)
add_executable(demo level3.cpp)
dbrace_add_check(demo ARGUMENTS --schema ${CMAKE_SOURCE_DIR}/schema.sql --no-cache --format text)
add_library(queries OBJECT level1.cpp)
add_library(store STATIC level2.cpp)
add_library(demo::store ALIAS store)
target_sources(store PRIVATE $<TARGET_OBJECTS:queries>)
target_link_libraries(demo PRIVATE demo::store)
dbrace_add_check(queries ARGUMENTS --no-cache)
"""


def blocks(text, before):
    """The shell of each `before: |` in a YAML file, and of each on one line."""
    found = []
    lines = text.splitlines()
    for i, line in enumerate(lines):
        start = re.match(rf"( *){before} (\||\S.*)$", line)
        if start and start.group(2) != "|":
            found.append(start.group(2))
        elif start:
            body = []
            for below in lines[i + 1:]:
                if below.strip() and len(below) - len(below.lstrip()) <= len(start.group(1)):
                    break
                body.append(below)
            found.append("\n".join(body))
    return found


class Pipeline(cli_testing.Cli):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = Path(folder.name) / "usr"
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix, "--component", "dbrace"], check=True, capture_output=True)
        cls.environment = {**os.environ, "CMAKE_GENERATOR": "Ninja", "PATH": f"{cls.prefix}/bin:{os.environ['PATH']}"}

    def shell(self, script, expect, program="bash", **environment):
        done = subprocess.run([program, "-e", "-c", script], cwd=self.root, capture_output=True, text=True, timeout=300,
                              env={**self.environment, "RUNNER_TEMP": str(self.root / ".temp"), **environment})
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def git(self, *arguments):
        return subprocess.run(["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments], cwd=self.root, check=True,
                              capture_output=True, text=True).stdout.strip()

    def repository(self):
        """The last commit takes the unique key out; before it nothing was wrong enough for an error."""
        self.write({**LEVELS, "schema.sql": SCHEMA})
        self.git("init", "--quiet")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "start")
        self.write({"schema.sql": SCHEMA.replace(" UNIQUE", "")})

    def test_an_installed_dbrace_reads_headers(self):
        self.write({"headers.cpp": "#include <stddef.h>\n#include <vector>\n" + LEVELS["level1.cpp"].replace('#include "db.h"', LEVELS["db.h"]) +
                    "void all(sqlite3 *db, const std::vector<const char *> &emails) {\n"
                    "  for (size_t i = 0; i < emails.size(); ++i)\n    if (!has(db, emails[i]))\n      add(db, emails[i]);\n}\n"})
        done = self.shell("dbrace scan headers.cpp --no-cache", 1)
        self.assertIn("1 unit read, 0 skipped", done.stderr)  # "(1 with compiler errors)" would stand between.

    def test_cmake_checks_a_target_with_all_it_links(self):
        self.write({**LEVELS, "CMakeLists.txt": PROJECT, "schema.sql": SCHEMA.replace(" UNIQUE", "")})
        self.shell(f"cmake -S . -B build -DCMAKE_PREFIX_PATH={self.prefix}", 0)
        done = self.shell("cmake --build build --target dbrace-demo", 1)
        self.assertIn("level1.cpp:12:3: error:", done.stdout)
        # Alone the queries decide nothing.
        done = self.shell("ctest --test-dir build", 8)
        self.assertIn("50% tests passed, 1 tests failed out of 2", done.stdout)
        self.write({"CMakeLists.txt": PROJECT + "dbrace_add_check(demo NO_SUCH_WORD)\n"})
        self.assertIn("unknown argument NO_SUCH_WORD", self.shell("cmake -S . -B build", 1).stderr)

    def test_the_action(self):
        install, fetch, scan = blocks((SOURCE / "action.yml").read_text(), "run:")
        self.assertIn("apt-get install", install)
        self.repository()
        base = self.git("rev-parse", "HEAD")
        inputs = {"SOURCES": ".", "ARGUMENTS": "--schema schema.sql", "FAIL_ON": "error", "SARIF": "dbrace.sarif"}
        self.shell(fetch, 0, REVISION=base)
        done = self.shell(scan, 1, REVISION=base, **inputs)
        self.assertRegex(done.stdout, r"(?m)^::error file=schema\.sql,line=1,")
        self.assertEqual(json.loads((self.root / "dbrace.sarif").read_text())["runs"][0]["results"][0]["baselineState"], "new")
        self.assertTrue(any((self.root / ".temp/dbrace-cache").iterdir()))
        done = self.shell(scan, 1, REVISION="none", **inputs)
        self.assertRegex(done.stdout, r"(?m)^::error file=level1\.cpp,line=12,")
        self.git("checkout", "--quiet", "--", ".")
        self.shell(scan, 0, REVISION=base, **inputs)

    def test_the_action_fetches_what_a_shallow_checkout_has_not(self):
        self.repository()
        base = self.git("rev-parse", "HEAD")
        self.git("commit", "--quiet", "--all", "-m", "change")
        self.git("clone", "--quiet", "--depth=1", f"file://{self.root}", "shallow")
        _, fetch, _ = blocks((SOURCE / "action.yml").read_text(), "run:")
        self.shell("cd shallow\n! git cat-file -e $REVISION 2>/dev/null\n" + fetch + "\ngit cat-file -e $REVISION", 0, REVISION=base)

    def test_gitlab(self):
        script, = blocks((SOURCE / "ci/gitlab.yml").read_text(), "-")
        self.repository()
        variables = {"DBRACE_SOURCES": ".", "DBRACE_ARGUMENTS": "--schema schema.sql"}
        done = self.shell(script, 1, program="sh", CI_MERGE_REQUEST_DIFF_BASE_SHA=self.git("rev-parse", "HEAD"), **variables)
        self.assertIn("schema.sql:1:", done.stdout)
        self.assertEqual([entry["location"]["path"] for entry in json.loads((self.root / "gl-code-quality-report.json").read_text())], ["schema.sql"])
        self.assertEqual(len(list(ElementTree.parse(self.root / "dbrace-junit.xml").iter("failure"))), 1)
        self.assertTrue((self.root / "dbrace.html").exists())
        done = self.shell(script, 1, program="sh", CI_MERGE_REQUEST_DIFF_BASE_SHA="", **variables)
        self.assertNotIn("schema.sql:1:1: error", done.stdout)

    def test_the_hook_of_pre_commit(self):
        entry, = re.findall(r"(?m)^  entry: (.*)$", (SOURCE / ".pre-commit-hooks.yaml").read_text())
        self.repository()
        self.git("add", "--all")
        self.assertIn("schema.sql:1:1: error", self.shell(entry + " --schema schema.sql --no-cache", 1).stdout)
        self.git("reset", "--quiet", "--hard")
        self.write({"far.cpp": LEVELS["far.cpp"] + "// more\n"})
        self.git("add", "--all")
        self.shell(entry + " --schema schema.sql --no-cache", 0)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])
