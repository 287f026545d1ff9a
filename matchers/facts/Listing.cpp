// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Listing.h"

#include "facts/Names.h"
#include "facts/Utf8.h"

#include <unordered_map>

namespace dbrace::facts {
namespace {

/// Values share parts: printed in place, a few can fill a disk.
constexpr std::size_t longestExpression = 2000;

bool isFull(std::string &out) {
  if (out.size() < longestExpression)
    return false;
  if (!out.ends_with("…"))
    out += "…";
  return true;
}

template <class... Fs> struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs> Overloaded(Fs...) -> Overloaded<Fs...>;

std::string block(BlockId id) { return "b" + std::to_string(id); }

}  // namespace

std::string quoted(std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  const bool printable = isUtf8(text);
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += static_cast<char>(c);
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c < 0x20 || c == 0x7f || (c >= 0x80 && !printable))
      ((out += "\\x") += digits[c >> 4]) += digits[c & 15];
    else
      out += static_cast<char>(c);
  }
  return out + "\"";
}

Listing::Listing(const Function &function, const Strings &strings) : function(function), strings(strings) {
  std::unordered_map<std::string, int> uses;
  const auto name = [&](const std::vector<Variable> &variables, std::vector<std::string> &names, const char *unnamed) {
    for (const Variable &variable : variables) {
      std::string it(strings[variable.name]);
      if (it.empty())
        it = unnamed + std::to_string(names.size());
      if (const int use = ++uses[it]; use > 1)
        it += "#" + std::to_string(use);
      names.push_back(std::move(it));
    }
  };
  name(function.parameters, parameters, "arg");
  name(function.captures, captures, "capture");
  name(function.locals, locals, "local");
}

std::string Listing::value(ValueId id) const {
  std::string out;
  addValue(out, id, false);
  return out;
}

std::string Listing::place(PlaceId id) const {
  std::string out;
  addPlace(out, id);
  return out;
}

void Listing::addValues(std::string &out, const std::vector<ValueId> &ids) const {
  for (std::size_t i = 0; i < ids.size() && !isFull(out); ++i) {
    out += i > 0 ? ", " : "";
    addValue(out, ids[i], false);
  }
}

void Listing::addOperation(std::string &out, const Operation &it, bool nested) const {
  const std::string name(it.op == Operator::Negate ? "-" : namesOf<Operator>[static_cast<std::size_t>(it.op)]);
  if (it.operands.size() == 1) {
    out += name;
    addValue(out, it.operands[0], true);
  } else if (it.operands.size() == 2) {
    out += nested ? "(" : "";
    addValue(out, it.operands[0], true);
    out += " " + name + " ";
    addValue(out, it.operands[1], true);
    out += nested ? ")" : "";
  } else {
    out += name + "(";
    addValues(out, it.operands);
    out += ")";
  }
}

void Listing::addValue(std::string &out, ValueId id, bool nested) const {
  if (isFull(out))
    return;
  std::visit(Overloaded{
                 [&](const IntConstant &it) {
                   const std::string number = std::to_string(it.number);
                   out += it.name == 0 ? number : std::string(strings[it.name]) + "(" + number + ")";
                 },
                 [&](const FloatConstant &it) { out += strings[it.text].empty() ? "float" : strings[it.text]; },
                 [&](const TextConstant &it) {
                   std::string text;
                   for (const LiteralPiece &piece : it.pieces)
                     text += strings[piece.text];
                   out += quoted(text);
                 },
                 [&](const Load &it) { addPlace(out, it.place); },
                 [&](const AddressOf &it) {
                   out += "&";
                   addPlace(out, it.place);
                 },
                 [&](const FunctionRef &it) { out += "function " + std::string(strings[it.name ? it.name : it.key]); },
                 [&](const LambdaRef &it) {
                   out += "lambda " + std::string(strings[it.key]) + " [";
                   addValues(out, it.captures);
                   out += "]";
                 },
                 [&](const Operation &it) { addOperation(out, it, nested); },
                 [&](const CaughtException &) { out += "caught"; },
                 [&](const Unknown &it) {
                   out += "unknown(" + std::string(strings[it.why]) + (it.inputs.empty() ? "" : ": ");
                   addValues(out, it.inputs);
                   out += ")";
                 },
             },
             function.values[id]);
}

void Listing::addField(std::string &out, const Field &it) const {
  const std::string_view qualified = strings[it.name];
  const std::size_t colons = qualified.rfind("::");
  const std::string_view name = colons == std::string_view::npos ? qualified : qualified.substr(colons + 2);
  const auto *pointee = std::get_if<Pointee>(&function.places[it.base]);
  const auto *pointer = pointee ? std::get_if<Load>(&function.values[pointee->pointer]) : nullptr;
  addPlace(out, pointer ? pointer->place : it.base);
  out += pointer ? "->" : ".";
  out += name;
}

