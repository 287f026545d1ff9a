// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The members of every type of the facts, said once.
//
// `describe(archive, it)` shows each member to an archive, with its name and its role: a text, a number, a reference
// into a table. Writing and reading, in CBOR and JSON, renumbering texts, hashing and validation are archives
// (Visitor.h, Cbor*.h, Json*.h), so that none of them can forget a member. The order is that of the CBOR arrays: part
// of the format. Members that are nearly always at their default come last, because trailing defaults are not written.
#pragma once

#include "facts/Facts.h"

#include <concepts>
#include <type_traits>

namespace dbrace::facts {

/// What an id or an index counts in.
enum class Table : std::uint8_t {
  Value,
  Place,
  Block,
  Cleanup,
  Source,
  Parameter,
  Local,
  Temporary,
  Capture,
  ArgumentOrEnd,
  Unit,
};

/// Whether JSON shows a member that has its default too.
enum class Show : std::uint8_t { UnlessDefault, Always };

template <class T, class U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

// Places in files ----------------------------------------------------------------------------------------------------

void describe(auto &archive, Like<Range> auto &it) {
  archive.text("file", it.file);
  archive.number("begin", it.begin);
  archive.number("end", it.end);
  archive.number("line", it.line);
  archive.number("column", it.column);
}
void describe(auto &archive, Like<Source> auto &it) {
  archive.range("expansion", it.expansion, Range{});
  archive.choice("origin", it.origin);
  archive.range("spelling", it.spelling, it.expansion);
}

// Values -------------------------------------------------------------------------------------------------------------

void describe(auto &archive, Like<IntConstant> auto &it) {
  archive.number("number", it.number, Show::Always);
  archive.text("name", it.name);
}
void describe(auto &archive, Like<FloatConstant> auto &it) { archive.text("text", it.text); }
void describe(auto &archive, Like<LiteralPiece> auto &it) {
  archive.text("text", it.text);
  archive.index("source", Table::Source, it.source);
  archive.choice("kind", it.kind);
  archive.flag("escapes", it.escapes);
}
void describe(auto &archive, Like<TextConstant> auto &it) { archive.list("pieces", it.pieces); }
void describe(auto &archive, Like<Load> auto &it) { archive.reference("place", Table::Place, it.place); }
void describe(auto &archive, Like<AddressOf> auto &it) { archive.reference("place", Table::Place, it.place); }
void describe(auto &archive, Like<FunctionRef> auto &it) {
  archive.text("key", it.key);
  archive.text("name", it.name);
}
void describe(auto &archive, Like<LambdaRef> auto &it) {
  archive.text("key", it.key);
  archive.references("captures", Table::Value, it.captures);
}
void describe(auto &archive, Like<Operation> auto &it) {
  archive.choice("op", it.op, Show::Always);
  archive.references("operands", Table::Value, it.operands);
}
void describe(auto &, Like<CaughtException> auto &) {}
void describe(auto &archive, Like<Unknown> auto &it) {
  archive.text("why", it.why);
  archive.references("inputs", Table::Value, it.inputs);
}

// Places -------------------------------------------------------------------------------------------------------------

void describe(auto &archive, Like<Parameter> auto &it) { archive.index("index", Table::Parameter, it.index); }
void describe(auto &, Like<This> auto &) {}
void describe(auto &archive, Like<Local> auto &it) { archive.index("index", Table::Local, it.index); }
void describe(auto &archive, Like<Temporary> auto &it) { archive.index("index", Table::Temporary, it.index); }
void describe(auto &archive, Like<Capture> auto &it) { archive.index("index", Table::Capture, it.index); }
void describe(auto &, Like<VarArgs> auto &) {}
void describe(auto &archive, Like<Global> auto &it) { archive.text("name", it.name); }
void describe(auto &archive, Like<Field> auto &it) {
  archive.reference("base", Table::Place, it.base);
  archive.text("name", it.name);
}
void describe(auto &archive, Like<Pointee> auto &it) { archive.reference("pointer", Table::Value, it.pointer); }
void describe(auto &archive, Like<Element> auto &it) {
  archive.reference("base", Table::Place, it.base);
  archive.reference("index", Table::Value, it.index);
}

// Steps --------------------------------------------------------------------------------------------------------------

void describe(auto &archive, Like<Assign> auto &it) {
  archive.reference("place", Table::Place, it.place);
  archive.reference("value", Table::Value, it.value);
  archive.choice("kind", it.kind);
}
void describe(auto &archive, Like<Argument> auto &it) {
  archive.reference("value", Table::Value, it.value);
  archive.flag("writable", it.writable);
}
void describe(auto &archive, Like<Callee> auto &it) {
  archive.choice("kind", it.kind);
  archive.text("key", it.key);
  archive.text("name", it.name);
  archive.text("model", it.model);
  archive.optional("indirect", Table::Value, it.indirect);
  archive.flag("virtual", it.isVirtual);
}
void describe(auto &archive, Like<Call> auto &it) {
  archive.object("callee", it.callee);
  archive.list("arguments", it.arguments);
  archive.optional("result", Table::Place, it.result);
  archive.optional("receiver", Table::Value, it.receiver);
  archive.text("receiver_type", it.receiverType);
  archive.flag("no_throw", it.noThrow);
  archive.optional("first_variadic", Table::ArgumentOrEnd, it.firstVariadic);
}
void describe(auto &archive, Like<Step> auto &it) {
  archive.alternatives("what", it.what);
  archive.index("source", Table::Source, it.source);
  archive.optional("cleanup", Table::Cleanup, it.cleanup);
}

// Control ------------------------------------------------------------------------------------------------------------

void describe(auto &archive, Like<Jump> auto &it) { archive.reference("to", Table::Block, it.to); }
void describe(auto &archive, Like<Branch> auto &it) {
  archive.reference("condition", Table::Value, it.condition);
  archive.reference("when_true", Table::Block, it.whenTrue);
  archive.reference("when_false", Table::Block, it.whenFalse);
}
void describe(auto &archive, Like<SwitchCase> auto &it) {
  archive.number("low", it.low, Show::Always);
  archive.number("high", it.high, Show::Always);
  archive.reference("to", Table::Block, it.to);
}
void describe(auto &archive, Like<Switch> auto &it) {
  archive.reference("value", Table::Value, it.value);
  archive.list("cases", it.cases);
  archive.reference("otherwise", Table::Block, it.otherwise);
}
void describe(auto &archive, Like<Return> auto &it) { archive.optional("value", Table::Value, it.value); }
void describe(auto &archive, Like<Throw> auto &it) {
  archive.optional("value", Table::Value, it.value);
  archive.text("type", it.type);
}
void describe(auto &, Like<Stop> auto &) {}
void describe(auto &archive, Like<Choice> auto &it) { archive.references("to", Table::Block, it.to); }
void describe(auto &archive, Like<Block> auto &it) {
  archive.list("steps", it.steps);
  archive.alternatives("end", it.end);
  archive.index("source", Table::Source, it.source);
  archive.optional("cleanup", Table::Cleanup, it.cleanup);
}
void describe(auto &archive, Like<Destroy> auto &it) {
  archive.reference("object", Table::Place, it.object);
  archive.object("destructor", it.destructor);
  archive.text("type", it.type);
}
void describe(auto &archive, Like<Handler> auto &it) {
  archive.text("type", it.type);
  archive.optional("variable", Table::Place, it.variable);
  archive.reference("block", Table::Block, it.block);
}
void describe(auto &archive, Like<Try> auto &it) { archive.list("handlers", it.handlers); }
void describe(auto &, Like<NoExcept> auto &) {}
void describe(auto &archive, Like<Cleanup> auto &it) {
  archive.alternatives("what", it.what);
  archive.optional("outer", Table::Cleanup, it.outer);
}

}  // namespace dbrace::facts
