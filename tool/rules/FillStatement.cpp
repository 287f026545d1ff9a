// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rules/FillStatement.h"

#include "rules/Literal.h"
#include "schema/Names.h"
#include "sql/Token.h"

#include <map>
#include <memory_resource>

namespace dbrace {
namespace {

/// A hole, or a placeholder, by its number.
struct Slot {
  bool hole = false;
  std::uint32_t number = 0;
  auto operator<=>(const Slot &) const = default;
};

/// Which column's value each slot is, from where it stands in the statement.
class SlotColumns {
public:
  explicit SlotColumns(const schema::Table *table) : table(table) {}

  void see(const sql::Statement &statement) {
    for (const auto &part : statement.with)
      see(*part);
    std::visit([this](const auto &body) { see(body); }, statement.body);
  }
  std::vector<std::string> mentioned;

  const std::string *find(Slot slot) const {
    auto found = columns.find(slot);
    return found == columns.end() ? nullptr : &found->second;
  }

private:
  template <typename Other> void see(const Other &) {}
  void see(const sql::Select &select) {
    see(select.where, "");
    for (const sql::ExpressionPtr &condition : select.on)
      see(condition, "");
    for (const auto &part : select.subqueries)
      see(*part);
    for (const sql::SelectItem &item : select.items)
      see(item.expression, "");
  }
  void see(const sql::Insert &insert) {
    if (insert.columns)
      for (const sql::Name &column : *insert.columns)
        mentioned.push_back(column.text);
    for (const auto &row : insert.rows)
      for (std::size_t i = 0; i < row.size(); ++i)
        see(row[i], columnAt(insert, i));
    if (insert.select) {
      for (std::size_t i = 0; i < insert.select->items.size(); ++i)
        see(insert.select->items[i].expression, columnAt(insert, i));
      see(*insert.select);
    }
    for (const sql::Conflict &conflict : insert.conflicts) {
      see(conflict.set);
      see(conflict.where, "");
    }
  }
  void see(const sql::Update &update) {
    see(update.set);
    see(update.where, "");
  }
  void see(const sql::Delete &statement) { see(statement.where, ""); }
  void see(const sql::Merge &merge) {
    see(merge.on, "");
    see(merge.insert);
  }
  void see(const std::vector<sql::Assignment> &assignments) {
    for (const sql::Assignment &assignment : assignments) {
      mentioned.push_back(assignment.column.text);
      see(assignment.value, assignment.column.text);
    }
  }

  std::string columnAt(const sql::Insert &insert, std::size_t position) const {
    if (insert.columns)
      return position < insert.columns->size() ? (*insert.columns)[position].text : "";
    return table && position < table->columns.size() ? table->columns[position].name : "";
  }

  static std::string columnIn(const sql::ExpressionPtr &expression) {
    if (!expression)
      return "";
    if (const auto *column = std::get_if<sql::ColumnRef>(&expression->what))
      return column->column.text;
    if (const auto *call = std::get_if<sql::FunctionCall>(&expression->what))
      for (const sql::ExpressionPtr &argument : call->arguments)
        if (std::string column = columnIn(argument); !column.empty())
          return column;
    return "";
  }

