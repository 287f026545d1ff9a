#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is found must not depend on what is left unread. selection_test.py DBRACE SOURCE_DIR

Each program reaches its database through three levels in several files, by another road each; selected and whole, its
findings have to be the same, and there has to be one. A file far from any database has to be left unread.
"""
import cli_testing
from cli_testing import RACE, main

# The lowest level: the only text in which a library's name or SQL stands.
DB = {
    "db.h": "#pragma once\nstruct sqlite3;\nbool find_row(sqlite3 *, const char *);\nvoid put_row(sqlite3 *, const char *);\n",
    "db.cpp": '#include "db.h"\n' + RACE + """
bool find_row(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "SELECT 1 FROM accounts WHERE email = ?", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  return sqlite3_step(s) == 100;
}
void put_row(sqlite3 *db, const char *email) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO accounts(email) VALUES (?)", -1, &s, nullptr);
  sqlite3_bind_text(s, 1, email, -1, nullptr);
  sqlite3_step(s);
}
""",
    "far.cpp": "int far_from_it(int x) { return x + 1; }\n",
}
STORE = {
    "store.h": '#pragma once\nstruct sqlite3;\nstruct Store { sqlite3 *db; bool known(const char *e); void keep(const char *e); };\n',
    "store.cpp": '#include "store.h"\n#include "db.h"\nbool Store::known(const char *e) { return find_row(db, e); }\n'
                 'void Store::keep(const char *e) { put_row(db, e); }\n',
}

PROGRAMS = {
    "plain methods": {**STORE, "user.cpp": '#include "store.h"\nvoid signUp(Store &s, const char *e) { if (!s.known(e)) s.keep(e); }\n'},
    "virtual methods through their base": {
        "base.h": "#pragma once\nstruct Base { virtual ~Base(); virtual bool known(const char *) = 0; virtual void keep(const char *) = 0; };\n",
        "real.h": '#pragma once\n#include "base.h"\nstruct sqlite3;\nstruct Real final : Base { sqlite3 *db; bool known(const char *) override; void keep(const char *) override; };\n',
        "real.cpp": '#include "real.h"\n#include "db.h"\nbool Real::known(const char *e) { return find_row(db, e); }\nvoid Real::keep(const char *e) { put_row(db, e); }\n',
        "user.cpp": '#include "base.h"\nvoid signUp(Base &b, const char *e) { if (!b.known(e)) b.keep(e); }\n',
    },
    "macros": {
        "macros.h": '#pragma once\n#include "db.h"\n#define KNOWN(e) find_row(handle(), e)\n#define KEEP(e) do { put_row(handle(), e); } while (0)\nsqlite3 *handle();\n',
        "more.h": '#pragma once\n#include "macros.h"\n#define ENROL(e) if (!KNOWN(e)) KEEP(e)\n',
        "user.cpp": '#include "more.h"\nvoid signUp(const char *e) { ENROL(e); }\n',
    },
    "templates in headers": {
        "table.h": '#pragma once\n#include "db.h"\ntemplate <class Row> struct Table { sqlite3 *db;\n  bool known(Row e) { return find_row(db, e); }\n  void keep(Row e); };\n'
                   "template <class Row> void Table<Row>::keep(Row e) { put_row(db, e); }\n",
        "level.h": '#pragma once\n#include "table.h"\ntemplate <class Row> void enrol(Table<Row> &t, Row e) { if (!t.known(e)) t.keep(e); }\n',
        "user.cpp": '#include "level.h"\nvoid signUp(Table<const char *> &t, const char *e) { enrol(t, e); }\n',
    },
    "operators": {
        "log.h": "#pragma once\nstruct sqlite3;\nstruct Accounts { sqlite3 *db; bool operator[](const char *e); Accounts &operator<<(const char *e); };\n",
        "log.cpp": '#include "log.h"\n#include "db.h"\nbool Accounts::operator[](const char *e) { return find_row(db, e); }\n'
                   "Accounts &Accounts::operator<<(const char *e) { put_row(db, e); return *this; }\n",
        "owner.h": '#pragma once\n#include "log.h"\nstruct Owner { Accounts accounts; };\n',
        "user.cpp": '#include "owner.h"\nvoid signUp(Owner &o, const char *e) { if (!o.accounts[e]) o.accounts << e; }\n',
    },
    "free operators": {
        "log.h": "#pragma once\nstruct sqlite3;\nstruct Accounts { sqlite3 *db; };\nbool operator%(Accounts &a, const char *e);\nvoid operator<<(Accounts &a, const char *e);\n",
        "log.cpp": '#include "log.h"\n#include "db.h"\nbool operator%(Accounts &a, const char *e) { return find_row(a.db, e); }\n'
                   "void operator<<(Accounts &a, const char *e) { put_row(a.db, e); }\n",
        "owner.h": '#pragma once\n#include "log.h"\nstruct Owner { Accounts a; };\n',
        "user.cpp": '#include "owner.h"\nvoid signUp(Owner &o, const char *e) { if (!(o.a % e)) o.a << e; }\n',
    },
    "an operator of a member, its header read elsewhere": {
        "log.h": "#pragma once\nstruct sqlite3;\nstruct Accounts { sqlite3 *db; bool operator[](const char *e); Accounts &operator<<(const char *e); };\n",
        "log.cpp": '#include "owner.h"\n#include "db.h"\nbool Accounts::operator[](const char *e) { return find_row(db, e); }\n'
                   "Accounts &Accounts::operator<<(const char *e) { put_row(db, e); return *this; }\n",
        "owner.h": '#pragma once\n#include "log.h"\nstruct Owner { Accounts accounts; };\nusing Directory = Owner;\n',
        "user.cpp": '#include "owner.h"\nvoid signUp(Directory &o, const char *e) { if (!o.accounts[e]) o.accounts << e; }\n',
    },
    "a typedef of the class": {
        **STORE,
        "names.h": '#pragma once\n#include "store.h"\ntypedef Store Directory;\n',
        "user.cpp": '#include "names.h"\nvoid signUp(Directory &s, const char *e) { if (!s.known(e)) s.keep(e); }\n',
    },
    "a name by using": {
        "spaces.h": '#pragma once\nstruct sqlite3;\nnamespace deep { bool known(sqlite3 *, const char *); void keep(sqlite3 *, const char *); }\nnamespace shop { using deep::known; using deep::keep; }\n',
        "spaces.cpp": '#include "spaces.h"\n#include "db.h"\nbool deep::known(sqlite3 *d, const char *e) { return find_row(d, e); }\nvoid deep::keep(sqlite3 *d, const char *e) { put_row(d, e); }\n',
        "user.cpp": '#include "spaces.h"\nvoid signUp(sqlite3 *d, const char *e) { if (!shop::known(d, e)) shop::keep(d, e); }\n',
    },
    "a derived class that adds nothing": {
        **STORE,
        "special.h": '#pragma once\n#include "store.h"\nstruct Special : Store {};\nSpecial &special();\n',
        "user.cpp": '#include "special.h"\nvoid signUp(const char *e) { if (!special().known(e)) special().keep(e); }\n',
    },
    "a table of functions": {
        "table.h": "#pragma once\nstruct sqlite3;\nbool known(sqlite3 *, const char *);\nvoid keep(sqlite3 *, const char *);\n"
                   "struct Table { bool (*known)(sqlite3 *, const char *); void (*keep)(sqlite3 *, const char *); };\n",
        "table.cpp": '#include "table.h"\n#include "db.h"\nbool known(sqlite3 *d, const char *e) { return find_row(d, e); }\nvoid keep(sqlite3 *d, const char *e) { put_row(d, e); }\n',
        "user.cpp": '#include "table.h"\nvoid signUp(sqlite3 *d, const char *e) { Table t = {&known, &keep}; if (!t.known(d, e)) t.keep(d, e); }\n',
    },
    "a pointer to a function": {
        "hook.h": "#pragma once\nstruct sqlite3;\nbool known(sqlite3 *, const char *);\nvoid keep(sqlite3 *, const char *);\n",
        "hook.cpp": '#include "hook.h"\n#include "db.h"\nbool known(sqlite3 *d, const char *e) { return find_row(d, e); }\nvoid keep(sqlite3 *d, const char *e) { put_row(d, e); }\n',
        "user.cpp": '#include "hook.h"\nvoid signUp(sqlite3 *d, const char *e) { auto *asked = known; if (!asked(d, e)) keep(d, e); }\n',
    },
    "a lambda in a header": {
        "lambda.h": '#pragma once\n#include "db.h"\ninline auto enrol = [](sqlite3 *d, const char *e) { if (!find_row(d, e)) put_row(d, e); };\n',
        "user.cpp": '#include "lambda.h"\nvoid signUp(sqlite3 *d, const char *e) { enrol(d, e); }\n',
    },
    "a lambda handed on": {
        "with.h": '#pragma once\n#include "store.h"\ntemplate <class Body> void with(Store &s, Body body) { body(s); }\n', **STORE,
        "user.cpp": '#include "with.h"\nvoid signUp(Store &s, const char *e) { with(s, [e](Store &t) { if (!t.known(e)) t.keep(e); }); }\n',
    },
    "a constructor is all that reaches": {
        "row.h": "#pragma once\nstruct sqlite3;\nstruct Lookup { bool found; Lookup(sqlite3 *db, const char *e); };\nstruct Insert { Insert(sqlite3 *db, const char *e); };\n",
        "row.cpp": '#include "row.h"\n#include "db.h"\nLookup::Lookup(sqlite3 *db, const char *e) : found(find_row(db, e)) {}\nInsert::Insert(sqlite3 *db, const char *e) { put_row(db, e); }\n',
        "user.cpp": '#include "row.h"\nvoid signUp(sqlite3 *d, const char *e) { Lookup l(d, e); if (!l.found) Insert(d, e); }\n',
    },
    "a base's constructor": {
        "row.h": "#pragma once\nstruct sqlite3;\nstruct Lookup { bool found; Lookup(sqlite3 *db, const char *e); };\nvoid keep(sqlite3 *, const char *);\n",
        "row.cpp": '#include "row.h"\n#include "db.h"\nLookup::Lookup(sqlite3 *db, const char *e) : found(find_row(db, e)) {}\nvoid keep(sqlite3 *d, const char *e) { put_row(d, e); }\n',
        "user.h": '#pragma once\n#include "row.h"\nstruct User : Lookup { using Lookup::Lookup; };\n',
        "user.cpp": '#include "user.h"\nvoid signUp(sqlite3 *d, const char *e) { User l(d, e); if (!l.found) keep(d, e); }\n',
    },
    "a destructor writes": {
        "guard.h": "#pragma once\nstruct sqlite3;\nbool known(sqlite3 *, const char *);\nstruct Saver { sqlite3 *db; const char *e; ~Saver(); };\n",
        "guard.cpp": '#include "guard.h"\n#include "db.h"\nbool known(sqlite3 *d, const char *e) { return find_row(d, e); }\nSaver::~Saver() { put_row(db, e); }\n',
        "user.cpp": '#include "guard.h"\nvoid signUp(sqlite3 *d, const char *e) { if (known(d, e)) return; Saver s{d, e}; }\n',
    },
    "a conversion": {
        "row.h": "#pragma once\nstruct sqlite3;\nstruct Row { sqlite3 *db; const char *e; operator bool(); void keep(); };\nRow row(const char *e);\n",
        "row.cpp": '#include "row.h"\n#include "db.h"\nRow::operator bool() { return find_row(db, e); }\nvoid Row::keep() { put_row(db, e); }\n',
        "user.cpp": '#include "row.h"\nvoid signUp(sqlite3 *d, const char *e) { Row r{d, e}; if (!r) r.keep(); }\n',
    },
    "a callback": {
        **STORE,
        "run.h": "#pragma once\nstruct Store;\nvoid run(Store &, void (*body)(Store &, const char *), const char *);\n",
        "run.cpp": '#include "run.h"\nvoid run(Store &s, void (*body)(Store &, const char *), const char *e) { body(s, e); }\n',
        "user.cpp": '#include "store.h"\n#include "run.h"\nstatic void step(Store &s, const char *e) { if (!s.known(e)) s.keep(e); }\nvoid signUp(Store &s, const char *e) { run(s, step, e); }\n',
    },
    "parts in the header, the insert elsewhere": {
        "half.h": '#pragma once\n#include "db.h"\nvoid keep(sqlite3 *, const char *);\ninline void enrol(sqlite3 *d, const char *e) { if (!find_row(d, e)) keep(d, e); }\n',
        "half.cpp": '#include "half.h"\nvoid keep(sqlite3 *d, const char *e) { put_row(d, e); }\n',
        "user.cpp": '#include "half.h"\nvoid signUp(sqlite3 *d, const char *e) { enrol(d, e); }\n',
    },
    "a global object": {
        **STORE,
        "global.h": '#pragma once\n#include "store.h"\nextern Store store;\n',
        "global.cpp": '#include "global.h"\nStore store;\n',
        "user.cpp": '#include "global.h"\nvoid signUp(const char *e) { if (!store.known(e)) store.keep(e); }\n',
    },
    "an object behind auto": {
        **STORE,
        "app.h": "#pragma once\nstruct Store;\nstruct App { static App &instance(); Store *store(); };\n",
        "app.cpp": '#include "app.h"\n#include "store.h"\nstatic Store one;\nApp &App::instance() { static App app; return app; }\nStore *App::store() { return &one; }\n',
        "user.cpp": '#include "app.h"\n#include "store.h"\nvoid signUp(const char *e) { auto *s = App::instance().store(); if (!s->known(e)) s->keep(e); }\n',
    },
    "a text class that knows of no database": {
        "text.h": "#pragma once\n#include <string>\nclass Text {\n  std::string data;\npublic:\n  Text(const char *);\n  Text(const std::string &);\n  const char *raw() const;\n"
                  "  const std::string &all() const;\n};\nText operator+(const char *, const Text &);\nText operator+(const Text &, const char *);\n",
        "text.cpp": '#include "text.h"\nText::Text(const char *s) : data(s) {}\nText::Text(const std::string &s) : data(s) {}\nconst char *Text::raw() const { return data.c_str(); }\n'
                    "const std::string &Text::all() const { return data; }\nText operator+(const char *a, const Text &b) { return a + b.all(); }\nText operator+(const Text &a, const char *b) { return a.all() + b; }\n",
        "user.cpp": '#include "text.h"\n' + RACE + """
