// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/StatementText.h"

#include "keyvalue/Reader.h"
#include "sql/ParentKey.h"

#include <algorithm>

namespace dbrace::worlds {

const sql::TableName *tableNameOf(const sql::Statement &statement) {
  return std::visit(
      [](const auto &body) -> const sql::TableName * {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, sql::Select>) {
          if (!body.from.empty())
            return &body.from.front();
          for (const auto &item : body.items)
            if (item.expression)
              if (const auto *inner = std::get_if<sql::Subquery>(&item.expression->what))
                if (inner->select && !inner->select->from.empty())
                  return &inner->select->from.front();
          for (const auto &part : body.subqueries)
            if (part && !part->from.empty())
              return &part->from.front();
          return nullptr;
        } else if constexpr (std::is_same_v<Body, sql::Unreadable>)
          return body.tables.empty() ? nullptr : &body.tables.front();
        else if constexpr (requires { body.table; })
          return &body.table;
        else
          return nullptr;
      },
      statement.body);
}

bool keyIsHanded(const sql::Statement &statement) {
  sql::ExpressionPtr key;
  auto keyIn = [&](const sql::ExpressionPtr &where) {
    for (sql::KeyEquality &equality : sql::keyLookup(where).equalities)
      if (equality.column.column.text == "key")
        key = equality.value;
  };
  if (const auto *insert = std::get_if<sql::Insert>(&statement.body)) {
    if (insert->columns && insert->columns->size() && insert->columns->front().text == "key" && insert->rows.size())
      key = insert->rows.front().front();
  } else if (const auto *deletion = std::get_if<sql::Delete>(&statement.body))
    keyIn(deletion->where);
  else if (const auto *select = std::get_if<sql::Select>(&statement.body)) {
    const auto *exists = select->from.empty() && select->items.size() == 1 && select->items.front().expression
                             ? std::get_if<sql::Subquery>(&select->items.front().expression->what)
                             : nullptr;
    keyIn(exists && exists->select ? exists->select->where : select->where);
  }
  return key && std::holds_alternative<sql::HoleValue>(key->what);
}

std::string shownName(const sql::Name &name) {
  std::string shown;
  for (char c : name.text)
    shown += c == '\x01' ? std::string("…") : std::string(1, c);
  return shown;
}

std::string tableOf(const sql::Statement &statement) {
  const sql::TableName *table = tableNameOf(statement);
  return table ? tableOf(*table) : std::string();
}

std::string tableOf(const sql::TableName &table) {
  if (table.name.hole)
    return {};
  if (table.name.partial) {
    // With one unknown part, such as a prefix from the configuration, the rest may still tell tables apart.
    const std::string &text = table.name.text;
    constexpr std::ptrdiff_t telling = 3;
    auto isTelling = [](unsigned char c) { return c != '\x01' && c != '_'; };
    if (std::count(text.begin(), text.end(), '\x01') != 1 ||
        std::count_if(text.begin(), text.end(), isTelling) < telling)
      return {};
  }
  std::string folded = shownName(table.name);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
  return folded;
}

Term unknownTablePart(const sql::Statement &statement, Term text, const Terms &terms) {
  const sql::TableName *table = tableNameOf(statement);
  if (!table || !table->name.partial || terms.kind(text) != TermKind::Text)
    return noTerm;
  const std::string &name = table->name.text;
  std::string_view before = std::string_view(name).substr(0, name.find('\x01'));
  std::string_view after = std::string_view(name).substr(std::min(name.size(), name.find('\x01') + 1));
  auto pieces = terms.operands(text);
  auto literal = [&](std::size_t i) {
    return i < pieces.size() && terms.kind(pieces[i]) == TermKind::Literal ? terms.name(pieces[i]) : std::string_view();
  };
  for (std::size_t i = 1; i < pieces.size(); ++i)
    if (terms.kind(pieces[i]) != TermKind::Literal && literal(i - 1).ends_with(before) &&
        literal(i + 1).starts_with(after))
      return pieces[i];
  return noTerm;
}

const ReadText *StatementTexts::read(Term term, const Terms &terms, sql::Dialect library) {
  if (terms.kind(term) != TermKind::Text)
    return nullptr;
  const sql::Dialect language = dialectFor(library);
  auto [at, isNew] = known.try_emplace(std::uint64_t{term} << 8 | static_cast<std::uint8_t>(language));
  if (!isNew)
    return at->second.get();
  auto result = std::make_unique<ReadText>();
  bool any = false;
  for (Term piece : terms.operands(term))
    if (terms.kind(piece) == TermKind::Literal) {
      result->text.append(terms.name(piece));
      any |= terms.name(piece).find_first_not_of(" \t\r\n'\"();,") != std::string_view::npos;
    } else
      result->text.append(sql::Hole{piece});
  if (!any)
    return nullptr;
  for (sql::Statement &statement :
       sql::speaksSql(language) ? sql::read(result->text, language) : keyvalue::readCommand(result->text)) {
    if (const auto *select = std::get_if<sql::Select>(&statement.body))
      if (auto child = sql::childLookup(*select))
        statement.body = std::move(*child);
    result->statements.push_back(std::make_shared<const sql::Statement>(std::move(statement)));
  }
  for (const auto &statement : result->statements) {
    const sql::TableName *name = tableNameOf(*statement);
    bool readable = !std::holds_alternative<sql::Unreadable>(statement->body);
    // Of a store that cannot be told by its name its own place tells: the path leads there.
    if (!sql::speaksSql(language))
      result->tableKnown |= readable && !keyIsHanded(*statement);
    else
      result->tableKnown |= name ? !name->name.hole && !name->name.partial && !name->name.text.empty() : readable;
  }
  at->second = std::move(result);
  return at->second.get();
}

}  // namespace dbrace::worlds
