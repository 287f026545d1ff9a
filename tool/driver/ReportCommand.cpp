// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ReportCommand.h"

#include "driver/Analysis.h"
#include "driver/Files.h"
#include "driver/History.h"
#include "driver/Outputs.h"
#include "report/Html.h"
#include "report/ReadSarif.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <stdexcept>

namespace dbrace::driver {
namespace {

using Json = nlohmann::ordered_json;

/// One log with the runs of all: nothing that a report says is lost.
std::string joined(const std::vector<Json> &logs) {
  Json log = logs.front();
  for (std::size_t i = 1; i < logs.size(); ++i)
    for (const Json &run : logs[i].at("runs"))
      log["runs"].push_back(run);
  return log.dump(2) + "\n";
}

}  // namespace

int report(const ReportRequest &request) {
  auto checked = checkOptions(request.options);
  if (const Failure *failure = failureOf(checked))
    return refuse(failure->message);
  Settings settings = use(std::get<CheckedSettings>(checked), {});
  if (auto failure = checkOutputs(settings.outputs))
    return refuse(failure->message);
  std::vector<Json> logs;
  report::Report all;
  for (const std::string &file : request.reports) {
    auto text = fileContent(file);
    if (!text)
      return refuse(file + ": " + unreadable(file));
    try {
      logs.push_back(Json::parse(*text, nullptr, false));
      report::Report one = report::readSarif(logs.back());
      if (logs.size() == 1)
        all = std::move(one);
      else
        report::merge(all, std::move(one));
    } catch (const std::runtime_error &error) {
      return refuse(file + ": " + error.what());
    }
  }
  settle(all, settings);
  std::vector<report::TrendPoint> trend;
  if (!request.history.empty()) {
    auto recorded = recordHistory(request.history, all);
    if (const Failure *failure = failureOf(recorded))
      return refuse(failure->message);
    trend = std::get<std::vector<report::TrendPoint>>(std::move(recorded));
  }
  for (const Output &output : settings.outputs) {
    std::string text = output.format == Format::Sarif  ? joined(logs)
                       : output.format == Format::Html ? report::asHtml(logs, trend)
                                                       : render(all, output);
    if (auto failure = writeOutput(output.file, text))
      return refuse(failure->message);
  }
  std::fputs(report::describe(all).c_str(), stderr);
  return all.exitCode;
}

}  // namespace dbrace::driver
