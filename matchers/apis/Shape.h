// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The JSON form of every effect, said once: its name, its members, what it cannot do without.
//
// Reader, printer, tests and the check of docs/apis.md all walk these tables, so that a new effect or member is one
// line here. The first member may be given alone (`{"same": "arg0"}`); an effect that needs nothing may be `true`.
#pragma once

#include "apis/Model.h"

#include <array>
#include <tuple>
#include <utility>

namespace dbrace::apis {

/// Unused elements are empty.
using Names = std::array<std::string_view, 12>;

template <class Class, class Type> struct Member {
  std::string_view name;
  Type Class::*field;
  Names allowed{};  ///< Of a text: what it may be. Empty: anything.
};
template <class Class, class Type>
constexpr auto member(std::string_view name, Type Class::*field, Names allowed = {}) {
  return Member<Class, Type>{name, field, allowed};
}

/// Members that must be given: all of `all`, exactly one of `one`, at least one of `any`, at most one of `most`.
struct Rule {
  Names all{}, one{}, any{}, most{};
};

template <class... Members> struct Shape {
  std::string_view name;
  Rule rule;
  std::tuple<Members...> members;
};
template <class... Members> constexpr auto effect(std::string_view name, Rule rule, Members... members) {
  return Shape<Members...>{name, rule, {members...}};
}

/// Spellings of an enumeration, in its order.
template <class Enum> inline constexpr Names spellings{};
template <>
inline constexpr Names spellings<Measure::What> = {"row-count", "column-count",   "affected",
                                                   "insert-id", "error-code",     "error-text",
                                                   "is-null",   "in-transaction", "is-ok"};
template <>
inline constexpr Names spellings<Transaction::Kind> = {"begin",       "commit",  "rollback",  "savepoint",
                                                       "rollback-to", "release", "autocommit"};
template <> inline constexpr Names spellings<Record::Action> = {"find", "lock", "exists", "put", "add", "remove"};
template <>
inline constexpr Names spellings<Entity::Action> = {"find",       "count",   "exists", "insert",
                                                    "insert-new", "replace", "update", "remove"};
template <> inline constexpr Names spellings<Size::As> = {"count", "emptiness", "presence"};
template <> inline constexpr Names spellings<SearchIf::As> = {"iterator", "any", "none", "all", "count"};
template <> inline constexpr Names spellings<SearchText::As> = {"presence", "pointer", "position"};
template <>
inline constexpr Names spellings<Type::Role> = {"other",   "connection", "statement", "result", "text",  "container",
                                                "pointer", "optional",   "mutex",     "guard",  "column"};
template <> inline constexpr Names spellings<Outcome> = {"row", "none", "stored", "violated", "failed"};

template <class Effect> inline constexpr auto shape = nullptr;

template <>
inline constexpr auto shape<Open> = effect("open", {{"connection"}}, member("connection", &Open::connection),
                                           member("driver", &Open::driver), member("name", &Open::name));
template <> inline constexpr auto shape<Close> = effect("close", {{"handle"}}, member("handle", &Close::handle));
template <>
inline constexpr auto shape<Prepare> =
    effect("prepare", {.any = {"statement", "name"}}, member("statement", &Prepare::statement),
           member("text", &Prepare::text), member("connection", &Prepare::connection), member("name", &Prepare::name),
           member("result", &Prepare::result), member("append", &Prepare::append));
template <>
inline constexpr auto shape<Bind> =
    effect("bind", {.all = {"statement"}, .one = {"value", "values"}, .most = {"index", "name", "values"}},
           member("statement", &Bind::statement), member("index", &Bind::index), member("name", &Bind::name),
           member("value", &Bind::value), member("values", &Bind::values), member("base", &Bind::base),
           member("late", &Bind::late));
template <>
inline constexpr auto shape<Run> =
    effect("run", {.one = {"statement", "text", "name"}}, member("statement", &Run::statement),
           member("text", &Run::text), member("name", &Run::name), member("connection", &Run::connection),
           member("values", &Run::values), member("result", &Run::result), member("step", &Run::step),
           member("multiple", &Run::multiple), member("found", &Run::found), member("callback", &Run::callback),
           member("callback-arguments", &Run::callbackArguments));
template <>
inline constexpr auto shape<Record> =
    effect("record", {.all = {"action"}}, member("action", &Record::action), member("connection", &Record::connection),
           member("table", &Record::table), member("key", &Record::key), member("field", &Record::field),
           member("transaction", &Record::transaction), member("result", &Record::result),
           member("into", &Record::into), member("flags", &Record::flags), member("is", &Record::is),
           member("mask", &Record::mask));
template <>
inline constexpr auto shape<Entity> =
    effect("entity", {{"action", "of"}}, member("action", &Entity::action), member("of", &Entity::of),
           member("clauses", &Entity::clauses), member("key", &Entity::key), member("row", &Entity::row),
           member("connection", &Entity::connection), member("result", &Entity::result),
           member("generated-key", &Entity::generatedKey), member("done", &Entity::done),
           member("missing", &Entity::missing), member("failed", &Entity::failed));
template <>
inline constexpr auto shape<Answer> =
    effect("answer", {{"of"}}, member("of", &Answer::of), member("into", &Answer::into),
           member("value", &Answer::value), member("none", &Answer::none), member("number", &Answer::number),
           member("list", &Answer::list));
template <>
inline constexpr auto shape<TakeResult> = effect("take-result", {{"from", "result"}}, member("from", &TakeResult::from),
                                                 member("result", &TakeResult::result));
template <>
inline constexpr auto shape<NextRow> = effect("next-row", {{"cursor"}}, member("cursor", &NextRow::cursor),
                                              member("columns", &NextRow::columns), member("first", &NextRow::first));
template <>
inline constexpr auto shape<ForEachRow> =
    effect("for-each-row", {{"cursor", "function"}}, member("cursor", &ForEachRow::cursor),
           member("function", &ForEachRow::function));
template <> inline constexpr auto shape<Rewind> = effect("rewind", {{"cursor"}}, member("cursor", &Rewind::cursor));
template <>
inline constexpr auto shape<Measure> =
    effect("measure", {{"what", "of"}}, member("what", &Measure::what), member("of", &Measure::of),
           member("column", &Measure::column), member("into", &Measure::into));
template <>
inline constexpr auto shape<ReadColumn> =
    effect("read-column", {{"cursor"}}, member("cursor", &ReadColumn::cursor), member("column", &ReadColumn::column),
           member("into", &ReadColumn::into), member("base", &ReadColumn::base), member("text", &ReadColumn::text));
template <>
inline constexpr auto shape<BindResult> =
    effect("bind-result", {{"statement", "into"}}, member("statement", &BindResult::statement),
           member("into", &BindResult::into), member("column", &BindResult::column), member("base", &BindResult::base),
           member("row", &BindResult::row), member("rows", &BindResult::rows),
           member("indicator", &BindResult::indicator), member("null", &BindResult::null),
           member("present", &BindResult::present));
template <>
inline constexpr auto shape<Transaction> =
    effect("transaction", {{"kind"}}, member("kind", &Transaction::kind),
           member("connection", &Transaction::connection), member("value", &Transaction::value),
           member("mode", &Transaction::mode, {"immediate", "exclusive", "deferred"}),
           member("isolation", &Transaction::isolation,
                  {"read-uncommitted", "read-committed", "repeatable-read", "snapshot", "serializable"}),
           member("option", &Transaction::option), member("is", &Transaction::is));
template <>
inline constexpr auto shape<ConnectOptions> =
    effect("connect-options", {{"text"}}, member("text", &ConnectOptions::text),
           member("option", &ConnectOptions::option), member("is", &ConnectOptions::is));
template <>
inline constexpr auto shape<Lock> =
    effect("lock", {.any = {"object", "holder"}}, member("object", &Lock::object), member("holder", &Lock::holder),
           member("shared", &Lock::shared), member("tries", &Lock::tries));
template <>
inline constexpr auto shape<Unlock> = effect("unlock", {.any = {"object", "holder"}}, member("object", &Unlock::object),
                                             member("holder", &Unlock::holder));
template <>
inline constexpr auto shape<Spawn> = effect("spawn", {{"function"}}, member("function", &Spawn::function),
                                            member("arguments", &Spawn::arguments), member("handle", &Spawn::handle));
template <> inline constexpr auto shape<Join> = effect("join", {{"task"}}, member("task", &Join::task));

template <>
inline constexpr auto shape<Same> = effect("same", {{"of"}}, member("of", &Same::of), member("number", &Same::number));
template <>
inline constexpr auto shape<Copy> =
    effect("copy", {{"to", "from"}}, member("from", &Copy::from), member("to", &Copy::to));
template <>
inline constexpr auto shape<Concat> =
    effect("concat", {{"parts"}}, member("parts", &Concat::parts), member("to", &Concat::to),
           member("append", &Concat::append), member("characters", &Concat::characters),
           member("quotes", &Concat::quotes));
template <>
inline constexpr auto shape<Expression> =
    effect("expression", {{"parts"}}, member("parts", &Expression::parts), member("to", &Expression::to),
           member("option", &Expression::option), member("is", &Expression::is));
template <>
inline constexpr auto shape<Maps> = effect("maps", {{"of"}}, member("of", &Maps::of), member("table", &Maps::table),
                                           member("column", &Maps::column), member("primary-key", &Maps::primaryKey));
template <>
inline constexpr auto shape<Format> =
    effect("format", {{"style", "format"}}, member("format", &Format::format),
           member("style", &Format::style, {"printf", "sqlite", "fmt", "qt", "words"}), member("to", &Format::to),
           member("arguments", &Format::arguments), member("va-list", &Format::vaList),
           member("append", &Format::append));
template <>
inline constexpr auto shape<JoinTexts> =
    effect("join-texts", {{"of"}}, member("of", &JoinTexts::of), member("separator", &JoinTexts::separator));
template <>
inline constexpr auto shape<ReplaceText> =
    effect("replace-text", {{"of", "from", "to"}}, member("of", &ReplaceText::of), member("from", &ReplaceText::from),
           member("to", &ReplaceText::to));
template <>
inline constexpr auto shape<Splice> =
    effect("splice", {{"of", "at"}}, member("of", &Splice::of), member("at", &Splice::at),
           member("count", &Splice::count), member("with", &Splice::with));
template <>
inline constexpr auto shape<MakeEmpty> = effect("make-empty", {{"object"}}, member("object", &MakeEmpty::object));
template <>
inline constexpr auto shape<Insert> =
    effect("insert", {{"container"}}, member("container", &Insert::container), member("value", &Insert::value),
           member("key", &Insert::key), member("emplace", &Insert::emplace), member("at", &Insert::at),
           member("is-new", &Insert::isNew));
template <>
inline constexpr auto shape<Remove> = effect("remove", {{"container"}}, member("container", &Remove::container),
                                             member("at-end", &Remove::atEnd), member("count", &Remove::count));
template <>
inline constexpr auto shape<Size> = effect("size", {{"of"}}, member("of", &Size::of), member("as", &Size::as));
template <>
inline constexpr auto shape<ElementOf> =
    effect("element-of", {{"of"}}, member("of", &ElementOf::of), member("index", &ElementOf::index),
           member("search", &ElementOf::search), member("field", &ElementOf::field));
template <>
inline constexpr auto shape<SearchIf> = effect("search-if", {{"of", "function"}}, member("of", &SearchIf::of),
                                               member("function", &SearchIf::function), member("as", &SearchIf::as));
template <>
inline constexpr auto shape<NextElement> =
    effect("next-element", {{"iterator"}}, member("iterator", &NextElement::iterator));
template <>
inline constexpr auto shape<PointsTo> =
    effect("points-to", {{"object"}}, member("object", &PointsTo::object), member("pointer", &PointsTo::pointer));
template <>
inline constexpr auto shape<PointerOf> = effect("pointer-of", {{"object"}}, member("object", &PointerOf::object));
template <> inline constexpr auto shape<New> = effect("new", {}, member("constructs", &New::constructs));
template <>
inline constexpr auto shape<CompareValues> =
    effect("compare-values", {{"left", "right"}}, member("left", &CompareValues::left),
           member("right", &CompareValues::right), member("equal", &CompareValues::equal),
           member("ordering", &CompareValues::ordering), member("negated", &CompareValues::negated),
           member("length", &CompareValues::length), member("start", &CompareValues::start));
template <>
inline constexpr auto shape<PartOf> = effect("part-of", {{"of"}}, member("of", &PartOf::of),
                                             member("from", &PartOf::from), member("count", &PartOf::count));
template <>
inline constexpr auto shape<SearchText> =
    effect("search-text", {{"of", "part"}}, member("of", &SearchText::of), member("part", &SearchText::part),
           member("from", &SearchText::from), member("as", &SearchText::as), member("folded", &SearchText::folded));
template <> inline constexpr auto shape<Pure> = effect("pure", {});
template <> inline constexpr auto shape<Nothing> = effect("nothing", {});
template <> inline constexpr auto shape<NoReturn> = effect("no-return", {});
template <> inline constexpr auto shape<Havoc> = effect("havoc", {{"object"}}, member("object", &Havoc::object));
template <>
inline constexpr auto shape<Invoke> =
    effect("invoke", {{"function"}}, member("function", &Invoke::function), member("arguments", &Invoke::arguments));
template <> inline constexpr auto shape<VaEnd> = effect("va-end", {});

/// Calls `visit(shape<Effect>, std::type_identity<Effect>())` for every effect, in the order of the variant.
template <class Visit> void forEachEffect(Visit visit) {
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (visit(shape<std::variant_alternative_t<I, Effect>>, std::type_identity<std::variant_alternative_t<I, Effect>>()),
     ...);
  }(std::make_index_sequence<std::variant_size_v<Effect>>());
}

/// Operations on a database or a lock: what an outcome, hence `yields`, can belong to.
inline constexpr std::size_t databaseEffects = 20;

/// An effect whose `yields` are meaningful.
inline bool isDatabaseEffect(const Effect &effect) { return effect.index() < databaseEffects; }
static_assert(std::is_same_v<std::variant_alternative_t<databaseEffects, Effect>, Same>);

}  // namespace dbrace::apis
