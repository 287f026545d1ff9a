// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Comments.h"
#include "cpp/LoweringTesting.h"

namespace dbrace::cpp {
namespace {

TEST(Lowering, ShortCircuitIsControlFlow) {
  Snippet code("bool g(); bool h(); int f() { if (g() && !h()) return 1; return 2; }");
  EXPECT_TRUE(code.has("f", {"t0 = call g()", "if t0 then b3 else b2", "t1 = call h()", "if t1 then b2 else b1"}));
}

TEST(Lowering, ValuesThatMeetAreSelected) {
  Snippet code("int g(); int f(int a) { int r = a ? g() : 2; bool b = a && r; return b ? r : (a ?: 7); }");
  EXPECT_TRUE(code.has("f", {"if a != 0", "t1 = call g()", "select t0 = t1", "select t0 = 2", "declare r = t0"}));
  EXPECT_TRUE(code.has("f", {"select t2 = 0", "select t2 = r != 0", "declare b = t2", "select t3 = r", "t4 = a",
                             "return t3", "select t5 = t4", "select t3 = t5"}));
}

TEST(Lowering, ReferencesArePointers) {
  Snippet code("void g(int &); int f(int &a) { int x = a; int &r = x; r = 3; g(a); return r; }");
  EXPECT_TRUE(code.has("f", {"declare x = *a", "declare r = &x", "*r = 3", "call g(out a)", "return *r"}));
}

/// A sum of so many operands, and a pointer followed as often.
std::string nested(std::size_t depth) {
  std::string sum = "g(a", chain = "g(p";
  for (std::size_t i = 0; i < depth; ++i) {
    sum += " + a";
    chain += "->next";
  }
  return "struct P { P *next; int n; }; void g(int); int f(int a, P *p) { " + sum + "); " + chain +
         "->n); p->n = 7; return 1; }";
}

TEST(Lowering, WhatIsNestedTooDeepIsUnknown) {
  Snippet deep(nested(3000));  // Which also sees that the facts are valid.
  EXPECT_TRUE(deep.has("f", {"nested too deep) + a", "nested too deep).next->next", "p->n = 7", "return 1"}));
  EXPECT_GE(deep.unit.losses.unknownExpressions, 2u);
  Snippet whole(nested(300));
  EXPECT_EQ(whole.unit.losses.unknownExpressions, 0u);
}

TEST(Lowering, PostIncrementKeepsTheOldValue) {
  Snippet code("int f(int i) { int old = i++; return old + ++i; }");
  EXPECT_TRUE(code.has("f", {"t0 = i", "increment i = t0 + 1", "declare old = t0", "increment i = i + 1"}));
}

TEST(Lowering, LoopsAndJumps) {
  Snippet code(
      "int g(int); int f(int n) { for (int i = 0; i < n; ++i) { if (g(i)) continue; if (n == 3) break; g(7); } "
      "do { --n; } while (n); if (n) goto out; g(8); out: return 1; }");
  EXPECT_TRUE(code.has(
      "f", {"declare i = 0", "if i < n", "call g(i)", "if n == 3", "call g(7)", "if n", "call g(8)", "return 1"}));
}

TEST(Lowering, SwitchesHaveRanges) {
  Snippet code("int f(int n) { switch (n) { case 1: return 1; case 2 ... 5: n = 7; case 9: return 2; default: break; } "
               "return 3; }");
  const facts::Function *f = code.function("f");
  ASSERT_NE(f, nullptr);
  const auto *choose = std::get_if<facts::Switch>(&f->blocks[0].end);
  ASSERT_NE(choose, nullptr);
  ASSERT_EQ(choose->cases.size(), 3u);
  EXPECT_EQ(choose->cases[1].low, 2);
  EXPECT_EQ(choose->cases[1].high, 5);
  EXPECT_NE(choose->cases[1].to, choose->cases[2].to);
}

TEST(Lowering, ObjectsAreDestroyedOnEveryWayOut) {
  Snippet code("struct G { G(int); ~G(); }; int g(); int f(int n) { G a(1); while (n) { G b(2); if (g()) return g(); "
               "if (n == 2) break; } return 0; }");
  const facts::Function *f = code.function("f");
  ASSERT_NE(f, nullptr);
  int destructions = 0;
  for (const facts::Block &block : f->blocks)
    for (const facts::Step &step : block.steps)
      if (const auto *call = std::get_if<facts::Call>(&step.what))
        destructions += call->callee.kind == facts::CallKind::Destructor;
  // Two at the inner return, one at break, one at the end of a round, one at the last return.
  EXPECT_EQ(destructions, 5);
  EXPECT_EQ(f->cleanups.size(), 2u);
  EXPECT_TRUE(code.has("f", {"destroy G::~G() on &b", "destroy G::~G() on &a", "return t"}));
}

TEST(Lowering, ExceptionsMeetHandlers) {
  Snippet code("struct E { int c; }; struct F : E {}; void g(); int f() { try { g(); throw F(); } catch (const E &e) { "
               "return e.c; } catch (...) { throw; } }");
  const facts::Function *f = code.function("f");
  ASSERT_NE(f, nullptr);
  ASSERT_EQ(f->cleanups.size(), 1u);
  const auto &handlers = std::get<facts::Try>(f->cleanups[0].what).handlers;
  ASSERT_EQ(handlers.size(), 2u);
  EXPECT_EQ(code.unit.strings[handlers[0].type], "E");
  EXPECT_EQ(handlers[1].type, 0u);
  EXPECT_EQ(std::get<facts::Call>(f->blocks[0].steps[0].what).callee.key != 0, true);
  EXPECT_EQ(f->blocks[0].steps[0].cleanup, 0u);
  EXPECT_EQ(code.unit.strings[std::get<facts::Throw>(f->blocks[0].end).type], "F");
  bool derives = false;
  for (const facts::Class &one : code.unit.classes)
    derives |= code.unit.strings[one.name] == "F" && one.bases.size() == 1 && code.unit.strings[one.bases[0]] == "E";
  EXPECT_TRUE(derives);
}

TEST(Lowering, LambdasInTemplatesCaptureWhatTheyUse) {
  Snippet code("int g(int); template <class T> int f(T first, int, int third) {"
               " int sum = 0; auto add = [&](T x) { sum = g(third); }; add(first); return sum; }");
  const facts::Function *lambda = code.function("f::(lambda 1)");
  ASSERT_NE(lambda, nullptr);
  ASSERT_EQ(lambda->captures.size(), 2u);
  EXPECT_EQ(code.unit.strings[lambda->captures[0].name], "sum");
  EXPECT_EQ(code.unit.strings[lambda->captures[1].name], "third");
  for (const facts::Place &place : lambda->places)
    if (const auto *parameter = std::get_if<facts::Parameter>(&place))
      EXPECT_LT(parameter->index, lambda->parameters.size());
}

TEST(Lowering, LambdasAreFunctions) {
  Snippet code("int g(int); int f(int a, int b) { auto l = [a, &b](int c) { b = c; return g(a); }; return l(3); }");
  EXPECT_TRUE(code.has("f::(lambda 1)", {"*capture1 = c", "call g("}) ||
              code.has("f::(lambda 1)", {"*b = c", "call g(a)"}));
  const facts::Function *f = code.function("f");
  ASSERT_NE(f, nullptr);
  bool indirect = false;
  for (const facts::Step &step : f->blocks[0].steps)
    if (const auto *call = std::get_if<facts::Call>(&step.what))
      indirect |= call->callee.indirect != facts::none;
  EXPECT_TRUE(indirect);
}

TEST(Lowering, VirtualCallsAndOverriding) {
  Snippet code("struct B { virtual int run(int); }; struct D : B { int run(int) override { return 1; } }; int f(B *b) "
               "{ D d; d.run(2); return b->run(3); }");
  EXPECT_TRUE(code.has("f", {"call D::run(2) on &d", "call virtual B::run(3) on b"}));
  const facts::Function *run = code.function("D::run");
  ASSERT_NE(run, nullptr);
  EXPECT_EQ(run->overrides.size(), 1u);
  EXPECT_TRUE(run->isVirtual);
}

TEST(Lowering, ConstantTablesHaveInitialisers) {
  Snippet code("enum Q { Find, Add }; static const char *const texts[] = {\"SELECT 1\", \"INSERT \" \"2\"}; const char "
               "*f(Q q) { return texts[q]; }");
  ASSERT_EQ(code.unit.globals.size(), 1u);
  EXPECT_TRUE(code.unit.globals[0].isConstant);
  EXPECT_EQ(code.unit.strings[code.unit.globals[0].name], "code.cpp:texts");
  const facts::Function *init = code.function("init:code.cpp:texts");
  ASSERT_NE(init, nullptr);
  EXPECT_TRUE(init->isInitializer);
  EXPECT_TRUE(code.has("init:code.cpp:texts", {"[0] = \"SELECT 1\"", "[1] = \"INSERT \" \"2\""}) ||
              code.has("init:code.cpp:texts", {"[0] = \"SELECT 1\"", "[1] = \"INSERT 2\""}));
}

TEST(Lowering, GlobalsNobodyWritesAreConstant) {
  Snippet code("static const char *text = \"SELECT 1\"; static int count = 0; int shared = 1; "
               "const char *f() { ++count; return text; }");
  ASSERT_EQ(code.unit.globals.size(), 3u);
  EXPECT_TRUE(code.unit.globals[0].isConstant);
  EXPECT_FALSE(code.unit.globals[1].isConstant);
  EXPECT_FALSE(code.unit.globals[2].isConstant);
}

TEST(Lowering, HandlersNobodyReachesAreDropped) {
  Snippet code("int f() { try { } catch (int e) { return e; } return 0; }");
  ASSERT_NE(code.function("f"), nullptr);
  EXPECT_TRUE(code.function("f")->cleanups.empty());
}

TEST(Lowering, VariadicArgumentsAreAPlace) {
  Snippet code("#include <stdarg.h>\n#include <stdio.h>\nvoid q(const char *fmt, ...) { char b[9]; va_list ap; "
               "va_start(ap, fmt); "
               "vsnprintf(b, 9, fmt, ap); va_end(ap); }",
               "/project/code.c", {});
  EXPECT_TRUE(code.has("q", {"ap = &varargs", "vsnprintf(", ", ap)"}) ||
              code.has("q", {"ap = &varargs", "vsnprintf("}));
  EXPECT_TRUE(code.function("q")->isVariadic);
}

TEST(Lowering, TemplatesAreReadAsInstantiated) {
  Snippet code("void g(int); void g(double); template <class T> void f(T t) { g(t); } void h() { f(1); } "
               "template <class T> void never(T t) { t.exec(\"x\", 3); }");
  EXPECT_TRUE(code.has("f", {"call g(t)"}));
  EXPECT_TRUE(code.has("never", {"call ?exec(\"x\", 3)"}));
}

TEST(Lowering, MissingHeadersCostOnlyWhatTheyDeclare) {
  Snippet code("#include <absent.h>\nstruct Repo { int query(const char *, ...); bool f(); };\n"
               "bool Repo::f() { Query q; q.prepare(\"SELECT 1\"); if (!q.next()) query(\"INSERT\", other()); "
               "m.lost(); return q.size() > 0; }");
  EXPECT_FALSE(code.unit.errors.empty());
  const facts::Function *f = code.function("Repo::f");
  ASSERT_NE(f, nullptr);
  EXPECT_TRUE(f->hasErrors);
  EXPECT_TRUE(
      code.has("Repo::f", {"call ?prepare(\"SELECT 1\") on &q: Query", "call ?next()", "Repo::query(\"INSERT\""}));
}

TEST(Lowering, DroppedReturnsStillReturn) {
  // Nothing is kept of `return lost of;`.
  Snippet code("int use(int);\nint f(int a) { if (use(a)) { use(1); return lost of; } use(2); return 0; }\n"
               "int g(int a) { if (use(a)) return lost of; else use(3); return 0; }\n"
               "int h(int a) { use(a); throw lost of; }\n"
               "int i(int a) { use(a);\n#if 0\nreturn 1;\n#endif\nuse(5); lost of; return 0; }");
  EXPECT_TRUE(code.has("f", {"call use(1)", "return unknown(dropped)"}));
  EXPECT_TRUE(code.has("g", {"return unknown(dropped)"}));
  EXPECT_TRUE(code.has("g", {"return 0", "call use(3)"}));
  EXPECT_TRUE(code.has("h", {"throw"}));
  EXPECT_TRUE(code.has("i", {"call use(a)", "call use(5)", "return 0"}));
}

TEST(Lowering, LiteralsKeepTheirTokens) {
  Snippet code("const char *f() { return \"a\\n\" \"b\"; }\nconst char *g() { return R\"(c\\n)\"; }");
  const facts::Function *f = code.function("f");
  ASSERT_NE(f, nullptr);
  const auto &text = std::get<facts::TextConstant>(f->values[std::get<facts::Return>(f->blocks[0].end).value]);
  ASSERT_EQ(text.pieces.size(), 2u);
  EXPECT_EQ(code.unit.strings[text.pieces[0].text], "a\n");
  EXPECT_TRUE(text.pieces[0].escapes);
  EXPECT_FALSE(text.pieces[1].escapes);
  EXPECT_EQ(f->sources[text.pieces[1].source].expansion.begin, 31u);
}

TEST(Lowering, RealLibrariesHaveModels) {
  Snippet code("#include <sqlite3.h>\n#include <string>\n#include <mutex>\nstd::mutex m;\n"
               "bool f(sqlite3_stmt *s, const std::string &k) { std::lock_guard<std::mutex> l(m); "
               "sqlite3_bind_text(s, 1, k.c_str(), -1, nullptr); return sqlite3_step(s) == SQLITE_ROW; }");
  EXPECT_TRUE(code.unit.errors.empty());
  EXPECT_TRUE(code.has("f", {"std::lock_guard::lock_guard", "c_str", "[sqlite3/sqlite3_bind_text]",
                             "[sqlite3/sqlite3_step]", "destroy std::lock_guard::~lock_guard", "return"}));
  EXPECT_TRUE(code.has("f", {"SQLITE_ROW(100)"}));
}

TEST(Lowering, CommentsAndSchemas) {
  Snippet code("// NOLINTNEXTLINE(dbrace-duplicate-insert): one writer\nconst char *f() { return \"CREATE UNIQUE INDEX "
               "i ON t(a)\"; }\n"
               "int g;  // NOLINT(other-check)\n");
  ASSERT_EQ(code.unit.suppressions.size(), 1u);
  EXPECT_EQ(code.unit.suppressions[0].form, facts::SuppressionForm::NextLine);
  EXPECT_EQ(code.unit.strings[code.unit.suppressions[0].reason], "one writer");
  ASSERT_EQ(code.unit.ddl.size(), 1u);
  ASSERT_EQ(code.unit.files.size(), 1u);
}

TEST(Lowering, CommentsNameChecksAsClangTidyReadsThem) {
  auto marks = [](std::string_view comment) {
    std::string text;
    for (const SuppressionText &mark : suppressionsIn(comment)) {
      text += std::to_string(static_cast<int>(mark.form));
      for (const std::string &rule : mark.rules)
        text += " " + rule;
      text += ";";
    }
    return text;
  };
  EXPECT_EQ(marks("// NOLINT"), "0;");
  EXPECT_EQ(marks("// NOLINT(dbrace*): known"), "0 dbrace*;");
  EXPECT_EQ(marks("// NOLINT( other-check , *-insert )"), "0 other-check *-insert;");
  EXPECT_EQ(marks("// NOLINT(other-*) NOLINTNEXTLINE(dbrace-stale-reread)"), "1 dbrace-stale-reread;");
  EXPECT_EQ(marks("// NOLINTBEGIN(d*) and NOLINTEND"), "2 d*;3;");
  EXPECT_EQ(marks("// NOLINT(dbrace-stale-reread"), "0;");  // A list without an end is none.
  EXPECT_EQ(marks("// NOLINT() NOLINTED NOLINT(-dbrace-stale-reread) NOLINT(dbrace)"), "");
}

TEST(Lowering, ForeignBodiesAreNotRead) {
  Snippet code("#include \"/elsewhere/lib.h\"\nint f() { return lib(2); }", "/project/code.cpp", {},
               {{"/elsewhere/lib.h", "inline int lib(int a) { return a + 1; }\n"}});
  EXPECT_EQ(code.function("lib"), nullptr);
  EXPECT_TRUE(code.has("f", {"call lib(2)"}));
}

}  // namespace
}  // namespace dbrace::cpp
