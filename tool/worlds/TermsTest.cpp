// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Identity of values and places: equal terms have equal ids, different terms different ones, however many there are.
#include "worlds/Terms.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <variant>

namespace dbrace::worlds {
namespace {

using Random = std::mt19937;

std::uint32_t below(Random &random, std::uint32_t limit) { return random() % limit; }

Term textOf(Terms &terms, std::initializer_list<Term> parts) { return terms.text({parts.begin(), parts.size()}); }

/// The characters of a text, `{id}` for each hole.
std::string shown(const Terms &terms, Term text) {
  if (terms.kind(text) != TermKind::Text)
    return "{" + std::to_string(text) + "}";
  std::string all;
  for (Term piece : terms.operands(text))
    all += terms.kind(piece) == TermKind::Literal ? std::string(terms.name(piece)) : "{" + std::to_string(piece) + "}";
  return all;
}

/// What a term was asked for with. Only constructors that keep what they are given.
struct Spelling {
  TermKind kind;
  std::string name;
  std::int64_t number = 0;
  std::vector<Term> operands;
  auto operator<=>(const Spelling &) const = default;
};

Term made(Terms &terms, const Spelling &it) {
  const std::vector<Term> &from = it.operands;
  switch (it.kind) {
  case TermKind::Int:
    return terms.integer(it.number);
  case TermKind::Function:
    return terms.function(it.name);
  case TermKind::Closure:
    return terms.closure(it.name, from);
  case TermKind::Apply:
    return terms.apply(it.name, from);
  case TermKind::Symbol:
    return from.size() == 1 ? terms.symbol(it.name, {from[0]}) : terms.symbol(it.name, {from[0], from[1]});
  case TermKind::Run:
    return terms.run(from[0], static_cast<std::uint32_t>(it.number));
  case TermKind::Frame:
    return terms.frame(from[0], from[1], static_cast<std::uint32_t>(it.number));
  case TermKind::Slot:
    return terms.slot(it.name, from[0], static_cast<std::uint32_t>(it.number));
  case TermKind::Global:
    return terms.global(it.name);
  case TermKind::Object:
    return terms.object(from[0], from[1], static_cast<std::uint32_t>(it.number));
  case TermKind::Field:
    return terms.field(from[0], it.name);
  default:
    return terms.element(from[0], from[1]);
  }
}

/// Few names and small numbers, so that kinds differ in nothing else, and the same term is asked for often.
Spelling randomSpelling(Random &random, const std::vector<Term> &known) {
  static constexpr TermKind kinds[] = {TermKind::Int,    TermKind::Function, TermKind::Closure, TermKind::Apply,
                                       TermKind::Symbol, TermKind::Run,      TermKind::Frame,   TermKind::Slot,
                                       TermKind::Global, TermKind::Object,   TermKind::Field,   TermKind::Element};
  Spelling it{kinds[below(random, std::size(kinds))]};
  const auto any = [&] { return known[below(random, static_cast<std::uint32_t>(known.size()))]; };
  const auto name = [&] { return "n" + std::to_string(below(random, 5)); };
  switch (it.kind) {
  case TermKind::Int:
    it.number = static_cast<std::int64_t>(below(random, 3000)) - 1500;
    if (below(random, 8) == 0)
      it.number *= std::int64_t(1) << 40;
    break;
  case TermKind::Function:
  case TermKind::Global:
    it.name = name() + std::to_string(below(random, 300));
    break;
  case TermKind::Closure:
  case TermKind::Apply:
    it.name = name();
    for (std::uint32_t i = below(random, 5); i > 0; --i)
      it.operands.push_back(any());
    break;
  case TermKind::Symbol:
    it.name = name();
    it.operands.assign(1 + below(random, 2), any());
    break;
  case TermKind::Run:
    it.number = below(random, 50);
    it.operands = {any()};
    break;
  case TermKind::Frame:
  case TermKind::Object:
    it.number = below(random, 50);
    it.operands = {any(), below(random, 50)};
    break;
  case TermKind::Slot:
    it.name = name();
    it.number = below(random, 50);
    it.operands = {any()};
    break;
  case TermKind::Field:
    it.name = name();
    it.operands = {any()};
    break;
  default:
    it.operands = {any(), any()};
  }
  return it;
}

TEST(Terms, EqualMeansSameIdAndDifferentMeansAnother) {
  Random random(1);
  Terms terms;
  std::map<Spelling, Term> ids;
  std::map<Term, Spelling> spellings;
  std::vector<Term> known{terms.integer(0), terms.global("g")};
  std::size_t again = 0;
  for (int i = 0; i < 60'000; ++i) {
    const Spelling wanted = randomSpelling(random, known);
    const Term term = made(terms, wanted);
    const auto [at, isNew] = ids.emplace(wanted, term);
    ASSERT_EQ(at->second, term);
    ASSERT_EQ(spellings.emplace(term, wanted).first->second, wanted);
    again += !isNew;
    known.push_back(term);
  }
  EXPECT_GT(ids.size(), 30'000u);  // The table has grown several times …
  EXPECT_GT(again, 5'000u);        // … and many terms were asked for before and after.
  EXPECT_EQ(textOf(terms, {}), terms.emptyText());
  for (const auto &[wanted, term] : ids) {
    ASSERT_EQ(made(terms, wanted), term);
    ASSERT_EQ(terms.kind(term), wanted.kind);
    ASSERT_EQ(terms.name(term), wanted.name);
    ASSERT_EQ(terms.number(term), wanted.number);
    ASSERT_TRUE(std::equal(wanted.operands.begin(), wanted.operands.end(), terms.operands(term).begin(),
                           terms.operands(term).end()));
  }
}

/// So many that the 32 bits of some hashes are alike: then the rest decides.
TEST(Terms, EqualHashesAreNotEquality) {
  Terms terms;
  std::size_t size = terms.size();
  constexpr std::uint64_t many = 300'000;
  for (std::uint64_t i = 0; i < many; ++i)
    terms.integer(static_cast<std::int64_t>(i * 0x9e3779b97f4a7c15u));
  EXPECT_EQ(terms.size(), size += many);
  for (Term i = 0; i < many; ++i)
    terms.apply("f", {i / 500, i % 500});
  EXPECT_EQ(terms.size(), size + many);
}

TEST(Terms, OperandsOfAnyNumberStayWhereTheyAre) {
  Terms terms;
  std::vector<Term> many(40'000, terms.integer(7));
  const std::span<const Term> before = terms.operands(terms.apply("many", many));
  const std::span<const Term> few = terms.operands(terms.apply("few", {terms.integer(1), terms.integer(2)}));
  for (int i = 0; i < 20'000; ++i)
    terms.apply("more", {terms.integer(i), terms.integer(-i)});
  EXPECT_EQ(terms.operands(terms.apply("many", many)).data(), before.data());
  EXPECT_TRUE(std::equal(before.begin(), before.end(), many.begin(), many.end()));
  EXPECT_EQ(terms.number(few[0]), 1);
  EXPECT_EQ(terms.number(few[1]), 2);
}

/// Names are remembered by the address they were asked with; another name may stand there next time.
TEST(Terms, NamesAreComparedByContent) {
  Terms terms;
  char buffer[] = "a";
  std::map<std::string, Term> globals;
  for (int round = 0; round < 3; ++round)
    for (char c = 'a'; c <= 'z'; ++c) {
      buffer[0] = c;
      const Term global = terms.global(std::string_view(buffer, 1));
      EXPECT_EQ(globals.emplace(buffer, global).first->second, global);
      EXPECT_EQ(terms.name(global), buffer);
    }
  EXPECT_EQ(globals.size(), 26u);
}

TEST(Terms, TextMergesLiteralsAndNumbers) {
  Terms terms;
  const Term hole = terms.symbol("input", {terms.integer(1)});
  const Term select = terms.literalText("SELECT "), where = terms.literalText(" WHERE a=");
  EXPECT_EQ(textOf(terms, {select, where}), terms.literalText("SELECT  WHERE a="));
  EXPECT_EQ(textOf(terms, {where, terms.integer(-12)}), terms.literalText(" WHERE a=-12"));
  EXPECT_EQ(textOf(terms, {terms.integer(1), terms.integer(2)}), terms.literalText("12"));
  EXPECT_EQ(textOf(terms, {}), terms.emptyText());
  EXPECT_EQ(terms.literalText(""), terms.emptyText());
  EXPECT_EQ(textOf(terms, {terms.emptyText(), select, terms.emptyText()}), select);
  const Term mixed = textOf(terms, {select, hole, terms.integer(3), where});
  EXPECT_EQ(shown(terms, mixed), "SELECT {" + std::to_string(hole) + "}3 WHERE a=");
  EXPECT_EQ(terms.operands(mixed).size(), 3u);
  // A number and the text that spells it are two values; only inside a text they look alike.
  EXPECT_NE(terms.integer(5), terms.literalText("5"));
}

TEST(Terms, TextThatIsOneValueIsThatValue) {
  Terms terms;
  const Term hole = terms.symbol("input", {terms.integer(1)});
  const Term address = terms.address(terms.global("g"));
  for (const Term value : {hole, address, terms.apply("f", {hole})}) {
    EXPECT_EQ(textOf(terms, {value}), value);
    EXPECT_EQ(textOf(terms, {terms.emptyText(), value, textOf(terms, {})}), value);
    EXPECT_EQ(textOf(terms, {textOf(terms, {value})}), value);
    EXPECT_NE(textOf(terms, {value, value}), value);
    EXPECT_NE(textOf(terms, {value, terms.literalText(" ")}), value);
  }
}

TEST(Terms, TextDoesNotCareHowItWasJoined) {
  Random random(2);
  Terms terms;
  std::vector<Term> pieces{terms.emptyText(),          terms.integer(0),
                           terms.integer(-7),          terms.literalText("a"),
                           terms.literalText("b c"),   terms.symbol("x", {terms.integer(1)}),
                           terms.apply("f", {noTerm}), textOf(terms, {terms.literalText("p"), terms.global("g")})};
  for (int round = 0; round < 5'000; ++round) {
    std::vector<Term> parts;
    for (std::uint32_t i = below(random, 7); i > 0; --i)
      parts.push_back(pieces[below(random, static_cast<std::uint32_t>(pieces.size()))]);
    const Term whole = terms.text(parts);
    const std::size_t cut = below(random, static_cast<std::uint32_t>(parts.size()) + 1);
    const Term left = terms.text({parts.data(), cut}), right = terms.text({parts.data() + cut, parts.size() - cut});
    ASSERT_EQ(textOf(terms, {left, right}), whole);
    std::string expected;
    for (const Term part : parts)
      expected += terms.kind(part) == TermKind::Int ? std::to_string(terms.number(part)) : shown(terms, part);
    ASSERT_EQ(shown(terms, whole), expected);
    if (terms.kind(whole) == TermKind::Text)
      for (std::size_t i = 1; i < terms.operands(whole).size(); ++i)
        ASSERT_FALSE(terms.kind(terms.operand(whole, i - 1)) == TermKind::Literal &&
                     terms.kind(terms.operand(whole, i)) == TermKind::Literal);
  }
}

TEST(Terms, AddressAndDerefCancel) {
  Terms terms;
  const Term frame = terms.frame(noTerm, 0, 3);
  const Term pointer = terms.symbol("initial", {terms.slot("parameter", frame, 0)});
  for (const Term place :
       {terms.slot("local", frame, 1), terms.global("g"), terms.field(terms.deref(pointer), "C::f"),
        terms.element(terms.global("g"), terms.integer(2)), terms.object(frame, 4, 0), terms.deref(pointer)})
    EXPECT_EQ(terms.deref(terms.address(place)), place);
  EXPECT_EQ(terms.address(terms.deref(pointer)), pointer);
  EXPECT_NE(terms.deref(terms.deref(pointer)), terms.deref(pointer));
  EXPECT_NE(terms.address(terms.field(terms.deref(pointer), "C::f")), pointer);
}

struct PlacePath {
  Term root;
  std::vector<std::variant<std::string, Term>> steps;  // Field name or index.
  Term in(Terms &terms, Term from, std::size_t skip = 0) const {
    for (std::size_t i = skip; i < steps.size(); ++i)
      from =
          steps[i].index() == 0 ? terms.field(from, std::get<0>(steps[i])) : terms.element(from, std::get<1>(steps[i]));
    return from;
  }
  bool startsWith(const PlacePath &other) const {
    return root == other.root && steps.size() >= other.steps.size() &&
           std::equal(other.steps.begin(), other.steps.end(), steps.begin());
  }
};

TEST(Terms, PlacesKnowWhatTheyArePartOf) {
  Random random(3);
  Terms terms;
  const Term frame = terms.frame(noTerm, 0, 3);
  const Term pointer = terms.symbol("initial", {terms.slot("parameter", frame, 0)});
  const std::vector<Term> roots{terms.slot("local", frame, 0), terms.slot("local", frame, 1), terms.global("g"),
                                terms.object(frame, 4, 0), terms.deref(pointer)};
  std::vector<PlacePath> paths;
  for (int i = 0; i < 150; ++i) {
    PlacePath path{roots[below(random, 5)]};
    for (std::uint32_t depth = below(random, 5); depth > 0; --depth)
      switch (below(random, 4)) {
      case 0:
        path.steps.emplace_back(terms.integer(below(random, 2)));
        break;
      case 1:
        path.steps.emplace_back(noTerm);  // Some element.
        break;
      default:
        path.steps.emplace_back("f" + std::to_string(below(random, 2)));
      }
    paths.push_back(std::move(path));
  }
  std::size_t insides = 0;
  for (const PlacePath &a : paths) {
    const Term place = a.in(terms, a.root);
    EXPECT_TRUE(terms.isPlace(place));
    EXPECT_EQ(terms.root(place), a.root);
    EXPECT_EQ(terms.base(place) == noTerm, a.steps.empty());
    EXPECT_EQ(terms.frameOf(place), terms.kind(a.root) == TermKind::Slot ? frame : noTerm);
    for (const PlacePath &b : paths) {
      const Term whole = b.in(terms, b.root);
      const bool inside = a.startsWith(b) && place != whole;
      ASSERT_EQ(terms.inside(place, whole), inside);
      if (!inside && place != whole)
        continue;
      insides += inside;
      const Term to = terms.field(terms.global("elsewhere"), "x");
      EXPECT_EQ(terms.rebased(place, whole, to), a.in(terms, to, b.steps.size()));
    }
  }
  EXPECT_GT(insides, 100u);
  EXPECT_FALSE(terms.isPlace(pointer));
  EXPECT_FALSE(terms.isPlace(terms.address(terms.global("g"))));
}

}  // namespace
}  // namespace dbrace::worlds
