// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is made up for a missing header, and what is not.
#include "cpp/LoweringTesting.h"

namespace dbrace::cpp {
namespace {

const std::string start = "#include <quarry/all.h>\nint use(int);\n";

TEST(MissingNames, OfTheStandardLibraryComeFromItsHeaders) {
  // The header that is missing used to include them.
  Snippet code(start +
               "std::optional<int> f(std::string s) { std::vector<int> v; v.push_back(1); return use(v.size()); }");
  EXPECT_TRUE(code.has("f", {"call std::vector::push_back", "[std-container/", "call use("}));
}

TEST(MissingNames, ThatTheUnitDeclaresElsewhereAreLeftAlone) {
  Snippet code(start + "void early(Row &row);\nclass Row { public: int id(); };\n"
                       "int f(Row &row) { return use(row.id()); }\nvoid g(quarry::Db &db) { db.go(); }");
  EXPECT_TRUE(code.has("f", {"t0 = call Row::id() on row", "call use(t0)"}));
  EXPECT_TRUE(code.has("g", {"call ?go() on db: quarry::Db"}));
}

TEST(MissingNames, InsideNamespacesOfTheUnit) {
  Snippet code(
      start +
      "namespace app { int g(); void f() { store::Row row(1); row.save(\"x\"); app::Key key = g(); use(key.n); } }");
  EXPECT_TRUE(code.has("app::f", {"construct ?store::Row::Row(t0) on &row", "call ?save(\"x\") on &row: store::Row",
                                  "call app::g()", "call use("}));
}

TEST(MissingNames, ThatStandForNothingAreMacros) {
  Snippet code(start + "QUARRY_API int f(int a);\nint f(int a) { quarry::Row r; return use(a); }\n"
                       "class QUARRY_API Thing { int g(); };");
  EXPECT_TRUE(code.has("f", {"call use(a)"}));
}

TEST(MissingNames, BetweenClassAndItsNameAreMacros) {
  // What a build generates: shop_export.h.
  Snippet code("#include \"shop_export.h\"\nint use(int);\n"
               "class SHOP_EXPORT Cart { public: int count() const { return 2; } enum Kind { Full, Empty }; };\n"
               "struct SHOP_EXPORT Big final : public Cart {};\n"
               "Cart made(int a);\nCart made(int a) { Cart cart; use(cart.count()); Big big; return cart; }");
  EXPECT_TRUE(code.has("made", {"call Cart::count() on &cart", "return "}));
}

TEST(MissingNames, OfReturnedValuesAreTypes) {
  Snippet code(start + "struct Store { Number last; Number next(); int n; };\n"
                       "Number Store::next() { use(n); return last; }\nint g(Store &s) { return use(s.n); }");
  EXPECT_TRUE(code.has("Store::next", {"call use(this->n)", "return "}));
}

TEST(MissingNames, OfClassesThatAreOnlyAnnounced) {
  Snippet code(start + "namespace app { class Reply; class Job; typedef Job *JobPointer;\n"
                       "struct Client { Reply *ask(int); };\n"
                       "int f(Client &c) { Reply *r = c.ask(1); return use(r->status()); }\n"
                       "int g(Reply::Code code) { Reply::Part part(code); return use(part.n); }\n"
                       "class Job { public: int n; };\nint h(JobPointer j) { return use(j->n); } }");
  EXPECT_TRUE(code.has("app::f", {"call app::Client::ask(1) on c", "call ?status() on r", "call use("}));
  EXPECT_TRUE(code.has("app::g", {"construct ?app::Reply::Part::Part(code) on &part", "call use("}));
  EXPECT_TRUE(code.has("app::h", {"call use(j->n)"}));
}

TEST(MissingNames, PointersHoldWhatTheyAreGiven) {
  Snippet code(start +
               "struct Db { bool exec(const char *); };\n"
               "bool f(quarry::ptr<Db> db) { return db && db->exec(\"SELECT 1\") && (*db).exec(\"SELECT 2\"); }");
  EXPECT_TRUE(code.has("f", {"call Db::exec(\"SELECT 2\") on db", "call Db::exec(\"SELECT 1\") on db"}));
}

TEST(MissingNames, AreComparedAndJoined) {
  Snippet code("#include <quarry/all.h>\n#include <string>\nint use(int);\nvoid g(const std::string &);\n"
               "void f(quarry::Row &row, std::string s) { if (row.count() == 0) use(1); s += quarry::quote(3);\n"
               "  g(\"WHERE a = \" + quarry::quote(4)); }");
  EXPECT_TRUE(code.has("f", {"call ?count() on row", "== ", "call use(1)", "call ?quarry::quote(", "std::operator+",
                             "s = ", "call ?quarry::quote(", "std::operator+", "call g("}));
}

TEST(MissingNames, ErrorsAreThoseOfTheUnitAsItIs) {
  Snippet code(start + "void f(quarry::Row &row) { row.save(); }\nint g() { return use(1); }");
  std::vector<std::string> messages;
  for (const facts::ReadError &error : code.unit.errors)
    messages.emplace_back(code.unit.strings[error.message]);
  EXPECT_EQ(messages,
            (std::vector<std::string>{"'quarry/all.h' file not found", "use of undeclared identifier 'quarry'"}));
  EXPECT_EQ(code.unit.files.size(), 1u);
  EXPECT_TRUE(code.function("f")->hasErrors);
  EXPECT_FALSE(code.function("g")->hasErrors);
}

TEST(MissingNames, LabelsDiffer) {
  Snippet code(start + "int f(quarry::Row &row) { switch (row.state()) { case quarry::Open: return use(1); "
                       "case quarry::Shut: return use(2); } return 0; }");
  EXPECT_TRUE(code.has("f", {"call ?state() on row", "switch", "call use(1)", "call use(2)"}));
}

}  // namespace
}  // namespace dbrace::cpp
