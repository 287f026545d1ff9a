// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How linking grows: generated facts of 10,000 to 100,000 functions, one unit for every 100.
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

/// A function of about thirty lines: twenty calls with texts and branches between them.
facts::Function makeFunction(facts::Strings &strings, const std::string &file, std::uint32_t number) {
  facts::Function it;
  const std::string name = "app::module" + std::to_string(number / 20) + "::function" + std::to_string(number);
  it.key = strings.intern("c:@N@app@N@" + name + "#*1C#&1$@N@std@S@basic_string#");
  it.name = strings.intern(name);
  it.returnType = strings.intern("bool");
  it.parameters = {{strings.intern("connection"), strings.intern("sqlite3 *")},
                   {strings.intern("email"), strings.intern("std::basic_string")}};
  it.temporaries = 20;
  it.sources.resize(1);
  it.values.push_back(facts::IntConstant{100, strings.intern("SQLITE_ROW")});
  it.places.push_back(facts::Parameter{0});
  it.values.push_back(facts::Load{0});
  for (std::uint32_t line = 0; line < 20; ++line) {
    const facts::Range at{strings.intern(file), number * 3000 + line * 80, number * 3000 + line * 80 + 40,
                          number * 30 + line, 5};
    it.sources.push_back({at, at});
    it.places.push_back(facts::Temporary{line});
    it.values.push_back(facts::Load{line + 1});
    const auto loaded = static_cast<facts::ValueId>(it.values.size() - 1);
    it.values.push_back(facts::TextConstant{
        {{strings.intern("SELECT id FROM t" + std::to_string(line) + " WHERE email = ?"), line + 1}}});
    const auto text = static_cast<facts::ValueId>(it.values.size() - 1);
    it.values.push_back(facts::Operation{facts::Operator::Eq, {loaded, 0}});
    facts::Call call;
    const std::string callee =
        "app::module" + std::to_string(number * 7 % 997) + "::function" + std::to_string((number * 31 + line) % 20000);
    call.callee.key = strings.intern("c:@N@app@N@" + callee + "#*1C#&1$@N@std@S@basic_string#");
    call.callee.name = strings.intern(callee);
    call.arguments = {{1}, {text}, {loaded, true}};
    call.result = line + 1;
    facts::Block block;
    block.steps.push_back({call, line + 1});
    block.end = facts::Branch{loaded + 2, line + 1, 20};
    block.source = line + 1;
    it.blocks.push_back(block);
  }
  it.blocks.push_back({{}, facts::Return{0}});
  return it;
}

facts::Unit makeUnit(std::uint32_t number) {
  facts::Unit unit;
  const std::string file = "src/module" + std::to_string(number) + ".cpp";
  unit.mainFile = unit.strings.intern(file);
  unit.files.push_back({unit.mainFile, number});
  const std::uint32_t own = number * functionsPerUnit;
  for (std::uint32_t i = 0; i < functionsPerUnit; ++i)
    unit.functions.push_back(makeFunction(unit.strings, file, own + i));
  // As much again from a header; a unit of another group has another one.
  const std::uint32_t shared = 1'000'000 + number / 10 * functionsPerUnit;
  for (std::uint32_t i = 0; i < functionsPerUnit; ++i)
    unit.functions.push_back(makeFunction(unit.strings, "include/shared.h", shared + i));
  return unit;
}

void linkUnits(benchmark::State &state) {
  const auto functions = static_cast<std::uint32_t>(state.range(0));
  for (auto _ : state) {
    Linker linker;
    for (std::uint32_t unit = 0; unit * functionsPerUnit < functions; ++unit) {
      state.PauseTiming();
      facts::Unit facts = makeUnit(unit);
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
  for (std::uint32_t unit = 0; unit * functionsPerUnit < static_cast<std::uint32_t>(state.range(0)); ++unit)
    linker.add(makeUnit(unit));
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