  void see(const sql::ExpressionPtr &expression, const std::string &column) {
    if (!expression)
      return;
    if (const auto *hole = std::get_if<sql::HoleValue>(&expression->what))
      learn({true, hole->hole.id}, column);
    else if (const auto *reference = std::get_if<sql::ColumnRef>(&expression->what))
      mentioned.push_back(reference->column.text);
    else if (const auto *placeholder = std::get_if<sql::Placeholder>(&expression->what))
      learn({false, placeholder->index}, column);
    else if (const auto *mixed = std::get_if<sql::MixedText>(&expression->what)) {
      for (const auto &piece : mixed->text.pieces())
        if (const auto *part = std::get_if<sql::Hole>(&piece))
          learn({true, part->id}, column);
    } else if (const auto *call = std::get_if<sql::FunctionCall>(&expression->what)) {
      for (const sql::ExpressionPtr &argument : call->arguments)
        see(argument, column);
    } else if (const auto *subquery = std::get_if<sql::Subquery>(&expression->what)) {
      if (subquery->select)
        see(*subquery->select);
    } else if (const auto *condition = std::get_if<sql::Condition>(&expression->what)) {
      std::string compared;
      for (const sql::ExpressionPtr &operand : condition->operands)
        if (compared.empty())
          compared = columnIn(operand);
      using Op = sql::Condition::Op;
      bool connects = condition->op == Op::And || condition->op == Op::Or || condition->op == Op::Not;
      for (const sql::ExpressionPtr &operand : condition->operands)
        see(operand, connects ? "" : compared);
    }
  }
  void learn(Slot slot, const std::string &column) {
    if (!column.empty())
      columns.emplace(slot, column);
  }

  const schema::Table *table;
  std::map<Slot, std::string> columns;
};

/// The text as it was before it was shown; the holes are numbered in order.
sql::Text withHoles(std::string_view shown) {
  const std::string_view mark = "…";
  sql::Text text;
  std::uint32_t number = 0;
  for (std::size_t at; (at = shown.find(mark)) != std::string_view::npos; shown.remove_prefix(at + mark.size())) {
    text.append(shown.substr(0, at));
    text.append(sql::Hole{number++});
  }
  text.append(shown);
  return text;
}

class Filler {
public:
  Filler(const sql::reader::Source &source, const SlotColumns &columns, const FillOptions &options)
      : source(source), columns(columns), options(options) {}