static bool run(sqlite3 *db, const Text &sql) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql.raw(), -1, &s, nullptr);
  return sqlite3_step(s) == 100;
}
void signUp(sqlite3 *d, const Text &e) {
  if (!run(d, "SELECT 1 FROM accounts WHERE email = '" + e + "'"))
    run(d, "INSERT INTO accounts(email) VALUES ('" + e + "')");
}
""",
    },
    "a printf of its own": {
        "format.h": "#pragma once\n#include <string>\nstd::string format(const char *, ...);\n",
        "format.cpp": '#include "format.h"\n#include <cstdarg>\n#include <cstdio>\nstd::string format(const char *f, ...) {\n  char text[512];\n  va_list list;\n  va_start(list, f);\n'
                      "  vsnprintf(text, sizeof text, f, list);\n  va_end(list);\n  return text;\n}\n",
        "user.cpp": '#include "format.h"\n' + RACE + """
static bool run(sqlite3 *db, const std::string &sql) {
  sqlite3_stmt *s = nullptr;
  sqlite3_prepare_v2(db, sql.c_str(), -1, &s, nullptr);
  return sqlite3_step(s) == 100;
}
void signUp(sqlite3 *d, const char *e) {
  if (!run(d, format("SELECT 1 FROM accounts WHERE email = '%s'", e)))
    run(d, format("INSERT INTO accounts(email) VALUES ('%s')", e));
}
""",
    },
}

# Without the macro there is a class that does nothing.
OPTIONAL = {
    "configure.ac": "AC_CHECK_LIB([sqlite3], [sqlite3_step], [AC_DEFINE([HAVE_SQLITE3], [1], [accounts are kept])])\n",
    "config.h.in": "#undef HAVE_SQLITE3\n",
    "sqlite_store.h": "#pragma once\n#include <sqlite3.h>\nstruct Store { sqlite3 *db; bool known(const char *e); void keep(const char *e); };\n",
    "store.h": '#ifdef HAVE_SQLITE3\n#include "sqlite_store.h"\n#else\nstruct Store { bool known(const char *) { return true; } void keep(const char *) {} };\n#endif\n',
    "store.cpp": '#include "store.h"\n#ifdef HAVE_SQLITE3\n#include "db.h"\nbool Store::known(const char *e) { return find_row(db, e); }\n'
                 "void Store::keep(const char *e) { put_row(db, e); }\n#endif\n",
    "user.cpp": '#include "store.h"\nvoid signUp(Store &s, const char *e) { if (!s.known(e)) s.keep(e); }\n',
}
OPTIONAL_DB = {**DB, "db.cpp": DB["db.cpp"].replace(RACE, "#include <sqlite3.h>\n")}


class Selection(cli_testing.Cli):
    def places(self, *arguments):
        report, _ = self.findings("--fail-on", "never", *arguments, code=0)
        return [(found["rule"], found["at"]["file"], found["at"]["line"], found["message"]) for found in report["findings"]], report["summary"]

    def test_what_is_left_unread_changes_nothing(self):
        for name, files in PROGRAMS.items():
            with self.subTest(name):
                folder = name.replace(" ", "_").replace(",", "")
                self.write({f"{folder}/{file}": text for file, text in {**DB, **files}.items()})
                everything, all_units = self.places("--no-prefilter", folder)
                some, units = self.places(folder)
                self.assertEqual(len(everything), 1)
                self.assertEqual(some, everything)
                self.assertGreaterEqual(units["unitsSkipped"], 1)
                self.assertEqual(units["unitsRead"] + units["unitsSkipped"], all_units["unitsRead"])

    def test_a_library_that_a_program_can_do_without_is_taken_to_be_there(self):
        self.write({**OPTIONAL_DB, **OPTIONAL})
        found, _ = self.places()
        self.assertEqual([(rule, file) for rule, file, _, _ in found], [("dbrace-duplicate-insert", "db.cpp")])
        self.expect(0, "scan", "--fail-on", "never", says=["defined, so that code for client libraries is read: HAVE_SQLITE3\n"])
        self.write({"store.h": OPTIONAL["store.h"].replace("HAVE_SQLITE3", "HAVE_SQLITE3 && LEVEL > 3")})
        found, _ = self.places()
        self.assertEqual(found, [])


if __name__ == "__main__":
    main()
