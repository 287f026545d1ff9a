// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The reader's recursive descent, one .cpp file for each family of statements.
//
// It never goes back: what a method does not understand becomes a value that says so, and reading goes on at the next
// place that makes sense (comma, clause, end of statement). Depth is bounded because texts come from programs that were
// not written for us; beyond the bound an expression is `Opaque`.
#pragma once

#include "sql/Token.h"

#include <algorithm>
#include <concepts>
#include <memory>
#include <utility>

namespace dbrace::sql::reader {

class Parser {
public:
  explicit Parser(const Source &source)
      : source_(source), tokens_(source.tokens.data()), last_(source.tokens.size() - 1), dialect_(source.dialect) {}
  std::vector<Statement> statements();

private:
  // --- Cursor.cpp: tokens
  const Token &peek() const { return tokens_[at_]; }
  const Token &peek(std::size_t ahead) const { return tokens_[std::min(at_ + ahead, last_)]; }
  bool is(Keyword keyword) const { return peek().key == keyword.key; }
  bool is(Keyword first, Keyword second) const { return is(first) && peek(1).is(second); }
  bool atEnd() const { return peek().kind == Token::Kind::End || is(";"); }
  bool accept(Keyword keyword) { return is(keyword) ? (advance(), true) : false; }
  bool accept(Keyword first, Keyword second) { return is(first, second) ? (advance(), advance(), true) : false; }
  bool acceptAnyOf(std::initializer_list<Keyword> words);  ///< The first that is there.
  void advance() { at_ += at_ < last_; }
  void skipGroup();        ///< From `(` past its `)`; nothing if not at one.
  void skipToComma();      ///< To a `,` or `)` of this level, or the end of the statement.
  void skipStatement();    ///< To `;` or the end.
  void skipClauseHoles();  ///< A hole where a clause could stand: anything may be in it.
  bool isMySql() const { return dialect_ == Dialect::MySql || dialect_ == Dialect::MariaDb; }
  bool atQuery() const;      ///< SELECT, VALUES, WITH, or parentheses around one.
  bool endsOperand() const;  ///< A keyword that no expression can start with or be named by.
  bool standsAlone() const;  ///< One token is the whole expression.
  bool isAlias() const;      ///< A word that can be an alias without AS.
  std::string upperSlice(std::size_t from, std::size_t to) const;  ///< Tokens [from, to), one blank between.
  std::string foldedText(std::size_t from, std::size_t to) const;  ///< Their text, lower case, blanks folded.
  bool expect(Keyword keyword);                                    ///< Notes a partial statement if it is missing.

  // --- Names.cpp
  bool atName() const;
  Name name();
  void name(Name &result);  ///< Into a new one.
  TableName tableName();
  TableName tableNameBeforeClause();            ///< A hole glued to the name's end may be the clause that follows.
  std::string aliasText();                      ///< Accepts `AS x` or `x`; empty if there is none.
  std::optional<std::vector<Name>> nameList();  ///< `(a, b)`; nullopt if not at one.
  Name writtenColumn();
  bool isWithName(const TableName &table) const;

  // --- Expressions.cpp: conditions and operators
  ExpressionPtr expression();
  ExpressionPtr conjunction();
  ExpressionPtr negation();
  ExpressionPtr predicate();
  bool comparison(ExpressionPtr &left);
  bool namedComparison(ExpressionPtr &left, bool negated);
  ExpressionPtr inOperand(ExpressionPtr left, bool negated);
  ExpressionPtr operation(unsigned level = 0);
  ExpressionPtr operationFrom(ExpressionPtr left, unsigned level);
  ExpressionPtr condition();  ///< Of WHERE, ON: with the holes that stand behind it.

  // --- Operands.cpp
  ExpressionPtr unary();
  ExpressionPtr postfix(ExpressionPtr operand);
  ExpressionPtr operand();
  ExpressionPtr parenthesized();
  ExpressionPtr columnOrCall();
  ExpressionPtr quotedOperand();
  std::vector<ExpressionPtr> expressionList();  ///< To the closing parenthesis, which it takes.
  ExpressionPtr textValue(const Token &token);
  ExpressionPtr holeValue(const Token &token);
  ExpressionPtr opaque(std::size_t from);  ///< Everything from there to the end of the operand.

  // --- Calls.cpp
  ExpressionPtr wordOperand();
  ExpressionPtr call(std::string name);
  void callArguments(FunctionCall &call);
  ExpressionPtr afterCall(ExpressionPtr call);
  ExpressionPtr caseExpression();
  ExpressionPtr castExpression();
  void skipTypeName();

  // --- Selects.cpp, From.cpp
  std::shared_ptr<Select> select();
  std::shared_ptr<Select> selectPart();
  void selectItems(std::vector<SelectItem> &items);
  void selectModifiers(Select &select);
  void selectClauses(Select &select);
  void selectTail(Select &select);
  bool lockingClause(Select &select);
  void valuesPart(Select &select);
  void fromClause(Select &select);
  void fromItem(Select &select);
  bool joinClause(Select &select);
  void tableSuffix(Select &select, std::string &alias);
  void tableHints(std::vector<std::string> &hints);
  void orderBy(Select *select);
  void withClause();  ///< Fills withNames_, withSelects_, withWrites_.

