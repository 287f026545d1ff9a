// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/LinkedFacts.h"

#include "cpp/Read.h"
#include "driver/Files.h"
#include "driver/SqlFiles.h"
#include "standins/StandIns.h"
#include "worlds/ProgramIo.h"

#include <algorithm>
#include <set>

namespace dbrace::driver {

namespace fs = std::filesystem;

struct LinkedFacts::Judged {
  std::map<std::string, std::set<std::string>> filesOfUnit;  ///< Main file -> its files; stand-ins left out.
  std::map<std::string, std::set<std::uint64_t>> hashes;     ///< File -> what its content was.
  report::Report report;
};

LinkedFacts::LinkedFacts() = default;
LinkedFacts::~LinkedFacts() = default;

namespace {

constexpr const char *remedy = "; run dbrace extract on its sources and dbrace link again";

template <typename Judged> OrFailure<Judged> judged(const fs::path &facts, const JudgedWith &with) {
  std::optional<std::string> bytes = fileContent(facts);
  if (!bytes)
    return Failure{"option Facts: " + facts.string() + ": " + unreadable(facts) +
                   "; dbrace link UNIT.facts... -o writes it"};
  auto program = worlds::fromCbor(*bytes);
  if (!program)
    return Failure{"option Facts: " + facts.string() + ": " + program.error().text() +
                   "; allowed: a program that dbrace link -o wrote"};
  Judged result;
  for (const worlds::UnitSummary &unit : program->units)
    for (const facts::SourceFile &file : unit.files) {
      std::string name(program->strings[file.path]);
      if (standins::find(name))
        continue;
      result.filesOfUnit[std::string(program->strings[unit.mainFile])].insert(name);
      result.hashes[name].insert(file.hash);
    }
  auto report = analyse({*program,
                         with.models,
                         with.settings,
                         with.project,
                         {},
                         {},
                         configuredStatements(with.project.root, with.settings),
                         {}});
  if (const Failure *failure = failureOf(report))
    return *failure;
  result.report = std::get<report::Report>(std::move(report));
  return result;
}

}  // namespace

OrFailure<report::Report> LinkedFacts::reportOn(const fs::path &source, const fs::path &facts, const JudgedWith &with) {
  std::error_code error;
  std::string key =
      facts.string() + '\n' + std::to_string(fs::last_write_time(facts, error).time_since_epoch().count());
  key += '\n' + with.project.root.string() + '\n' + with.project.config.string();
  std::shared_ptr<const Judged> &known = all[key];
  if (!known) {
    auto made = judged<Judged>(facts, with);
    if (const Failure *failure = failureOf(made))
      return *failure;
    known = std::make_shared<const Judged>(std::get<Judged>(std::move(made)));
  }

  const fs::path &root = with.project.root;
  std::map<std::string, bool> asked;
  auto isFresh = [&](const std::string &file) {
    auto [fresh, isNew] = asked.try_emplace(file, true);
    if (auto hashes = known->hashes.find(file); isNew && hashes != known->hashes.end()) {
      std::optional<std::string> content = fileContent(root / file);
      fresh->second = content && hashes->second.size() == 1 && *hashes->second.begin() == cpp::contentHash(*content);
    }
    return fresh->second;
  };
  std::string main = relativeTo(root, source);
  auto unit = known->filesOfUnit.find(main);
  if (unit == known->filesOfUnit.end())
    return Failure{"the linked facts in " + facts.string() + " do not know " + main + " (as seen from " +
                   root.string() + "): it is judged alone" + remedy};
  for (const std::string &file : unit->second)
    if (!isFresh(file))
      return Failure{"the linked facts in " + facts.string() + " are older than " + file + ": " + main +
                     " is judged alone" + remedy};

  report::Report report = known->report;
  std::string stale;
  std::erase_if(report.results, [&](const report::Result &result) {
    const Finding &finding = result.finding;
    if (!unit->second.contains(finding.at.file))
      return true;
    auto isStale = [&](const RelatedPlace &place) {
      if (isFresh(place.at.file))
        return false;
      stale = place.at.file;
      return true;
    };
    return std::ranges::any_of(finding.related, isStale) || std::ranges::any_of(finding.flow, isStale);
  });
  if (!stale.empty())
    report.notices.push_back({Level::Warning, "facts-refused",
                              "the linked facts in " + facts.string() + " are older than " + stale +
                                  ": findings that refer to it are left out" + remedy,
                              "", ""});
  return report;
}

}  // namespace dbrace::driver
