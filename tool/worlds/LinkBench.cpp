// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How linking grows, from 10,000 to 100,000 functions of about twenty lines, with a hundred in each unit.
//
// The budget is 100,000 functions in 10 s and 2 GiB, growing linearly. Units are made outside the timing, one at a time
// as in a real run; half of each unit's functions come from headers that ten units share.
#include "worlds/Linker.h"
#include "worlds/ProgramIo.h"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

namespace dbrace::worlds {
namespace {

constexpr std::uint32_t functionsPerUnit = 100;

std::string nameOf(std::uint32_t number) {
  return "app::module" + std::to_string(number / functionsPerUnit) + "::Class::function" + std::to_string(number);
}
std::string keyOf(std::uint32_t number) {
  return "c:@N@app@" + nameOf(number) + "#*1C#&1$@N@std@S@basic_string>#C#$@N@std@S@char_traits>#C#";
}

/// A function of about twenty lines: ten calls of other functions with texts, and a branch on each result.
facts::Function makeFunction(facts::Strings &strings, const std::string &file, std::uint32_t number,
                             std::uint32_t total) {
  constexpr std::uint32_t calls = 10;
  facts::Function it;
  it.key = strings.intern(keyOf(number));
  it.name = strings.intern(nameOf(number));
  it.returnType = strings.intern("bool");
  it.parameters = {{strings.intern("connection"), strings.intern("sqlite3 *")},
                   {strings.intern("email"), strings.intern("std::basic_string")}};
  it.temporaries = calls;
  it.sources.resize(1);
  it.values.push_back(facts::IntConstant{100, strings.intern("SQLITE_ROW")});
  it.places.push_back(facts::Parameter{0});
  it.values.push_back(facts::Load{0});
  for (std::uint32_t line = 0; line < calls; ++line) {
    const facts::Range at{strings.intern(file), number * 300 + line * 80, number * 300 + line * 80 + 40,
                          number * 20 + line, 5};
    it.sources.push_back({at, at});
    it.places.push_back(facts::Temporary{line});
    it.values.push_back(facts::Load{line + 1});
    const auto loaded = static_cast<facts::ValueId>(it.values.size() - 1);
    const std::string sql =
        "SELECT id FROM t" + std::to_string(number % 500) + " WHERE c" + std::to_string(line) + " = ?";
    it.values.push_back(facts::TextConstant{{{strings.intern(sql), line + 1}}});
    const auto text = static_cast<facts::ValueId>(it.values.size() - 1);
    it.values.push_back(facts::Operation{facts::Operator::Eq, {loaded, 0}});
    facts::Call call;
    // Most calls stay near, as in real programs.
    const std::uint32_t callee = line < 7
                                     ? number / functionsPerUnit * functionsPerUnit + (number + line) % functionsPerUnit
                                     : (number * 7919 + line * 104729) % total;
    call.callee.key = strings.intern(keyOf(callee));
    call.callee.name = strings.intern(nameOf(callee));
    call.arguments = {{1}, {text}, {loaded, true}};
    call.result = line + 1;
    facts::Block block;
    block.steps.push_back({call, line + 1});
    block.end = facts::Branch{loaded + 2, line + 1, calls};
    block.source = line + 1;
    it.blocks.push_back(block);
  }
  it.blocks.push_back({{}, facts::Return{0}});
  return it;
}

/// Fifty functions of its own, and fifty from a header that it shares with nine others.
facts::Unit makeUnit(std::uint32_t number, std::uint32_t total) {
  facts::Unit unit;
  const std::string file = "src/module" + std::to_string(number) + ".cpp";
  unit.mainFile = unit.strings.intern(file);
  unit.files.push_back({unit.mainFile, number});
  const std::uint32_t half = functionsPerUnit / 2;
  for (std::uint32_t i = 0; i < half; ++i) {
    unit.functions.push_back(makeFunction(unit.strings, file, number * functionsPerUnit + i, total));
    const std::uint32_t owner = number / 10 * 10 * functionsPerUnit;
    unit.functions.push_back(makeFunction(unit.strings, "include/shared.h", owner + half + i, total));
  }
  return unit;
}

/// As many units as it takes to have `functions` bodies.
std::uint32_t unitsFor(std::int64_t functions) { return static_cast<std::uint32_t>(functions / 55); }

void linkUnits(benchmark::State &state) {
  const std::uint32_t units = unitsFor(state.range(0));
  for (auto _ : state) {
    Linker linker;
    for (std::uint32_t unit = 0; unit < units; ++unit) {
      state.PauseTiming();
      facts::Unit facts = makeUnit(unit, units * functionsPerUnit);
      state.ResumeTiming();
      linker.add(std::move(facts));
    }
    const Program program = linker.finish();
    const ProgramIndex index(program);
    std::size_t edges = 0;
    for (FunctionIndex caller = 0; caller < program.functions.size(); ++caller)
      for (const facts::Block &block : program.functions[caller].facts.blocks)
        for (const facts::Step &step : block.steps)
          if (const auto *call = std::get_if<facts::Call>(&step.what))
            edges += index.callees(*call, caller).size();
    state.counters["functions"] = static_cast<double>(program.functions.size());
    state.counters["edges"] = static_cast<double>(edges);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(linkUnits)
    ->RangeMultiplier(2)
    ->Arg(10'000)
    ->Arg(20'000)
    ->Arg(50'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

void printAndReadProgram(benchmark::State &state) {
  Linker linker;
  const std::uint32_t units = unitsFor(state.range(0));
  for (std::uint32_t unit = 0; unit < units; ++unit)
    linker.add(makeUnit(unit, units * functionsPerUnit));
  const Program program = linker.finish();
  for (auto _ : state) {
    const std::string bytes = toCbor(program);
    const auto again = fromCbor(bytes);
    if (!again)
      state.SkipWithError(again.error().text().c_str());
    state.counters["MiB"] = static_cast<double>(bytes.size()) / (1 << 20);
  }
}
BENCHMARK(printAndReadProgram)->Arg(10'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace dbrace::worlds

BENCHMARK_MAIN();
