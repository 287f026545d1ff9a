// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "catalogue/Catalogue.h"

#include "catalogue/Reading.h"
#include "witness/Url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

namespace dbrace::catalogue {
namespace {

constexpr std::array<std::string_view, 2> postgreSql{"postgresql://", "postgres://"};
constexpr std::array<std::string_view, 2> mySql{"mysql://", "mariadb://"};

template <std::size_t N> bool startsWithAny(std::string_view text, const std::array<std::string_view, N> &prefixes) {
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return text.starts_with(prefix); });
}

}  // namespace

bool isAddress(std::string_view text) {
  return startsWithAny(text, postgreSql) || startsWithAny(text, mySql) || text.starts_with("sqlite:");
}

std::string shown(const std::string &address) {
  return address.starts_with("sqlite:") ? address.substr(7) : witness::shownUrl(address);
}

std::string hidePasswords(const std::string &word) {
  std::size_t colon = word.find("://");
  if (colon == std::string::npos)
    return word;
  std::size_t scheme = colon;
  while (scheme > 0 && std::isalpha(static_cast<unsigned char>(word[scheme - 1])))
    --scheme;
  return isAddress(word.substr(scheme)) ? word.substr(0, scheme) + shown(word.substr(scheme)) : word;
}

std::string connectionString(std::initializer_list<std::pair<const char *, std::string>> values) {
  std::string text;
  for (const auto &[name, value] : values) {
    if (value.empty())
      continue;
    text += std::string(text.empty() ? "" : " ") + name + "='";
    for (char c : value)
      text += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    text += "'";
  }
  return text;
}

std::string withoutPassword(std::string message, const std::string &url, const std::string &password) {
  auto hide = [&](const std::string &secret) {
    for (std::size_t at = secret.empty() ? std::string::npos : message.find(secret); at != std::string::npos;
         at = message.find(secret, at + 3))
      message.replace(at, secret.size(), "...");
  };
  hide(url);
  hide(password);
  for (std::string_view mark : {"password=", "password ="})  // Of connection strings that a library quotes.
    for (std::size_t at = message.find(mark); at != std::string::npos; at = message.find(mark, at + 1)) {
      std::size_t from = at + mark.size(), to = std::min(message.find_first_of(" \n", from), message.size());
      message.replace(from, to - from, "...");
    }
  return message;
}

schema::DdlImport readingOf(const std::string &source, const std::string &url, const std::string &password,
                            const std::function<schema::DdlImport()> &read) {
  try {
    return read();
  } catch (const std::runtime_error &error) {
    throw std::runtime_error(source + ": " + withoutPassword(error.what(), url, password));
  } catch (const std::exception &error) {
    throw std::runtime_error(source + ": its catalogue is not as expected (" +
                             withoutPassword(error.what(), url, password) +
                             "); dump the schema into a file and give that instead");
  }
}

schema::DdlImport importAddress(const std::string &address) {
  if (address.starts_with("sqlite:"))
    return importSqlite(address.substr(7));
  if (startsWithAny(address, postgreSql))
    return importPostgreSql(address);
  if (startsWithAny(address, mySql))
    return importMySql(address);
  throw std::runtime_error(shown(address) + ": allowed are postgresql://…, mysql://…, mariadb://… and sqlite:FILE");
}

schema::DdlImport imported(const std::string &script, const std::string &source, sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources{{source, script, std::nullopt}};
  schema::DdlImport import = schema::importDdl(sources, dialect);
  // Lines of a script that nobody has seen are no places.
  auto place = [&](schema::Origin &origin) { origin = {source, 0, 0}; };
  for (schema::Table &table : import.schema.tables) {
    place(table.origin);
    for (schema::UniqueKey &key : table.keys)
      place(key.origin);
    for (schema::Index &index : table.indexes)
      place(index.origin);
  }
  for (schema::Problem &problem : import.problems)
    problem.line = problem.column = 0;
  return import;
}

}  // namespace dbrace::catalogue
