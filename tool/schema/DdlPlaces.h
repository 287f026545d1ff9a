// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the parts of a DDL statement stand.
//
// The SQL reader gives the place of a statement; a report about one of thirty keys wants the key's own line. It is
// found by its name, or for a key without one by its keyword and columns.
#pragma once

#include "schema/Schema.h"

#include <string_view>

namespace dbrace::schema {

class DdlPlaces {
public:
  /// `text` is the statement, at `offset` of `source`; a literal's parts all stand where the literal does. The views
  /// must outlive this.
  DdlPlaces(std::string_view source, std::size_t offset, std::string_view text, const std::string &file,
            const Origin *literal);

  Origin statement() const { return at(0); }
  Origin named(std::string_view name) const;
  /// `keyword` followed by a list that names all of `columns`; else the first of the columns; else the statement.
  Origin key(std::string_view keyword, const std::vector<std::string> &columns) const;
  std::string_view text() const { return text_; }
  /// The first words, for messages.
  std::string excerpt() const;

private:
  Origin at(std::size_t offset) const;
  std::size_t findWord(std::string_view word, std::size_t from = 0) const;

  std::string_view source, text_;
  std::size_t offset;
  const std::string &file;
  const Origin *literal;
};

}  // namespace dbrace::schema