  std::variant<Filled, NotFilled> run() {
    using Kind = sql::reader::Token::Kind;
    Filled filled;
    std::uint32_t copied = 0;
    bool tableFollows = false;
    for (std::size_t i = 0; i < source.tokens.size(); ++i) {
      if (std::size_t last = endOfName(i); last != i) {
        if (std::size_t own = ownName(i, last, tableFollows); own != i) {
          if (own > last)
            return NotFilled{"it names a table of another schema: " +
                             std::string(source.slice(source.tokens[i].begin, source.tokens[last].end))};
          filled.sql += source.slice(copied, source.tokens[i].begin);
          copied = source.tokens[i = own].begin;
        }
      }
      const sql::reader::Token &token = source.tokens[i];
      std::optional<std::string> instead;
      if (token.kind == Kind::Placeholder)
        instead = literal(columns.find({false, token.number}));
      else if (token.kind == Kind::Text && (token.holes || token.formatted))
        instead = quoted(token);
      else if (token.holes || token.isHole()) {
        if (tableFollows || token.kind != Kind::Hole)
          instead = tableName(token, tableFollows);
        else
          instead = bare(token);
        if (!instead)
          return NotFilled{"a part of the statement is only known when the program runs: " + around(token)};
      }
      if (instead) {
        filled.sql += std::string(source.slice(copied, token.begin)) + *instead;
        copied = token.end;
      }
      tableFollows = token.is("INTO") || token.is("FROM") || token.is("UPDATE") || token.is("JOIN") ||
                     (tableFollows && (token.is("ONLY") || token.is("IGNORE") || token.is("OR")));
    }
    filled.sql += source.slice(copied, static_cast<std::uint32_t>(source.flat.size()));
    while (!filled.sql.empty() && (filled.sql.back() == ';' || filled.sql.back() == ' '))
      filled.sql.pop_back();
    return filled;
  }

private:
  bool isName(std::size_t at) const {
    using Kind = sql::reader::Token::Kind;
    Kind kind = source.tokens[at].kind;
    return kind == Kind::Word || kind == Kind::QuotedName || kind == Kind::Hole;
  }
  /// The last part of the qualified name that starts there; the same place if none does.
  std::size_t endOfName(std::size_t at) const {
    while (isName(at) && at + 2 < source.tokens.size() && source.tokens[at + 1].is(".") && isName(at + 2))
      at += 2;
    return at;
  }
  /// Where in a qualified name the finding's table stands: what is before it must go, for the rows would be those of
  /// the program's own schema. `first` if nothing is; behind `last` if the name is another table's.
  std::size_t ownName(std::size_t first, std::size_t last, bool table) const {
    std::size_t own = table ? last : last - 2;
    if (own == first)
      return first;
    const std::string &name = options.table ? options.table->name : options.tableName;
    std::string spelled = source.plain(source.tokens[own]);
    std::erase(spelled, sql::reader::HoleByte);
    bool partial = source.tokens[own].holes != 0;
    return schema::sameName(spelled, name) || (partial && schema::folded(name).ends_with(schema::folded(spelled)))
               ? own
               : last + 1;
  }
  std::string literal(const std::string *column) const {
    if (!column)
      return "1";
    return options.isNumber(*column) ? options.value(*column) : textLiteral(options.value(*column), options.dialect);
  }
  /// A hole without quotes: a number, or an expression that the program has quoted itself.
  std::optional<std::string> bare(const sql::reader::Token &token) const {
    const std::string *column = columns.find(slotOf(token, 0));
    return column ? std::optional(literal(column)) : std::nullopt;
  }
  Slot slotOf(const sql::reader::Token &token, std::uint32_t ahead) const {
    if (token.kind == sql::reader::Token::Kind::Hole && token.formatted)
      return {false, token.number};
    return {true, source.holes[token.firstHole + ahead].id};
  }
  std::string quoted(const sql::reader::Token &token) const {
    std::string text;
    std::uint32_t number = token.number;
    for (const sql::reader::Piece &piece : source.pieces(token)) {
      const std::string *column = piece.hole         ? columns.find({true, piece.hole->id})
                                  : piece.conversion ? columns.find({false, number++})
                                                     : nullptr;
      text += column ? options.value(*column) : piece.text;
    }
    return textLiteral(text, options.dialect);
  }
  /// Of a name with a prefix that is set up elsewhere, the rest.
  std::optional<std::string> tableName(const sql::reader::Token &token, bool tableFollows) const {
    if (tableFollows && options.table)
      return options.table->name;
    std::string name = source.plain(token);
    std::erase(name, sql::reader::HoleByte);
    return name.empty() ? std::nullopt : std::optional(name);
  }
  std::string around(const sql::reader::Token &token) const {
    std::string text(source.slice(token.begin > 30 ? token.begin - 30 : 0, token.begin));
    return "\"" + text + "…\"";
  }

  const sql::reader::Source &source;
  const SlotColumns &columns;
  const FillOptions &options;
};

}  // namespace

std::variant<Filled, NotFilled> fillStatement(const std::string &text, const FillOptions &options) {
  if (text.empty())
    return NotFilled{"the statement's text is not known"};
  if (text.size() >= 400 && text.ends_with("…"))
    return NotFilled{"the statement is longer than what is kept of it"};
  sql::Text holes = withHoles(text);
  std::vector<sql::Statement> statements = sql::read(holes, options.dialect);
  if (statements.size() != 1 || std::holds_alternative<sql::Unreadable>(statements[0].body))
    return NotFilled{"\"" + text + "\" is not one statement that is understood"};
  if (const auto *insert = std::get_if<sql::Insert>(&statements[0].body); insert && insert->rows.size() > 1)
    return NotFilled{"the statement writes several rows"};
  SlotColumns columns(options.table);
  columns.see(statements[0]);
  std::pmr::monotonic_buffer_resource memory;
  sql::reader::Source source = sql::reader::tokenize(holes, options.dialect, &memory);
  auto result = Filler(source, columns, options).run();
  if (auto *filled = std::get_if<Filled>(&result))
    filled->mentioned = std::move(columns.mentioned);
  return result;
}

}  // namespace dbrace
