#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Other people's compile commands and trees: what is read, what is left out, what is said about it.

commands_test.py DBRACE SOURCE_DIR
"""
import json
import os

import cli_testing
from cli_testing import LEVELS, RACE, main

SOURCES = [name for name in LEVELS if name.endswith(".cpp")]
# A race in one function, of a class that is whole in a header.
BODY = """
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT 1 FROM accounts WHERE email = ?", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  if (sqlite3_step(s) == 100)
    return;
  sqlite3_prepare_v2(db, "INSERT INTO accounts(email) VALUES (?)", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  sqlite3_step(s);
"""
HEADER = "#pragma once\n" + RACE + "inline void signUp(sqlite3 *db, const char *email) {" + BODY + "}\n"


class Commands(cli_testing.Cli):
    def database(self, entries, place="compile_commands.json"):
        """Entries are (file, command) or (file, command, directory)."""
        self.write({place: json.dumps([{"directory": str(directory[0] if directory else self.root), "file": file, "command": command}
                                       for file, command, *directory in entries])})

    def scan(self, *arguments, code=1):
        """(findings as file:line, summary, everything said)"""
        report, done = self.findings(*arguments, code=code)
        places = [f"{found['at']['file']}:{found['at']['line']}" for found in report["findings"]]
        notices = " | ".join(f"{notice['id']}: {notice['message']} {notice['file']}" for notice in report["notices"])
        return places, report["summary"], notices + done.stderr

    # Databases ---------------------------------------------------------------------------------------------------

    def test_relative_and_symlinked_folders(self):
        self.write({f"real/src/{name}": text for name, text in LEVELS.items()})
        os.symlink(self.root / "real", self.root / "link")
        self.database([(f"../src/{name}", f"ccache g++ -I../src/. -c ../src/{name}", "../../link/src") for name in SOURCES],
                      "real/build/compile_commands.json")
        found, summary, _ = self.scan("real")
        self.assertEqual(found, ["real/src/level1.cpp:12"])
        self.assertEqual(summary["unitsRead"], 3)

    def test_two_meanings_of_a_source_are_kept(self):
        self.write(LEVELS)
        self.database([(name, f"g++ -O{level} -g{level} {macro} -o {level}{macro}.o -c {name}", self.root) for name in SOURCES
                       for macro in ("-DA", "-DB", "-DC") for level in (0, 2)])
        _, summary, _ = self.scan()
        self.assertEqual(summary["unitsRead"], 6)

    def test_a_missing_folder_of_a_source_that_is_there(self):
        self.write(LEVELS)
        self.database([(str(self.root / name), f"g++ -c {self.root / name}", "/gone/build") for name in SOURCES])
        found, summary, said = self.scan()
        self.assertEqual((found, summary["unitsFailed"]), (["level1.cpp:12"], 0))
        self.assertIn("folder-missing: the folder of compile commands does not exist: /gone/build", said)

    def test_generated_sources_that_are_not_there_are_named(self):
        self.write(LEVELS)
        self.database([(name, f"g++ -c {name}") for name in SOURCES] +
                      [("shop.pb.cc", "g++ -c shop.pb.cc"), ("app_autogen/mocs_compilation.cpp", "g++ -c x")])
        _, summary, said = self.scan("--strict")
        self.assertEqual(summary["unitsFailed"], 0)
        self.assertIn("not-generated: 2 sources are not there, as the build generates them: app_autogen/mocs_compilation.cpp, shop.pb.cc", said)
        # Another source that is missing is a mistake of the database.
        self.database([(name, f"g++ -c {name}") for name in SOURCES] + [("old.cpp", "g++ -c old.cpp")])
        _, summary, said = self.scan()
        self.assertEqual(summary["unitsFailed"], 1)

    def test_generated_headers_that_are_not_there_are_named(self):
        self.write({**LEVELS, "level1.cpp": '#include "ui_main.h"\n#include <lib/gone.h>\n' + LEVELS["level1.cpp"]})
        found, _, said = self.scan()
        self.assertEqual(found, ["level1.cpp:14"])
        self.assertIn("headers-not-generated: 1 included files are not there, as a build generates them: ui_main.h (1 unit)", said)
        self.assertIn("headers-not-found: 1 included files were not found: lib/gone.h (1 unit)", said)

    # Unity sources -----------------------------------------------------------------------------------------------

    def test_what_a_unity_source_includes_is_read_inside_it(self):
        unity = "/* generated */\n" + "".join(f'#undef X\n#include "{self.root}/src/{name}"\n' for name in SOURCES)
        self.write({**{f"src/{name}": text.replace('#include "db.h"', '#pragma once\n#include "db.h"')
                       for name, text in LEVELS.items()},
                    "src/db.h": "#pragma once\n" + LEVELS["db.h"], "src/store.h": "#pragma once\n" + LEVELS["store.h"],
                    "build/CMakeFiles/shop.dir/Unity/unity_0_cxx.cxx": unity})
        place = self.root / "build/CMakeFiles/shop.dir/Unity/unity_0_cxx.cxx"
        self.database([(str(place), f"g++ -c {place}"), ("src/level1.cpp", "g++ -c src/level1.cpp")], "build/compile_commands.json")
        for operands in ([], ["src"]):
            found, summary, _ = self.scan(*operands)
            self.assertEqual(found, ["src/level1.cpp:13"])
            self.assertEqual([summary[key] for key in ("unitsRead", "unitsSkipped", "unitsFailed")], [1, 0, 0])

    def test_a_test_that_includes_one_source_does_not_hide_it(self):
        self.write(LEVELS)
        self.write({"level1_test.cpp": '#define TESTED\n#include "level1.cpp"\n'})
        self.database([(name, f"g++ -c {name}") for name in [*SOURCES, "level1_test.cpp"]])
        found, summary, _ = self.scan("--no-prefilter")
        self.assertEqual((found, summary["unitsRead"]), (["level1.cpp:12"], 5))

    def test_sources_of_a_unity_source_that_is_not_there(self):
        self.write({f"shop/{name}": text for name, text in LEVELS.items()})
        self.write({"other/main.cpp": "int main() {}\n", "shop/part.c": "int c;\n"})
        place = self.root / "build/shop/CMakeFiles/shop.dir/Unity/unity_0_cxx.cxx"
        self.database([(str(place), f"g++ -DX -c {place}"), (str(self.root / "other/main.cpp"), "g++ -c main.cpp")],
                      "build/compile_commands.json")
        found, summary, said = self.scan("--no-prefilter")
        self.assertEqual(found, ["shop/level1.cpp:12"])
        self.assertEqual([summary[key] for key in ("unitsRead", "unitsFailed")], [5, 0])
        self.assertNotIn("not-generated", said)

    # Headers -----------------------------------------------------------------------------------------------------

    def test_a_header_borrows_the_command_of_an_includer(self):
        self.write({"inc/race.h": "#ifdef ON\n" + HEADER + "#endif\n", "src/user.cpp": '#include <race.h>\n', "src/away.cpp": "int a;\n"})
        self.database([("src/away.cpp", "g++ -c src/away.cpp"), ("src/user.cpp", "g++ -std=c++17 -Iinc -DON -c src/user.cpp")])
        found, summary, said = self.scan("inc/race.h")
        self.assertEqual(found, ["inc/race.h:18"])
        self.assertEqual(summary["unitsRead"], 1)
        self.assertIn("borrows", said)
        # Nobody includes it: of the nearest source.
        self.write({"src/user.cpp": "int b;\n", "src/user.h": "#ifdef ON\n" + HEADER + "#endif\n"})
        self.assertEqual(self.scan("src/user.h")[0], ["src/user.h:18"])

    def test_a_header_without_any_command_is_read_by_itself(self):
        self.write({"race.h": HEADER})
        self.assertEqual(self.scan("race.h")[0], ["race.h:17"])

    def test_a_library_that_is_all_headers(self):
        self.write({"lib/race.hpp": HEADER, "lib/part.inl": "int x;\n"})
        found, summary, _ = self.scan("lib")
        self.assertEqual((found, summary["unitsRead"]), (["lib/race.hpp:17"], 1))

    def test_findings_in_headers_are_reported_once(self):
        template = HEADER.replace("inline void signUp", "template <class T> void signUp").replace("const char *email", "T email")
        of_class = RACE + "class Accounts {\npublic:\n  sqlite3 *db;\n  void signUp(const char *email) {" + BODY + "  }\n};\n"
        users = "void use{n}(sqlite3 *db, Accounts &a) {{ signUp(db, \"x\"); signUpAs(db, \"y\"); a.signUp(\"z\"); }}\n"
        self.write({"inline.h": HEADER, "template.h": template.replace("signUp", "signUpAs"), "class.h": "#pragma once\n" + of_class})
        self.write({f"user{n}.cpp": '#include "inline.h"\n#include "template.h"\n#include "class.h"\n' + users.format(n=n)
                    for n in range(4)})
        found, summary, _ = self.scan("--no-prefilter")
        self.assertEqual(sorted(found), ["class.h:20", "inline.h:17", "template.h:17"])
        self.assertEqual(summary["unitsRead"], 4)
        self.assertEqual(sorted(self.scan()[0]), sorted(found))

    def test_foreign_is_what_lies_outside_the_root(self):
        self.write({"project/own/own.h": HEADER, "library/lib.h": HEADER.replace("signUp", "enrol"),
                    "project/main.cpp": "#include <own.h>\n#include <lib.h>\nvoid f(sqlite3 *db) { signUp(db, \"a\"); enrol(db, \"b\"); }\n"})
        self.database([("main.cpp", "g++ -isystem own -I../library -c main.cpp", self.root / "project")],
                      "project/compile_commands.json")
        (self.root / "project/.git").mkdir()
        self.assertEqual(self.scan("project")[0], ["own/own.h:17"])

    def test_a_copy_of_a_modelled_library_is_foreign(self):
        race = BODY.replace("sqlite3_stmt *s = nullptr;", "sqlite3_stmt *s;").replace("nullptr", "0")
        library = RACE.replace('extern "C" {', "").replace("}", "") + "void inner(sqlite3 *db, const char *email) {" + race + "}\n"
        library = "typedef struct sqlite3 sqlite3; typedef struct sqlite3_stmt sqlite3_stmt;\n" + library
        self.write({**LEVELS, "sql/sqlite3.c": library})
        found, _, said = self.scan()
        self.assertEqual(found, ["level1.cpp:12"])
        self.assertIn("library-source", said)
        self.write({"sql/own.c": library})  # The same text under a name of the project's.
        self.assertEqual(len(self.scan()[0]), 2)

    # Trees -------------------------------------------------------------------------------------------------------

    def test_findings_in_third_party_folders_are_counted(self):
        self.write({**LEVELS, "third_party/old/race.cpp": HEADER.replace("#pragma once", "").replace("signUp", "old")})
        found, _, said = self.scan()
        self.assertEqual(found, ["level1.cpp:12"])
        self.assertIn("1 finding is left out, in third-party folders (such as third_party/old/race.cpp)", said)
        self.assertEqual(self.scan("third_party/old")[0], ["third_party/old/race.cpp:17"])

    def test_wrappers_in_third_party_folders_are_followed(self):
        self.write({f"vendor/db/{name}" if name in ("level1.cpp", "db.h") else name: text for name, text in LEVELS.items()})
        # The write is in the wrapper's file; the statement is specific to it.
        _, _, said = self.scan(code=0)
        self.assertIn("vendor/db/level1.cpp", said)

    def test_endings_of_sources(self):
        names = ["a.cc", "b.cxx", "c.c++", "d.C", "e.cppm", "f.ixx", "g.mm", "h.cu", "i.cp"]
        self.write({name: f"{RACE}void f{name[0]}(sqlite3 *db, const char *email) {{{BODY}}}\n" for name in names})
        self.write({"matrix.m": "x = [1 2 3]; % SELECT\n", "text.txt": "SELECT", "lost.inc": HEADER})
        found, summary, _ = self.scan("--no-prefilter")
        self.assertEqual([place.split(":")[0] for place in found], names)
        self.assertEqual(summary["unitsRead"], len(names))

    def test_text_that_is_included_is_read_through_its_includer(self):
        self.write({"main.cpp": RACE + '#include "part.inc"\n#include "impl.ipp"\n#include "body.inl"\n',
                    "part.inc": f"void one(sqlite3 *db, const char *email) {{{BODY}}}\n",
                    "impl.ipp": f"void two(sqlite3 *db, const char *email) {{{BODY}}}\n",
                    "body.inl": "int three() { return 3; }\n"})
        found, summary, _ = self.scan()
        self.assertEqual(sorted(found), ["impl.ipp:9", "part.inc:9"])
        self.assertEqual(summary["unitsRead"], 1)

    def test_units_of_other_compilers_and_languages(self):
        race = f"{RACE}void f(sqlite3 *db, const char *email) {{{BODY}}}\n"
        self.write({"cross.cpp": race, "msvc.cpp": race.replace("void f", "void g"), "cuda.cu": race.replace("void f", "void h"),
                    "module.cpp": "import std;\nimport shop.db;\n" + race.replace("void f", "void i"),
                    "apple.mm": "#import <Cocoa/Cocoa.h>\n" + race.replace("void f", "void j"),
                    "odd.cpp": race.replace("void f", "void k")})
        self.database([("cross.cpp", "arm-none-eabi-g++ -mcpu=cortex-m4 -c cross.cpp"), ("msvc.cpp", "cl.exe /nologo /EHsc /c msvc.cpp"),
                       ("cuda.cu", "nvcc -gencode arch=compute_70,code=sm_70 -c cuda.cu"), ("module.cpp", "g++ -std=c++20 -fmodules-ts -c module.cpp"),
                       ("apple.mm", "clang++ -fobjc-arc -arch arm64 -c apple.mm"), ("odd.cpp", "frobnicate --fast -c odd.cpp")])
        found, summary, said = self.scan()
        self.assertEqual([summary["unitsRead"], summary["unitsFailed"]], [6, 0])
        self.assertEqual(sorted(place.split(":")[0] for place in found),
                         ["apple.mm", "cross.cpp", "cuda.cu", "module.cpp", "msvc.cpp", "odd.cpp"])
        self.assertIn("unit-remark: compiled for arm-none-eabi", said)
        self.assertIn("Cocoa/Cocoa.h (1 unit)", said)


if __name__ == "__main__":
    main()