  // --- Inserts.cpp, Changes.cpp
  StatementBody insert();
  void insertSource(Insert &insert);
  void insertAll(Insert &insert);
  std::vector<std::vector<ExpressionPtr>> valueRows();
  bool conflictClause(Insert &insert);
  Conflict onConflict();
  std::vector<Assignment> assignments();
  void assignment(std::vector<Assignment> &to);
  void returning(std::vector<SelectItem> &items);
  StatementBody update();
  StatementBody deletion();
  StatementBody truncation();
  StatementBody merge();
  void mergeInsert(Merge &merge);

  // --- Transactions.cpp, Locks.cpp
  std::optional<StatementBody> transaction();
  StatementBody begin();
  StatementBody rollback();
  void transactionModes(TransactionControl &control);
  Isolation isolation();
  StatementBody set();
  std::optional<TransactionControl> setVariable(bool session);
  StatementBody lock();
  StatementBody unlock();
  StatementBody execute();
  static std::optional<LockControl> lockOf(const Select &select);

  // --- Creates.cpp, Columns.cpp, Keys.cpp, Alters.cpp
  StatementBody create();
  StatementBody createTable(bool temporary);
  StatementBody createIndex(KeyDefinition::Kind kind);
  void tableElements(CreateTable &table);
  void tableOptions(CreateTable &table);
  ColumnDefinition columnDefinition(std::vector<KeyDefinition> *keys);
  std::string typeName();
  bool columnOption(ColumnDefinition &column, std::vector<KeyDefinition> *keys);
  std::optional<KeyDefinition> keyDefinition();
  void keyOptions(KeyDefinition &key);
  std::vector<KeyPart> keyParts();
  KeyPart keyPart();
  bool ifExists();
  StatementBody alter();
  StatementBody renameBySystem();
  StatementBody alterIndex();
  void alterCollation(AlterTable &alter);
  void alterAction(AlterTable &alter);
  void alterAdd(AlterTable &alter);
  void alterDrop(AlterTable &alter);
  void alterRename(AlterTable &alter);
  void alterColumn(AlterTable &alter);
  StatementBody drop();
  StatementBody renameTable();

  // --- Statements.cpp
  std::optional<Statement> statement();
  StatementBody body();
  std::optional<StatementBody> otherBody();
  StatementBody withBody();
  StatementBody unreadable();
  StatementBody skipRoutine();

  /// Counts one level of nesting; `deep` tells that the bound is reached.
  struct Nesting {
    explicit Nesting(Parser &parser) : parser(parser) { ++parser.depth_; }
    ~Nesting() { --parser.depth_; }
    bool deep() const { return parser.depth_ > 60; }
    Parser &parser;
  };

  const Source &source_;
  const Token *tokens_;
  std::size_t last_;  ///< Index of `End`.
  Dialect dialect_;
  std::size_t at_ = 0;
  unsigned depth_ = 0;
  unsigned blocks_ = 0;             ///< Open BEGIN … END blocks of procedural code.
  bool partial_ = false;            ///< Of the statement being read.
  bool valueWanted_ = false;        ///< Where "text" in double quotes is a text if the dialect leaves it open.
  bool doubleQuotedNames_ = false;  ///< The statement writes names in double quotes.
  std::vector<std::string> withNames_;
  std::vector<std::shared_ptr<const Select>> withSelects_;
  std::vector<std::shared_ptr<const Statement>> withWrites_;
};

template <typename T> ExpressionPtr make(T &&what) { return std::make_shared<const Expression>(std::forward<T>(what)); }
/// An initializer list would copy every pointer.
template <typename... Pointers> std::vector<ExpressionPtr> listOf(Pointers &&...expressions) {
  std::vector<ExpressionPtr> list;
  list.reserve(sizeof...(expressions));
  (list.push_back(std::forward<Pointers>(expressions)), ...);
  return list;
}
struct Operands {
  Operands(std::vector<ExpressionPtr> list) : list(std::move(list)) {}
  template <typename... Pointers>
    requires(std::same_as<std::remove_cvref_t<Pointers>, ExpressionPtr> && ...)
  Operands(Pointers &&...expressions) : list(listOf(std::forward<Pointers>(expressions)...)) {}
  std::vector<ExpressionPtr> list;
};
inline ExpressionPtr makeCall(std::string name, Operands arguments) {
  return make(FunctionCall{std::move(name), std::move(arguments.list)});
}
inline ExpressionPtr makeCondition(Condition::Op op, Operands operands) {
  return make(Condition{op, std::move(operands.list)});
}
std::string lowered(std::string_view text);

}  // namespace dbrace::sql::reader
