#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module and what is around it: linked facts, the tools that run clang-tidy, the page's examples, `dbrace tidy`.

tools_test.py DBRACE SOURCE_DIR MODULE MAJOR
"""
import os
import re
import shutil
import unittest
from pathlib import Path

import tidy_testing
from tidy_testing import (CLANG_TIDY, DBRACE, DECLARATIONS, FINDING, HEADER, MAJOR, MODULE, PLAIN, RACE, SOURCE, STORE, diagnostics,
                          main)


class Linked(tidy_testing.Tidy):
    """Findings that cross units, out of a linked program."""

    def setUp(self):
        super().setUp()
        self.write({"db.h": HEADER, "store.c": STORE, ".git/HEAD": "",
                    "use.c": '#include "db.h"\nvoid sign_up(sqlite3 *db, const char *email) {\n  if (!has(db, email))\n    add(db, email);\n}\n'})
        self.link()

    def link(self):
        for unit in ("store", "use"):
            self.run_program(DBRACE, "extract", f"{unit}.c", "-o", f"{unit}.facts", "--", code=0)
        self.run_program(DBRACE, "link", "store.facts", "use.facts", "-o", "program.facts", code=1)

    def linked(self, *arguments, **options):
        return self.tidy(*arguments, "--config={CheckOptions: {dbrace.Facts: program.facts}}", "--", **options)

    def test_what_crosses_units_is_told_where_the_write_is(self):
        for unit in ("store.c", "use.c"):
            self.assertEqual(diagnostics(self.tidy(unit, "--").stdout, self.root), {}, unit)
        told = diagnostics(self.run_program(DBRACE, "link", "program.facts", code=1).stdout, self.root)
        self.assertEqual(len(told), 1)
        ours = {}
        for unit in ("store.c", "use.c"):
            here = diagnostics(self.linked(unit).stdout, self.root)
            self.assertLessEqual({place[0] for place in here}, {str(self.root / unit)})
            ours |= here
        self.assertEqual(ours, told)

    def test_the_units_of_a_program_tell_together_what_its_link_tells(self):
        shop = SOURCE / "test-inputs/programs/shop"
        shutil.copytree(shop, self.root / "shop")
        self.write({"shop/.dbrace.json": {"schema": ["schema.sql"]}})
        folder, facts = self.root / "shop", []
        for source in sorted(folder.glob("*.cpp")):
            facts.append(source.with_suffix(".facts"))
            self.run_program(DBRACE, "extract", source, "-o", facts[-1], "--", "-std=c++20", code=0)
        done = self.run_program(DBRACE, "link", *facts, "-o", "shop.facts", cwd=folder, code=1)
        theirs = diagnostics(done.stdout, folder)
        # Those of level note are told when asked for.
        options = "{CheckOptions: {dbrace.Facts: shop.facts, dbrace.Notes: true}}"
        done = self.tidy(*sorted(folder.glob("*.cpp")), f"--config={options}", "--", "-std=c++20")
        self.assertGreater(len(theirs), 2)
        self.assertEqual(diagnostics(done.stdout, folder), theirs)

    def test_facts_older_than_the_source_are_refused(self):
        (place,) = diagnostics(self.run_program(DBRACE, "link", "program.facts", code=1).stdout, self.root)
        unit = Path(place[0]).name
        (self.root / unit).write_text("// Changed.\n" + (self.root / unit).read_text())
        done = self.linked(unit)
        self.assertIn(f"are older than {unit}: {unit} is judged alone; run dbrace extract", done.stdout)
        self.assertNotIn(FINDING, done.stdout)
        self.link()
        self.assertIn(FINDING, self.linked(unit).stdout)

    def test_findings_that_refer_to_a_changed_file_are_refused(self):
        (place,), other = diagnostics(self.run_program(DBRACE, "link", "program.facts", code=1).stdout, self.root), None
        unit = Path(place[0]).name
        other = {"store.c": "use.c", "use.c": "store.c"}[unit]
        (self.root / other).write_text("// Changed.\n" + (self.root / other).read_text())
        done = self.linked(unit)
        self.assertIn(f"are older than {other}: findings that refer to it are left out", done.stdout)
        self.assertNotIn(FINDING, done.stdout)

    def test_headers_count_too(self):
        (self.root / "db.h").write_text(HEADER + "int other;\n")
        self.assertIn("are older than db.h", self.linked("use.c").stdout)

    def test_unknown_units_and_unreadable_facts(self):
        self.write({"alone.c": RACE.replace("sign_up", "sign_up_alone")})
        done = self.linked("alone.c")
        self.assertIn(f"do not know alone.c (as seen from {self.root}): it is judged alone; run dbrace extract", done.stdout)
        self.assertIn(FINDING, done.stdout)
        (self.root / "program.facts").write_bytes(b"nothing")
        self.assertIn("allowed: a program that dbrace link -o wrote", self.linked("use.c").stdout)
        (self.root / "program.facts").unlink()
        self.assertIn("program.facts: cannot be read", self.linked("use.c").stdout)


class Library(tidy_testing.Tidy):
    def test_shares_clang_and_llvm_and_shows_nothing_of_its_own(self):
        needed = self.run_program("objdump", "-p", MODULE, code=0).stdout
        for library in ("libclang-cpp", "libLLVM"):
            self.assertRegex(needed, rf"NEEDED +{library}\.so\.{MAJOR}")
        self.assertEqual(self.run_program("nm", "-D", "--defined-only", MODULE, code=0).stdout, "")
        host = self.run_program("nm", "-D", "--defined-only", shutil.which(CLANG_TIDY), code=0).stdout.split()
        missing = [name for name in re.findall(r" U (_ZNK?5clang4tidy\w+)", self.run_program("nm", "-D", MODULE, code=0).stdout)]
        self.assertGreater(len(missing), 5)
        self.assertLessEqual(set(missing), set(host))


class Around(tidy_testing.Tidy):
    """The tools that run clang-tidy."""

    def setUp(self):
        super().setUp()
        self.write({"db.h": HEADER, "a.c": RACE, "far.c": "int far_from_it(int x) { return x + 1; }\n", "main.c": "int main(void) { return 0; }\n"})

    def database(self):
        self.write({"compile_commands.json": [{"directory": str(self.root), "file": f"{name}.c", "arguments": ["cc", "-c", f"{name}.c"]}
                                              for name in ("a", "far", "main")]})

    def test_run_clang_tidy(self):
        self.database()
        done = self.run_program(f"run-clang-tidy-{MAJOR}", "-p", self.root, "-load", MODULE, "-checks=-*,dbrace-*", "-quiet", code=0)
        self.assertEqual(done.stdout.count(FINDING), 1)
        done = self.run_program(f"run-clang-tidy-{MAJOR}", "-p", self.root, "-load", MODULE, "-checks=-*,dbrace-*", "-quiet",
                                "-warnings-as-errors=dbrace-*", code=1)

    def test_clang_tidy_diff(self):
        self.database()
        self.run_program("git", "init", "-q", code=0)
        self.run_program("git", "add", ".", code=0)
        command = f"git diff -U0 | clang-tidy-diff-{MAJOR}.py -p1 -path . -load {MODULE} -checks='-*,dbrace-*' -quiet " \
                  f"-clang-tidy-binary {CLANG_TIDY}"
        for old, new, count in (("return 0;", "return 0 + 0;", 0), ("  if (!has(db, email))", "  if (has(db, email) == 0)", 1)):
            for name in ("main.c", "a.c"):
                text = (self.root / name).read_text()
                (self.root / name).write_text(text.replace(old, new))
            done = self.run_program("sh", "-c", command)
            self.assertEqual(done.stdout.count(FINDING), count, done.stdout + done.stderr)

    def test_cmake(self):
        stubs = DECLARATIONS + ("int sqlite3_prepare_v2(sqlite3 *a, const char *b, int c, sqlite3_stmt **d, const char **e) { return 0; }\n"
                                "int sqlite3_bind_text(sqlite3_stmt *a, int b, const char *c, int d, void (*e)(void *)) { return 0; }\n"
                                "int sqlite3_step(sqlite3_stmt *a) { return 101; }\n")
        self.write({"stubs.c": stubs, "other.cpp": 'extern "C" {\n#include "db.h"\nnamespace other {\n' +
                    RACE.replace('#include "db.h"\n', "").replace("accounts", "customers") + "}\n}\n"})
        self.write({"CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(shop C CXX)\n"
                                      "add_executable(shop main.c a.c stubs.c)\nadd_library(other STATIC other.cpp)\n"})
        linter = f"{CLANG_TIDY};--load={MODULE};--checks=-*,dbrace-*"
        self.run_program("cmake", "-S", ".", "-B", "build", "-G", "Ninja", f"-DCMAKE_C_COMPILER=clang-{MAJOR}",
                         f"-DCMAKE_CXX_COMPILER=clang++-{MAJOR}", f"-DCMAKE_C_CLANG_TIDY={linter}",
                         f"-DCMAKE_CXX_CLANG_TIDY={linter}", code=0)
        done = self.run_program("cmake", "--build", "build", code=0)
        told = re.findall(r"(\w+\.\w+):\d+:\d+: warning: " + FINDING, done.stdout + done.stderr)
        self.assertEqual(sorted(told), ["a.c", "other.cpp"], done.stdout + done.stderr)


class Page(tidy_testing.Tidy):
    """Every example of docs/clang-tidy.md, as it stands there but for the module's place and the major."""

    def test_examples(self):
        shop = 'extern "C" {\n' + RACE.replace("db.h", "../db.h") + "}\n"
        self.write({"db.h": HEADER, "include/db.h": HEADER, "src/shop.cpp": shop, "store.c": STORE, "db/schema.sql": PLAIN,
                    "db/more.sql": PLAIN.replace("accounts", "customers"),
                    "use.c": '#include "db.h"\nvoid sign_up(sqlite3 *db, const char *email) {\n  if (!has(db, email))\n    add(db, email);\n}\n',
                    "CMakeLists.txt": "cmake_minimum_required(VERSION 3.25)\nproject(shop CXX)\nset(CMAKE_EXPORT_COMPILE_COMMANDS ON)\n"
                                      "add_library(shop STATIC src/shop.cpp)\n",
                    "build/compile_commands.json": [{"directory": str(self.root), "file": "src/shop.cpp",
                                                     "arguments": ["c++", "-c", "src/shop.cpp"]}]})
        for command in (["init", "-q"], ["add", "."]):
            self.run_program("git", *command, code=0)
        self.write({"src/shop.cpp": shop.replace("if (!has(db, email))", "if (has(db, email) == 0)")})
        page = (SOURCE / "docs/clang-tidy.md").read_text()
        path = f"{Path(DBRACE).parent}:{os.environ['PATH']}"
        told = 0
        for language, block in re.findall(r"```(sh|yaml)\n(.*?)```", page, re.S):
            if language == "yaml":
                self.assertTrue(block.startswith("# .clang-tidy\n"))
                self.write({".clang-tidy": block})
                self.assertIn("accounts is created here", self.tidy("src/shop.cpp", "-p", "build", checks=None, code=1).stdout)
                (self.root / ".clang-tidy").unlink()
                continue
            for line in block.splitlines():
                command = re.sub(r"(/usr/local/lib/|build/release/lib/)?libdbrace-tidy\.so", MODULE, line).replace("-22", f"-{MAJOR}")
                done = self.run_program("bash", "-c", command, environment={"PATH": path, "CMAKE_GENERATOR": "Ninja",
                                                                            "CXX": f"clang++-{MAJOR}"})
                self.assertEqual(done.returncode, 1 if "dbrace link" in line else 0, f"{command}\n{done.stdout}{done.stderr}")
                if "cmake" in line:
                    done = self.run_program("cmake", "--build", "build", code=0)
                if "tidy" in line:
                    self.assertIn(FINDING, done.stdout, f"{command}\n{done.stderr}")
                    told += 1
        self.assertEqual(told, 6)