void Listing::addPlace(std::string &out, PlaceId id) const {
  if (isFull(out))
    return;
  std::visit(Overloaded{
                 [&](const Parameter &it) { out += parameters[it.index]; },
                 [&](const This &) { out += "this"; },
                 [&](const Local &it) { out += locals[it.index]; },
                 [&](const Temporary &it) { out += "t" + std::to_string(it.index); },
                 [&](const Capture &it) { out += captures[it.index]; },
                 [&](const VarArgs &) { out += "varargs"; },
                 [&](const Global &it) { out += "::" + std::string(strings[it.name]); },
                 [&](const Field &it) { addField(out, it); },
                 [&](const Pointee &it) {
                   out += "*";
                   addValue(out, it.pointer, true);
                 },
                 [&](const Element &it) {
                   const bool starred = std::holds_alternative<Pointee>(function.places[it.base]);
                   out += starred ? "(" : "";
                   addPlace(out, it.base);
                   out += starred ? ")[" : "[";
                   addValue(out, it.index, false);
                   out += "]";
                 },
             },
             function.places[id]);
}

std::string Listing::callee(const Callee &it) const {
  if (it.indirect != none)
    return "*" + value(it.indirect);
  return (it.key == 0 ? "?" : "") + std::string(strings[it.name]);
}

std::string Listing::assignment(const Assign &it) const {
  const auto *unknown = std::get_if<Unknown>(&function.values[it.value]);
  if (it.kind == AssignKind::Declare && unknown && unknown->inputs.empty())
    return "declare " + place(it.place);
  const std::string kind =
      it.kind == AssignKind::Plain ? "" : std::string(namesOf<AssignKind>[std::size_t(it.kind)]) + " ";
  return kind + place(it.place) + " = " + value(it.value);
}

std::string Listing::call(const Call &it) const {
  std::string out = it.result == none ? "" : place(it.result) + " = ";
  out += it.callee.kind == CallKind::Constructor  ? "construct "
         : it.callee.kind == CallKind::Destructor ? "destroy "
                                                  : "call ";
  out += it.callee.isVirtual ? "virtual " : "";
  out += callee(it.callee) + "(";
  for (std::size_t i = 0; i < it.arguments.size(); ++i) {
    out += i > 0 ? ", " : "";
    out += i == it.firstVariadic ? "... " : "";
    out += it.arguments[i].writable ? "out " : "";
    out += value(it.arguments[i].value);
  }
  out += ")";
  if (it.receiver != none)
    out += " on " + value(it.receiver);
  if (it.receiver != none && it.callee.key == 0 && it.receiverType != 0)
    out += ": " + std::string(strings[it.receiverType]);
  if (it.callee.model != 0)
    out += "  [" + std::string(strings[it.callee.model]) + "]";
  return out + (it.noThrow ? "  nothrow" : "");
}

std::string Listing::step(const Step &it) const {
  const auto *assign = std::get_if<Assign>(&it.what);
  return assign ? assignment(*assign) : call(std::get<Call>(it.what));
}

std::string Listing::terminator(const Terminator &it) const {
  return std::visit(
      Overloaded{
          [&](const Jump &it) { return "jump " + block(it.to); },
          [&](const Branch &it) {
            return "if " + value(it.condition) + " then " + block(it.whenTrue) + " else " + block(it.whenFalse);
          },
          [&](const Switch &it) {
            std::string out = "switch " + value(it.value) + " {";
            for (const SwitchCase &range : it.cases)
              out += std::to_string(range.low) + (range.low == range.high ? "" : ".." + std::to_string(range.high)) +
                     ": " + block(range.to) + ", ";
            return out + "else: " + block(it.otherwise) + "}";
          },
          [&](const Return &it) { return it.value == none ? "return" : "return " + value(it.value); },
          [&](const Throw &it) {
            return it.value == none ? "rethrow" : "throw " + value(it.value) + " as " + std::string(strings[it.type]);
          },
          [&](const Stop &) { return std::string("stop"); },
          [&](const Choice &it) {
            std::string out = "choose";
            for (BlockId to : it.to)
              out += " " + block(to);
            return out;
          },
      },
      it);
}

std::string Listing::cleanup(const Cleanup &it) const {
  std::string out = std::visit(
      Overloaded{
          [&](const Destroy &it) { return "destroy " + place(it.object) + " by " + callee(it.destructor); },
          [&](const Try &it) {
            std::string out = "try";
            for (const Handler &handler : it.handlers) {
              out += " catch " + std::string(handler.type == 0 ? "..." : strings[handler.type]);
              out += (handler.variable == none ? "" : " " + place(handler.variable)) + " -> " + block(handler.block);
            }
            return out;
          },
          [&](const NoExcept &) { return std::string("noexcept"); },
      },
      it.what);
  return it.outer == none ? out : out + ", then c" + std::to_string(it.outer);
}

}  // namespace dbrace::facts
