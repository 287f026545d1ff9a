// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/Junit.h"

#include "report/SourceText.h"

#include <algorithm>
#include <cstdio>

namespace dbrace::report {
namespace {

/// Text of XML 1.0, which has no control characters, however they are spelled.
std::string xml(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    Character c = characterAt(text, i);
    char32_t code = c.codePoint.value_or(0xfffd);
    bool allowed = code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code != 0xfffe && code != 0xffff);
    if (!c.codePoint || !allowed)
      result += "\xef\xbf\xbd";
    else if (code == '&')
      result += "&amp;";
    else if (code == '<')
      result += "&lt;";
    else if (code == '>')
      result += "&gt;";
    else if (code == '"')
      result += "&quot;";
    else if (code == '\n' || code == '\r' || code == '\t')
      result += "&#" + std::to_string(static_cast<unsigned>(code)) + ";";  // As it is, also in an attribute.
    else
      result += text.substr(i, c.bytes);
    i += c.bytes;
  }
  return result;
}

std::string where(const CodePlace &at) { return at.line == 0 ? at.file : at.file + ":" + std::to_string(at.line); }

std::string details(const Finding &finding) {
  std::string text = where(finding.at) + ": " + finding.message + "\n";
  for (const RelatedPlace &place : placesOf(finding))
    text += where(place.at) + ": " + place.message + "\n";
  for (const std::string &remark : remarksOf(finding))
    text += remark + "\n";
  return text;
}

class Suite {
public:
  explicit Suite(std::string name) : name(std::move(name)) {}

  void pass(const std::string &test, const std::string &where) { add(test, where, ""); }
  void pass(const std::string &test, const std::string &where, const std::string &said) {
    pass(test, where);
    output += said;
  }
  void fail(const std::string &test, const std::string &where, const std::string &message, std::string_view type,
            const std::string &text) {
    ++failures;
    add(test, where, element("failure", message, type, text));
  }
  void error(const std::string &test, const std::string &where, const std::string &message, std::string_view type) {
    ++errors;
    add(test, where, element("error", message, type, message));
  }
  void skip(const std::string &test, const std::string &where, const std::string &message) {
    ++skipped;
    add(test, where, "      <skipped message=\"" + xml(message) + "\"/>\n");
  }

  std::string write(std::size_t id, const std::string &finished) const {
    // Ant's schema wants a date without zone.
    std::string date = finished.size() >= 19 ? finished.substr(0, 19) : "1970-01-01T00:00:00";
    return "  <testsuite name=\"" + xml(name) + "\" package=\"dbrace\" id=\"" + std::to_string(id) + "\" timestamp=\"" +
           xml(date) + "\" hostname=\"localhost\" tests=\"" + std::to_string(tests) + "\" failures=\"" +
           std::to_string(failures) + "\" errors=\"" + std::to_string(errors) + "\" skipped=\"" +
           std::to_string(skipped) + "\" time=\"0\">\n    <properties/>\n" + cases + "    <system-out>" + xml(output) +
           "</system-out>\n    <system-err/>\n  </testsuite>\n";
  }

private:
  void add(const std::string &test, const std::string &where, const std::string &result) {
    ++tests;
    cases += "    <testcase name=\"" + xml(test) + "\" classname=\"" + xml(where) + "\" time=\"0\"";
    cases += result.empty() ? "/>\n" : ">\n" + result + "    </testcase>\n";
  }
  static std::string element(const std::string &tag, const std::string &message, std::string_view type,
                             const std::string &text) {
    return "      <" + tag + " message=\"" + xml(message) + "\" type=\"" + xml(type) + "\">" + xml(text) + "</" + tag +
           ">\n";
  }

  std::string name, cases, output;
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

}  // namespace

std::string asJunit(const Report &report) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  std::size_t id = 0;
  for (const RuleText &rule : report.rules) {
    Suite suite(rule.id);
    bool any = false;
    for (const Result &result : report.results) {
      const Finding &finding = result.finding;
      if (finding.rule != rule.id)
        continue;
      any = true;
      std::string test = finding.table + " in " + finding.function + " [" + finding.fingerprint + "]";
      if (result.suppressed)
        suite.skip(test, where(finding.at), "suppressed: " + result.suppressed->reason);
      else if (result.fails)
        suite.fail(test, where(finding.at), finding.message, name(finding.level), details(finding));
      else
        suite.pass(test, where(finding.at), details(finding));
    }
    if (!any)
      suite.pass("no finding", rule.id);
    out += suite.write(id++, report.finished);
  }
  Suite run("dbrace");
  for (const Notice &notice : report.notices)
    if (notice.level == Level::Error)
      run.error(notice.id, notice.file.empty() ? "dbrace" : notice.file, notice.message, notice.id);
  run.pass("ran", "dbrace", describe(report));
  return out + run.write(id, report.finished) + "</testsuites>\n";
}

}  // namespace dbrace::report
