// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "testing/Facts.h"

#include <variant>

namespace dbrace::testing {
namespace {

template <class... Fs> struct Overloaded : Fs... {
  using Fs::operator()...;
};

/// Empty for effects that do not concern a database: texts, containers, locks of the process.
std::string_view operationName(const apis::Effect &effect) {
  return std::visit(Overloaded{[](const apis::Open &) -> std::string_view { return "open"; },
                               [](const apis::Close &) -> std::string_view { return "close"; },
                               [](const apis::Prepare &) -> std::string_view { return "prepare"; },
                               [](const apis::Bind &) -> std::string_view { return "bind"; },
                               [](const apis::Run &) -> std::string_view { return "run"; },
                               [](const apis::Record &) -> std::string_view { return "record"; },
                               [](const apis::TakeResult &) -> std::string_view { return "take-result"; },
                               [](const apis::NextRow &) -> std::string_view { return "next-row"; },
                               [](const apis::ForEachRow &) -> std::string_view { return "for-each-row"; },
                               [](const apis::Rewind &) -> std::string_view { return "rewind"; },
                               [](const apis::Measure &) -> std::string_view { return "measure"; },
                               [](const apis::ReadColumn &) -> std::string_view { return "read-column"; },
                               [](const apis::BindResult &) -> std::string_view { return "bind-result"; },
                               [](const apis::Transaction &) -> std::string_view { return "transaction"; },
                               [](const auto &) -> std::string_view { return {}; }},
                    effect);
}

std::string describe(const worlds::Program &program, const facts::Function &function, const facts::Call &call,
                     const apis::Function &model) {
  std::string out;
  for (const auto &effect : model.effects)
    if (const auto name = operationName(effect); !name.empty())
      out.append(name).append(" ");
  if (out.empty())
    return out;
  out += program.strings[call.callee.name];
  for (const auto &argument : call.arguments)
    if (argument.value != facts::none)
      if (const auto *text = std::get_if<facts::TextConstant>(&function.values[argument.value])) {
        out += " \"";
        for (const auto &piece : text->pieces)
          out += program.strings[piece.text];
        out += '"';
      }
  return out;
}

}  // namespace

std::vector<Result> databaseOperations(const worlds::Program &program, const apis::Models &models) {
  std::vector<Result> out;
  for (const auto &[function, hash, units] : program.functions)
    for (const auto &block : function.blocks)
      for (const auto &step : block.steps) {
        const auto *call = std::get_if<facts::Call>(&step.what);
        const auto *model = call && call->callee.model ? models.find(program.strings[call->callee.model]) : nullptr;
        if (!model)
          continue;
        if (auto message = describe(program, function, *call, *model); !message.empty()) {
          const auto &at = function.sources[step.source].expansion;
          out.push_back({MarkKind::Fact, std::string(program.strings[at.file]), at.line, {}, {}, std::move(message)});
        }
      }
  return out;
}

}  // namespace dbrace::testing