class DbraceTidy(tidy_testing.Tidy):
    def setUp(self):
        super().setUp()
        self.write({"db.h": HEADER, "a.c": RACE})

    def dbrace_tidy(self, *arguments, code=0, program=DBRACE, **options):
        return self.run_program(program, "tidy", *arguments, code=code, **options)

    def fake(self, folder, name, version):
        self.write({f"{folder}/{name}": f"#!/bin/sh\necho 'Debian LLVM version {version}.1.0'\n"})
        (self.root / folder / name).chmod(0o755)
        return str(self.root / folder)

    def test_runs_the_matching_clang_tidy_with_all_checks(self):
        done = self.dbrace_tidy("--", "a.c", "--", "-std=gnu17")
        self.assertIn(FINDING, done.stdout)
        self.assertNotIn("clang-analyzer", self.dbrace_tidy("--", "--list-checks").stdout)
        self.assertNotIn(FINDING, self.dbrace_tidy("--", "-checks=-*,dbrace-stale-reread", "a.c", "--").stdout)

    def test_its_exit_code_is_clang_tidys(self):
        self.dbrace_tidy("--", "--warnings-as-errors=*", "a.c", "--", code=1)
        self.dbrace_tidy("--", "gone.c", "--", code=1)
        self.assertIn("dbrace tidy --", self.dbrace_tidy(code=2).stderr)
        self.dbrace_tidy("a.c", code=2)

    def test_another_major_is_refused(self):
        path = self.fake("other", "clang-tidy", 15)
        needs = f"needs clang-tidy {MAJOR} (Debian: clang-tidy-{MAJOR})"
        done = self.dbrace_tidy("--", "a.c", "--", code=2, environment={"PATH": path})
        self.assertIn(needs, done.stderr)
        self.assertIn(f"{path}/clang-tidy is of LLVM 15", done.stderr)
        done = self.dbrace_tidy("--clang-tidy", f"{path}/clang-tidy", "--", "a.c", "--", code=2)
        self.assertIn("is the clang-tidy of LLVM 15; this dbrace's module " + needs, done.stderr)
        self.assertIn("no such program", self.dbrace_tidy("--clang-tidy", "gone", "--", "a.c", "--", code=2).stderr)
        self.assertIn("is no clang-tidy", self.dbrace_tidy("--clang-tidy", "/bin/true", "--", "a.c", "--", code=2).stderr)

    def test_a_plain_clang_tidy_of_the_right_major_serves(self):
        (self.root / "only").mkdir()
        (self.root / "only/clang-tidy").symlink_to(shutil.which(CLANG_TIDY))
        done = self.dbrace_tidy("--", "a.c", "--", environment={"PATH": f"{self.root}/only:/bin"})
        self.assertIn(FINDING, done.stdout)

    def test_an_installed_tree(self):
        self.run_program("cmake", "--install", Path(MODULE).parents[1], "--prefix", self.root / "installed", code=0)
        done = self.dbrace_tidy("--", "a.c", "--", program=self.root / "installed/bin/dbrace")
        self.assertIn(FINDING, done.stdout)
        (self.root / "installed/lib/libdbrace-tidy.so").unlink()
        done = self.dbrace_tidy("--", "a.c", "--", program=self.root / "installed/bin/dbrace", code=2)
        self.assertIn("installed/lib/libdbrace-tidy.so", done.stderr)

    @unittest.skipUnless(shutil.which("clang-tidy-19") and MAJOR != "19", "no other clang-tidy here")
    def test_a_clang_tidy_of_another_major_that_loads_the_module_is_told(self):
        done = self.run_program("clang-tidy-19", f"--load={MODULE}", "--checks=-*,dbrace-*", "a.c", "--", code=2)
        self.assertIn(f"this module is built for clang-tidy {MAJOR}", done.stderr)


if __name__ == "__main__":
    main()
