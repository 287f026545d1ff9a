// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass over the flat text that decides, dialect by dialect, what is a quote, a comment, a name or a value.
//
// The decisions live here because they need the characters: a `#` may open a comment, an operator or a temporary table,
// a `%d` may be a value that printf has yet to fill in or a remainder. Nothing is looked at twice, so that a text of
// megabytes is read in linear time.
#pragma once

#include "sql/Token.h"

namespace dbrace::sql::reader {

class Lexer {
public:
  Lexer(const Text &text, Dialect dialect, std::pmr::memory_resource *memory);
  Source run();

private:
  // Lexer.cpp
  void token();
  void symbol();
  std::size_t postgreSqlOperator() const;
  void number();
  Token &emit(Token::Kind kind, std::size_t end);
  std::uint32_t countHoles(std::size_t from, std::size_t to);  ///< All that were seen up to `to`.
  bool startsConversion() const;
  bool afterName() const;
  bool opensBracketName() const;

  // LexerWords.cpp
  void word();
  void emitWord(std::size_t end, std::uint32_t conversions);
  bool placeholder();
  bool namedPlaceholder();
  void skipBlanks();
  bool skipComment();
  bool skipLine();
  void skipCopyData();

  // LexerQuotes.cpp
  void text(std::size_t quoteAt, char quote);
  void quotedName(char quote);
  bool dollarQuoted();
  std::size_t closingQuote(std::size_t from, char quote, bool escapes) const;
  void markConversions(Token &token);

  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.flat.size() ? source_.flat[at_ + ahead] : '\0';
  }
  bool isMySql() const { return dialect_ == Dialect::MySql || dialect_ == Dialect::MariaDb; }

  Source source_;
  Dialect dialect_;
  std::size_t at_ = 0, lastEnd_ = 0;
  std::uint32_t holesSeen_ = 0;
  std::uint32_t conversions_ = 0;   ///< Over the whole text: it is one format string.
  std::uint32_t placeholders_ = 0;  ///< The next free number, as SQLite counts; anew in each statement.
  std::vector<std::pair<std::string, std::uint32_t>> names_;
  std::string delimiter_;     ///< Of the mysql client, where DELIMITER set one.
  unsigned openDollars_ = 0;  ///< Dollar quotes searched in vain, bounded to stay linear.
  bool conditional_ = false;  ///< Within MySQL's /*! … */.
  bool blank_ = false;
};

}  // namespace dbrace::sql::reader
