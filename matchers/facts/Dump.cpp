// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/Dump.h"

#include "facts/Listing.h"
#include "facts/Names.h"

namespace dbrace::facts {
namespace {

std::string at(const Range &range, const Strings &strings, TextId shownFile = 0) {
  if (range.file == 0)
    return "";
  const std::string file = range.file == shownFile ? "" : std::string(strings[range.file]) + ":";
  return "  @ " + file + std::to_string(range.line) + ":" + std::to_string(range.column);
}

std::string at(const Source &source, const Strings &strings, TextId shownFile) {
  const std::string where = at(source.expansion, strings, shownFile);
  return source.origin == Origin::File ? where
                                       : where + " in " + std::string(namesOf<Origin>[std::size_t(source.origin)]);
}

class FunctionDump {
public:
  FunctionDump(const Function &it, const Strings &strings) : it(it), strings(strings), listing(it, strings) {}

  std::string text() {
    header();
    for (std::size_t i = 0; i < it.blocks.size(); ++i) {
      const Block &block = it.blocks[i];
      line("b" + std::to_string(i) + ":");
      for (const Step &step : block.steps)
        line("  " + listing.step(step) + where(step.source, step.cleanup));
      line("  " + listing.terminator(block.end) + where(block.source, block.cleanup));
    }
    for (std::size_t i = 0; i < it.cleanups.size(); ++i)
      line("c" + std::to_string(i) + ": " + listing.cleanup(it.cleanups[i]));
    return std::move(out);
  }

private:
  void line(const std::string &text) { (out += text) += '\n'; }
  std::string name(TextId id) const { return std::string(strings[id]); }
  std::string where(SourceId source, CleanupId cleanup) const {
    return (cleanup == none ? "" : "  unwinds to c" + std::to_string(cleanup)) +
           at(it.sources[source], strings, it.source.expansion.file);
  }
  std::string declared(const std::string &shown, const Variable &variable) const {
    return shown + ": " + name(variable.type) + (variable.isReference ? " &" : "");
  }
  void header() {
    std::string parameters;
    for (std::size_t i = 0; i < it.parameters.size(); ++i)
      parameters += (i > 0 ? ", " : "") + declared(listing.parameter(i), it.parameters[i]);
    if (it.isVariadic)
      parameters += parameters.empty() ? "..." : ", ...";
    line("function " + name(it.name) + "(" + parameters + ")" +
         (it.returnType == 0 ? "" : " -> " + name(it.returnType)) + at(it.source, strings, 0));
    line("  key " + name(it.key));
    if (it.classKey != 0)
      line("  class " + name(it.classKey));
    for (TextId overridden : it.overrides)
      line("  overrides " + name(overridden));
    std::string flags;
    const auto flag = [&](bool is, const char *word) {
      flags += is ? (flags.empty() ? "  " : ", ") + std::string(word) : "";
    };
    flag(it.isVirtual, "virtual");
    flag(it.isStatic, "static");
    flag(it.isInternal, "internal");
    flag(it.isInitializer, "initializer");
    flag(it.hasErrors, "has errors");
    flag(it.fallback, "fallback");
    if (!flags.empty())
      line(flags);
    for (std::size_t i = 0; i < it.captures.size(); ++i)
      line("  captures " + declared(listing.capture(i), it.captures[i]));
    for (std::size_t i = 0; i < it.locals.size(); ++i)
      line("  " + declared(listing.local(i), it.locals[i]));
  }

  const Function &it;
  const Strings &strings;
  Listing listing;
  std::string out;
};

std::string hex(std::uint64_t number) {
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- > 0; number >>= 4)
    digits[i] = "0123456789abcdef"[number & 15];
  return digits;
}

std::string dump(const Class &it, const Strings &strings) {
  std::string out = "class " + std::string(strings[it.name]);
  for (std::size_t i = 0; i < it.bases.size(); ++i)
    out += (i == 0 ? " : " : ", ") + std::string(strings[it.bases[i]]);
  out += "\n  key " + std::string(strings[it.key]) + "\n";
  for (const ClassField &field : it.fields)
    out += "  " + std::string(strings[field.name]) + ": " + std::string(strings[field.type]) + "\n";
  for (TextId method : it.methods)
    out += "  virtual " + std::string(strings[method]) + "\n";
  return out;
}

std::string dumpHead(const Unit &unit) {
  const auto name = [&](TextId id) { return std::string(unit.strings[id]); };
  std::string out = "unit " + name(unit.mainFile) + "\n";
  for (const SourceFile &file : unit.files)
    out += "file " + name(file.path) + " " + hex(file.hash) + "\n";
  for (const ReadError &error : unit.errors)
    out += "error " + quoted(name(error.message)) + at(error.at, unit.strings) + "\n";
  for (const Suppression &suppression : unit.suppressions) {
    out += "suppression " + std::string(namesOf<SuppressionForm>[std::size_t(suppression.form)]);
    for (TextId rule : suppression.rules)
      out += " " + name(rule);
    out += (suppression.reason == 0 ? "" : " " + quoted(name(suppression.reason))) + at(suppression.at, unit.strings) +
           "\n";
  }
  for (const DdlText &ddl : unit.ddl)
    out += "ddl " + quoted(name(ddl.text)) + at(ddl.at, unit.strings) + "\n";
  for (const Class &it : unit.classes)
    out += dump(it, unit.strings);
  for (const GlobalVariable &it : unit.globals)
    out += std::string(it.isConstant ? "constant " : "global ") + name(it.name) + ": " + name(it.type) +
           (it.initializer == 0 ? "" : " = " + name(it.initializer)) + "\n";
  const Losses &losses = unit.losses;
  return out + "losses " + std::to_string(losses.functionsWithoutCfg) + " functions without CFG, " +
         std::to_string(losses.unknownExpressions) + " unknown expressions, " + std::to_string(losses.unresolvedCalls) +
         " unresolved calls\n";
}

}  // namespace

std::string dump(const Unit &unit) {
  std::string out = dumpHead(unit);
  for (const Function &function : unit.functions)
    out += "\n" + dump(function, unit.strings);
  return out;
}

std::string dump(const Function &function, const Strings &strings) { return FunctionDump(function, strings).text(); }

std::string dump(const Step &step, const Function &function, const Strings &strings) {
  return Listing(function, strings).step(step);
}

}  // namespace dbrace::facts
