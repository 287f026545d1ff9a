// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/RandomProgram.h"

#include <algorithm>

namespace dbrace::cpp {
namespace {

/// What all programs begin with: things whose use the lowering has to get right.
constexpr const char *prelude = R"(
struct sqlite3; struct sqlite3_stmt;
extern "C" {
int sqlite3_prepare_v2(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
int sqlite3_step(sqlite3_stmt *);
int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
int printf(const char *, ...);
}
struct Guard { Guard(); explicit Guard(int n); Guard(const Guard &); ~Guard(); operator bool() const; int n = 0; };
struct Base { virtual ~Base(); virtual int visit(int n) { return n; } int kept[4] = {}; };
struct Derived : Base { int visit(int n) override; Guard guard; Base *next = nullptr; };
struct Pair { int first; long second; };
struct Range { int *begin() const; int *end() const; };
enum class Kind { A, B, C };
template <typename T> T larger(T a, T b) { return a < b ? b : a; }
template <typename... Ts> int sum(Ts... all) { return (0 + ... + all); }
sqlite3 *db; sqlite3_stmt *statement; extern int counter; thread_local int calls;
)";

class Writer {
public:
  explicit Writer(std::span<const std::uint8_t> choices) : choices(choices) {}

  std::string write() {
    text = prelude;
    unsigned functions = 1 + pick(3);
    for (unsigned i = 0; i < functions; ++i)
      function(i);
    return std::move(text);
  }

private:
  /// 0 once the input is used up, which is always the choice that ends soonest.
  unsigned pick(unsigned below) {
    if (choices.empty() || text.size() > 20000)
      return 0;
    unsigned value = choices.front() % below;
    choices = choices.subspan(1);
    return value;
  }

  void function(unsigned number) {
    static constexpr const char *heads[] = {"int", "static int", "auto", "template <typename T> int"};
    labels = 0;
    text += std::string(heads[pick(4)]) + " f" + std::to_string(number) + "(int a, int *p, Base &b) {\n";
    block(4);
    for (unsigned label = 0; label < labels; ++label)
      text += "l" + std::to_string(label) + ": counter++;\n";
    text += "return a;\n}\n";
  }

  void block(unsigned depth) {
    text += "{ Pair q{1, 2}; int v = 0; (void)q; (void)v;\n";
    for (unsigned count = 1 + pick(4); count != 0; --count)
      statement(depth);
    text += "}\n";
  }

  void statement(unsigned depth) {
    switch (depth == 0 ? pick(6) : pick(20)) {
    case 0:
      return add({"v = ", "", ";\n"});
    case 1:
      text += "sqlite3_prepare_v2(db, \"SELECT id FROM t WHERE n = ?\", -1, &statement, nullptr);\n";
      return;
    case 2:
      text += "sqlite3_exec(db, \"INSERT INTO t(n) VALUES (1)\", nullptr, nullptr, nullptr);\n";
      return;
    case 3:
      return add({"Guard g(", "", ");\n"});
    case 4:
      return add({"static int once = ", "", "; counter += once;\n"});
    case 5:
      text += pick(2) ? "throw Guard();\n" : "return a;\n";
      return;
    case 6:
      add({"if (", "", ") "});
      block(depth - 1);
      if (pick(2)) {
        text += "else ";
        block(depth - 1);
      }
      return;
    case 7:
      add({"while (", "", ") { if (v) break; else continue; }\n"});
      return;
    case 8:
      text += "do ";
      block(depth - 1);
      return add({"while (", "", ");\n"});
    case 9:
      add({"for (int i = 0; i < ", "", "; ++i) "});
      return block(depth - 1);
    case 10:
      text += "for (int &r : Range()) ";
      return block(depth - 1);
    case 11:
      add({"switch (", "", ") { case 0: case 2 ... 5: v = 1; default: { Guard g; v = 2; break; } case 1: v = 3; }\n"});
      return;
    case 12:
      text += "try ";
      block(depth - 1);
      text += pick(2) ? "catch (Guard &e) { v = e.n; } catch (...) { throw; }\n" : "catch (int) {}\n";
      return;
    case 13:
      text += "{ auto act = [&, k = v](auto n) mutable { k += n; return k; }; v = act(1); }\n";
      return;
    case 14:
      labels = std::max(labels, 1 + pick(2));
      text += "if (v) goto l" + std::to_string(labels - 1) + ";\n";
      return;
    case 15:
      text += "{ auto [x, y] = q; v = x + (int)y; if (auto *d = dynamic_cast<Derived *>(&b); d && d->next) v = 1; }\n";
      return;
    case 16:
      text += "{ Base *n = new Derived; v = n->visit(n->kept[1]); delete n; }\n";
      return;
    case 17:
      text += "{ int (*call)(Base &) = [](Base &x) { return x.visit(1); }; v = call(b); }\n";
      return;
    case 18:
      text += "{ struct Local : Guard { int m = 1; int get() { return m; } } l; v = l.get(); }\n";
      return;
    default:
      return block(depth - 1);
    }
  }

  void add(std::initializer_list<const char *> parts) {
    for (const char *part : parts)
      *part ? void(text += part) : expression(3);
  }

  void expression(unsigned depth) {
    switch (depth == 0 ? pick(4) : pick(16)) {
    case 0:
      text += "a";
      return;
    case 1:
      text += "*p";
      return;
    case 2:
      text += "sqlite3_step(statement)";
      return;
    case 3:
      text += "b.kept[1]";
      return;
    default:
      static constexpr std::initializer_list<const char *> shapes[] = {
          {"(", "", " && ", "", ")"},
          {"(", "", " || ", "", ")"},
          {"(", "", " ? ", "", " : ", "", ")"},
          {"(", "", ", ", "", ")"},
          {"(v += ", "", ")"},
          {"b.visit(", "", ")"},
          {"larger(", "", ", ", "", ")"},
          {"sum(", "", ", ", "", ")"},
          {"(Guard(", "", ") ? 1 : 2)"},
          {"({ int s = ", "", "; s; })"},
          {"[=] { return ", "", "; }()"},
          {"(p && p[", "", "] ? v++ : --v)"},
      };
      std::size_t shape = pick(std::size(shapes));
      for (const char *part : shapes[shape])
        *part ? void(text += part) : expression(depth - 1);
    }
  }

  std::span<const std::uint8_t> choices;
  std::string text;
  unsigned labels = 0;
};

}  // namespace

std::string randomProgram(std::span<const std::uint8_t> choices) { return Writer(choices).write(); }

std::string damagedProgram(std::span<const std::uint8_t> choices) {
  std::string text = randomProgram(choices);
  if (choices.size() < 4)
    return text;
  auto scaled = [&](std::size_t high, std::size_t low) {
    return (std::size_t(choices[high]) << 8 | choices[low]) * text.size() >> 16;
  };
  std::size_t from = scaled(0, 1), size = choices[2] % 40;
  if (choices[3] % 2)
    text.erase(from, size);
  else
    text.insert(scaled(3, 2), text.substr(from, size));
  return text;
}

}  // namespace dbrace::cpp
