// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Account.h"

#include "report/SourceText.h"

namespace dbrace::witness {
namespace {

using Json = nlohmann::ordered_json;

std::string joined(const std::vector<std::string> &words) {
  std::string text;
  for (const std::string &word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string resultOf(const Event &event) {
  if (event.kind == Event::Kind::Waits)
    return "waits for the other session";
  const Reply &reply = event.reply;
  if (reply.failure)
    return std::string(nameOf(*reply.failure)) + " (" + reply.error + ")";
  if (!reply.columns.empty()) {
    if (reply.rows.empty())
      return "no row";
    std::string value = reply.rows[0].empty() ? "NULL" : reply.rows[0][0].value_or("NULL");
    return reply.rows.size() == 1 ? "one row: " + value : std::to_string(reply.rows.size()) + " rows";
  }
  return "done";
}

std::string cellsOf(const Row &row) {
  std::vector<std::string> cells;
  for (const auto &cell : row)
    cells.push_back(cell.value_or("NULL"));
  std::string text;
  for (const std::string &cell : cells)
    text += (text.empty() ? "" : " | ") + cell;
  return text;
}

std::string ordersOf(const Shown &shown) {
  return (shown.complete ? "all " : "the first ") + std::to_string(shown.orders) + " orders";
}

std::string timeLine(const Shown &shown) {
  std::string text;
  for (const Event &event : shown.example.events)
    text += "    " + std::string(event.session * 4, ' ') + std::to_string(event.session + 1) + "> " + event.statement +
            "\n" + "    " + std::string(event.session * 4, ' ') + "   " + resultOf(event) + "\n";
  if (shown.rows.empty())
    return text + "  afterwards no row has the key\n";
  text += "  afterwards " + std::to_string(shown.rows.size()) + (shown.rows.size() == 1 ? " row has" : " rows have") +
          " the key:\n";
  text += "    " + cellsOf(Row(shown.columns.begin(), shown.columns.end())) + "\n";
  for (const Row &row : shown.rows)
    text += "    " + cellsOf(row) + "\n";
  return text;
}

Json asJson(const Shown &shown) {
  Json json{{"orders", shown.orders},
            {"complete", shown.complete},
            {"ordersThatFail", shown.bad},
            {"outcomes", shown.outcomes.names()}};
  json["timeLine"] = Json::array();
  for (const Event &event : shown.example.events)
    json["timeLine"].push_back({{"session", event.session + 1},
                                {"statement", report::validUtf8(event.statement)},
                                {"result", report::validUtf8(resultOf(event))}});
  json["shows"] = shown.example.outcomes.names();
  json["rows"] = Json::array();
  for (const Row &row : shown.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size() && i < shown.columns.size(); ++i)
      object[shown.columns[i]] = row[i] ? Json(report::validUtf8(*row[i])) : Json();
    json["rows"].push_back(std::move(object));
  }
  return json;
}

}  // namespace

std::string asText(const Testimony &testimony, const Replay &replay) {
  if (!testimony.why.empty())
    return "  not replayed: " + testimony.why + "\n";
  const Shown &found = testimony.found;
  Outcomes bad = found.outcomes.without(Outcome::OneRow);
  std::string text = "  on " + testimony.database + ", ";
  if (found.bad == 0)
    text += ordersOf(found) + " of the two sessions' statements end well\n";
  else
    text += std::to_string(found.bad) + " of " + (found.complete ? "" : "the first ") + std::to_string(found.orders) +
            " orders of the two sessions' statements end in " + joined(found.example.outcomes.names()) +
            (bad == found.example.outcomes ? "" : " or the like") + ":\n" + timeLine(found);
  for (const std::string &assumption : replay.assumptions)
    text += "  " + assumption + "\n";
  if (!testimony.alternative)
    return text + "  there is no alternative that could be written down and replayed\n";
  const Shown &other = *testimony.alternative;
  if (testimony.alternativeHolds())
    text += "  the proposed alternative holds in " + ordersOf(other) + ", for example:\n";
  else if (other.bad == 0)
    text += "  whether the proposed alternative holds is not known; " + ordersOf(other) + " end well, for example:\n";
  else
    text += "  the proposed alternative ends in " + joined(other.outcomes.names()) + " as well:\n";
  for (const std::string &statement : replay.alternative->schema)
    text += "    " + statement + "\n";
  return text + timeLine(other);
}

Json asJson(const Testimony &testimony) {
  if (!testimony.why.empty())
    return {{"replayed", false}, {"why", report::validUtf8(testimony.why)}};
  Json json{{"replayed", true}, {"database", testimony.database}, {"happens", testimony.happens()}};
  json["found"] = asJson(testimony.found);
  if (testimony.alternative) {
    json["alternative"] = asJson(*testimony.alternative);
    json["alternativeHolds"] = testimony.alternativeHolds();
  }
  return json;
}

}  // namespace dbrace::witness
