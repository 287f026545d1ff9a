// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tidy/Options.h"

namespace dbrace::tidy {
namespace {

using Given = driver::OneUnitOptions;

/// Several values are separated by semicolons, as in the options of clang-tidy's own checks.
std::vector<std::string> split(const std::string &value) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < value.size();) {
    std::size_t end = std::min(value.find(';', begin), value.size());
    std::size_t first = value.find_first_not_of(' ', begin), last = value.find_last_not_of(' ', end - 1);
    if (first < end)
      parts.push_back(value.substr(first, last + 1 - first));
    begin = end + 1;
  }
  return parts;
}

std::string joined(const std::vector<std::string> &parts) {
  std::string value;
  for (const std::string &part : parts)
    value += (value.empty() ? "" : ";") + part;
  return value;
}

struct Text {
  const char *name;
  std::string &(*of)(Given &);
};
constexpr Text texts[] = {
    {"Dialect", [](Given &given) -> std::string & { return given.judging.dialect; }},
    {"Isolation", [](Given &given) -> std::string & { return given.judging.isolation; }},
    {"Writers", [](Given &given) -> std::string & { return given.judging.writers; }},
    {"MinConfidence", [](Given &given) -> std::string & { return given.judging.minConfidence; }},
    {"Config", [](Given &given) -> std::string & { return given.config; }},
    {"Facts", [](Given &given) -> std::string & { return given.facts; }},
};

struct List {
  const char *name;
  std::vector<std::string> &(*of)(Given &);
};
constexpr List lists[] = {
    {"Schema", [](Given &given) -> std::vector<std::string> & { return given.judging.schemas; }},
    {"Apis", [](Given &given) -> std::vector<std::string> & { return given.judging.apis; }},
    {"SqlDirectory", [](Given &given) -> std::vector<std::string> & { return given.judging.sqlDirectories; }},
};

}  // namespace

Given readOptions(const std::function<std::string(const std::string &)> &valueOf) {
  Given given;
  for (const Text &text : texts)
    text.of(given) = valueOf(text.name);
  for (const List &list : lists)
    list.of(given) = split(valueOf(list.name));
  return given;
}

void storeOptions(Given given, const std::function<void(const std::string &, const std::string &)> &store) {
  for (const Text &text : texts)
    store(text.name, text.of(given));
  for (const List &list : lists)
    store(list.name, joined(list.of(given)));
}

}  // namespace dbrace::tidy
