// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ReportCache.h"

#include "driver/Files.h"
#include "driver/UnitCache.h"
#include "packing/Packed.h"
#include "worlds/PackedValues.h"

namespace dbrace {

// What a report is made of. A new member does not compile until it is counted here.
template <> inline constexpr std::size_t memberCount<RelatedPlace> = 2;
template <> inline constexpr std::size_t memberCount<ReplayStep> = 2;
template <> inline constexpr std::size_t memberCount<ReplaySession> = 3;
template <> inline constexpr std::size_t memberCount<ReplayPlan> = 2;
template <> inline constexpr std::size_t memberCount<Replay> = 8;
template <> inline constexpr std::size_t memberCount<Edit> = 3;
template <> inline constexpr std::size_t memberCount<Fix> = 4;
template <> inline constexpr std::size_t memberCount<Finding> = 22;
template <> inline constexpr std::size_t memberCount<InterpretSummary> = 8;
template <> inline constexpr std::size_t memberCount<schema::Origin> = 3;
template <> inline constexpr std::size_t memberCount<schema::Column> = 6;
template <> inline constexpr std::size_t memberCount<schema::UniqueKey> = 9;
template <> inline constexpr std::size_t memberCount<schema::Index> = 3;
template <> inline constexpr std::size_t memberCount<schema::Table> = 10;
template <> inline constexpr std::size_t memberCount<schema::Schema> = 3;
template <> inline constexpr std::size_t memberCount<report::SuppressedBy> = 3;
template <> inline constexpr std::size_t memberCount<report::Result> = 5;
template <> inline constexpr std::size_t memberCount<report::Fixed> = 5;
template <> inline constexpr std::size_t memberCount<report::TableUse> = 8;
template <> inline constexpr std::size_t memberCount<report::Notice> = 6;
template <> inline constexpr std::size_t memberCount<report::Summary> = 7;
template <> inline constexpr std::size_t memberCount<report::RuleText> = 4;
template <> inline constexpr std::size_t memberCount<report::Report> = 13;
// And what its judgement depends on.
template <> inline constexpr std::size_t memberCount<driver::LoadedSchema> = 2;
template <> inline constexpr std::size_t memberCount<driver::Output> = 2;
template <> inline constexpr std::size_t memberCount<driver::SuppressEntry> = 6;
template <> inline constexpr std::size_t memberCount<driver::CacheSettings> = 3;
template <> inline constexpr std::size_t memberCount<driver::Settings> = 18;
template <> inline constexpr std::size_t memberCount<driver::Project> = 4;
// It only serves to make fixes.
template <> inline constexpr bool packing::isLeftOut<std::shared_ptr<const FixGround>> = true;

}  // namespace dbrace

namespace dbrace::driver {
namespace {

/// A copy of a project is known by the project's own paths.
std::filesystem::path ownPath(const std::filesystem::path &path, const Project &project) {
  return !project.copyOf.empty() && isInside(path, project.root)
             ? (project.copyOf / path.lexically_relative(project.root)).lexically_normal()
             : path;
}

}  // namespace

std::string reportName(const JudgedBy &by) {
  // Settings that have done their work when units are judged, or do it later.
  Settings settings = by.settings;
  settings.apis.clear();
  settings.exclude.clear();
  settings.outputs.clear();
  settings.buildDir.reset();
  settings.baseline.reset();
  settings.unitTimeout = 0;
  settings.cache = {};
  for (std::vector<std::filesystem::path> *list : {&settings.schemas, &settings.sqlDirectories})
    for (std::filesystem::path &path : *list)
      path = ownPath(std::filesystem::absolute(path), by.project);
  Project project = by.project;
  project.root = project.copyOf.empty() ? project.root : project.copyOf;
  project.copyOf.clear();
  for (std::filesystem::path &operand : project.operands)
    operand = ownPath(operand, by.project);
  Packer key;
  key.text(programIdentity());
  key.add(by.units);
  key.add(by.models);
  key.add(by.schema);
  key.add(settings);
  key.add(project);
  key.add(by.notices);
  key.add(by.summary);
  key.add(by.sqlFiles);
  return entryName("report", key.bytes);
}

std::optional<report::Report> cachedReport(const CacheFolder &cache, const std::string &name) {
  std::optional<std::string> bytes = cache.get(name);
  return bytes ? unpacked<report::Report>(*bytes) : std::nullopt;
}

void keepReport(CacheFolder &cache, const std::string &name, const report::Report &report) {
  cache.put(name, packed(report));
}

}  // namespace dbrace::driver
