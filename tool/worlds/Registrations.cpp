// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Registrations.h"

#include "worlds/Overload.h"
#include "worlds/Summaries.h"

#include <algorithm>

namespace dbrace::worlds {

namespace {

std::string textOf(const Program &program, const facts::TextConstant &constant) {
  std::string text;
  for (const facts::LiteralPiece &piece : constant.pieces)
    text += program.strings[piece.text];
  return text;
}

class Reader {
public:
  Reader(const Program &program, FunctionIndex index, sql::Dialect dialect, NamedTexts &into)
      : program(program), index(index), function(program.functions[index].facts), dialect(dialect), into(into) {}

  void read() {
    for (const facts::Block &block : function.blocks)
      for (const facts::Step &step : block.steps)
        if (const auto *assign = std::get_if<facts::Assign>(&step.what))
          keep(assign->place, assign->value, step.source);
        else
          call(std::get<facts::Call>(step.what), step.source);
    for (const auto &[place, row] : rows)
      tell(row);
  }

private:
  /// Constants that stand side by side, and where the statement among them does.
  struct Row {
    std::vector<std::string> names, texts;
    facts::SourceId source = 0;
  };

  /// A place with constant indices only, spelled out; empty for others.
  std::string spelled(facts::PlaceId id) const {
    return std::visit(Overload{
                          [&](const facts::Local &p) { return "local " + std::to_string(p.index); },
                          [&](const facts::Temporary &p) { return "temporary " + std::to_string(p.index); },
                          [&](const facts::Global &p) { return "global " + std::string(program.strings[p.name]); },
                          [&](const facts::Field &p) {
                            std::string base = spelled(p.base);
                            return base.empty() ? base : base + "." + std::string(program.strings[p.name]);
                          },
                          [&](const facts::Element &p) {
                            std::string base = spelled(p.base);
                            const auto *at = std::get_if<facts::IntConstant>(&function.values[p.index]);
                            return base.empty() || !at ? std::string() : base + "[" + std::to_string(at->number) + "]";
                          },
                          [](const auto &) { return std::string(); },
                      },
                      function.places[id]);
  }

  void add(Row &row, facts::ValueId id, facts::SourceId source) const {
    const facts::Value &value = function.values[id];
    if (const auto *text = std::get_if<facts::TextConstant>(&value)) {
      std::string whole = textOf(program, *text);
      if (isStatement(whole, dialect)) {
        row.texts.push_back(std::move(whole));
        row.source = source;
      } else if (isName(whole))
        row.names.push_back(std::move(whole));
    } else if (const auto *number = std::get_if<facts::IntConstant>(&value)) {
      if (std::string_view name = program.strings[number->name]; isName(name))
        row.names.emplace_back(name);
    } else if (const auto *address = std::get_if<facts::AddressOf>(&value)) {
      auto known = constants.find(spelled(address->place));
      if (known != constants.end())
        add(row, known->second, source);
    } else if (const auto *load = std::get_if<facts::Load>(&value)) {
      auto known = constants.find(spelled(load->place));
      if (known != constants.end())
        add(row, known->second, source);
    }
  }

  bool isConstant(facts::ValueId id) const {
    return std::holds_alternative<facts::TextConstant>(function.values[id]) ||
           std::holds_alternative<facts::IntConstant>(function.values[id]);
  }

  void keep(facts::PlaceId place, facts::ValueId value, facts::SourceId source) {
    if (!isConstant(value)) {
      constants.erase(spelled(place));
      return;
    }
    const facts::Place &at = function.places[place];
    if (const auto *field = std::get_if<facts::Field>(&at)) {
      if (std::string base = spelled(field->base); !base.empty())
        add(rows[base], value, source);
      return;
    }
    std::string whole = spelled(place);
    if (whole.empty())
      return;
    constants[whole] = value;
    // Designated elements: [FIND_USER] = "SELECT …".
    if (const auto *element = std::get_if<facts::Element>(&at)) {
      Row row;
      add(row, element->index, source);
      add(row, value, source);
      tell(row);
    }
  }

  void call(const facts::Call &call, facts::SourceId source) {
    const auto *made = call.callee.kind == facts::CallKind::Constructor && call.receiver != facts::none
                           ? std::get_if<facts::AddressOf>(&function.values[call.receiver])
                           : nullptr;
    Row row;
    std::size_t constantArguments = 0;
    for (const facts::Argument &argument : call.arguments) {
      constantArguments += isConstant(argument.value);
      add(row, argument.value, source);
    }
    tell(row);
    // What the callee may change is no constant any more.
    auto forget = [&](facts::ValueId id) {
      if (const auto *address = std::get_if<facts::AddressOf>(&function.values[id]))
        constants.erase(spelled(address->place));
    };
    if (call.receiver != facts::none)
      forget(call.receiver);
    for (const facts::Argument &argument : call.arguments)
      if (argument.writable)
        forget(argument.value);
    // A text object made from a literal is that literal.
    if (made && constantArguments == 1 && isConstant(call.arguments[0].value))
      keep(made->place, call.arguments[0].value, source);
  }

  void tell(const Row &row) const {
    if (row.texts.size() == 1)
      for (const std::string &name : row.names)
        into.add(namedText(program, index, row.source, name, row.texts.front()));
  }

  const Program &program;
  FunctionIndex index;
  const facts::Function &function;
  sql::Dialect dialect;
  NamedTexts &into;
  std::map<std::string, facts::ValueId> constants;
  std::map<std::string, Row> rows;
};

}  // namespace

NamedText namedText(const Program &program, FunctionIndex function, facts::SourceId source, std::string_view name,
                    std::string_view text) {
  NamedText named;
  named.name = name;
  named.text = text;
  named.at = codePlace(program, program.functions[function].facts, source);
  named.group = named.at.file;
  named.part = named.at.function;
  return named;
}

bool holdsStatement(const Program &program, FunctionIndex function) {
  const facts::Function &facts = program.functions[function].facts;
  return std::any_of(facts.values.begin(), facts.values.end(), [&](const facts::Value &value) {
    const auto *text = std::get_if<facts::TextConstant>(&value);
    return text && mayBeStatement(textOf(program, *text));
  });
}

void readRegistrations(const Program &program, FunctionIndex function, sql::Dialect dialect, NamedTexts &into) {
  if (holdsStatement(program, function))
    Reader(program, function, dialect, into).read();
}

}  // namespace dbrace::worlds
