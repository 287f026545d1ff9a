// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fixes/Fixes.h"

#include "fixes/Clause.h"
#include "fixes/SpelledLiteral.h"
#include "rules/ConflictTarget.h"
#include "sql/UpsertPlace.h"

#include <algorithm>

namespace dbrace {

namespace {

/// Why there is no fix; the end of a sentence.
struct Refused {
  std::string why;
};

std::string whyNone(NoLiteral none) {
  switch (none) {
  case NoLiteral::Composed:
    return "the statement's text is put together, and not one literal";
  case NoLiteral::Ambiguous:
    return "the statement's text stands in several literals, and which one is meant is not known";
  case NoLiteral::Shared:
    return "other statements are made of the same literal";
  case NoLiteral::LengthGiven:
    return "the length of the statement's text is given as a number";
  }
  return {};
}

/// The statement with the clause is read again: it must be what it was, with this conflict.
bool readsAsMeant(const FixGround &ground, std::size_t at, const Clause &clause) {
  const StatementSite &site = ground.write.write;
  const auto before = sql::read(*site.wholeText, ground.dialect);
  const auto after = sql::read(sql::withInserted(*site.wholeText, at, clause.text), ground.dialect);
  if (before.size() != after.size())
    return false;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].begin != site.statement->begin)
      continue;
    const auto *old = std::get_if<sql::Insert>(&before[i].body), *now = std::get_if<sql::Insert>(&after[i].body);
    return old && now && !after[i].partial && !now->partial && now->conflicts.size() == 1 &&
           now->rows.size() == old->rows.size() && now->returning.size() == old->returning.size() &&
           (now->conflicts.front().kind == sql::Conflict::Kind::OnDuplicateKey ||
            namesKey(now->conflicts.front(), ground.table, ground.key, ground.dialect));
  }
  return false;
}

/// What the literal has to hold so that the text has these characters.
std::optional<std::string> beforeFormatting(const std::string &clause, StatementLiteral::Style style) {
  using Style = StatementLiteral::Style;
  std::string result;
  for (char c : clause) {
    bool percent = c == '%', brace = c == '{' || c == '}';
    // A literal without conversions may yet be a format.
    if ((style == Style::Plain && (percent || brace)) || (style == Style::Qt && percent))
      return std::nullopt;
    bool doubled = (style == Style::Printf && percent) || (style == Style::Fmt && brace);
    result.append(doubled ? 2 : 1, c);
  }
  return result;
}

/// The edit that puts the clause behind the character of the text in front of `at`.
std::variant<Edit, Refused> editOf(const StatementLiteral &literal, std::size_t at, const std::string &clause,
                                   const ContentOf &contentOf) {
  auto characters = beforeFormatting(clause, literal.style);
  if (!characters)
    return Refused{"the clause has characters that the text's formatting would change"};
  if (at == 0 || at > literal.ends.size() || literal.ends[at - 1] == StatementLiteral::filledIn)
    return Refused{"the statement ends in what is only known at run time"};
  std::size_t offset = literal.ends[at - 1];
  const LiteralToken *token = nullptr;
  for (const LiteralToken &one : literal.tokens) {
    token = &one;
    if (offset <= one.text.size())
      break;
    offset -= one.text.size();
  }
  if (!token || offset > token->text.size())
    return Refused{"the literal is not understood"};
  if (token->inMacroBody)
    return Refused{"the statement's text stands in a macro"};
  if (token->file.starts_with('/'))
    return Refused{"the statement's text stands outside of the project"};
  auto content = contentOf(token->file, token->fileHash);
  if (!content)
    return Refused{token->file + " is not what it was when it was read"};
  if (token->begin >= token->end || token->end > content->size())
    return Refused{"the literal is not understood"};
  auto spelled = SpelledLiteral::read(std::string_view(*content).substr(token->begin, token->end - token->begin));
  if (!spelled || spelled->text() != token->text)
    return Refused{"the literal has characters that are not understood"};
  auto text = spelled->spelled(*characters, offset);
  if (!text)
    return Refused{"the literal cannot hold the clause"};
  Edit edit;
  edit.at.file = token->file;
  edit.at.begin = edit.at.end = static_cast<std::uint32_t>(token->begin + spelled->behind(offset));
  std::size_t lineStart = content->rfind('\n', edit.at.begin - 1);
  lineStart = lineStart == std::string::npos ? 0 : lineStart + 1;
  edit.at.line = 1 + static_cast<std::uint32_t>(
                         std::count(content->begin(), content->begin() + static_cast<std::ptrdiff_t>(lineStart), '\n'));
  edit.at.column = static_cast<std::uint32_t>(edit.at.begin - lineStart + 1);
  edit.text = *text;
  edit.fileHash = token->fileHash;
  return edit;
}

/// What keeps the change from meaning the same, for the program as it is.
std::vector<std::string> reservations(const FixGround &ground, const StatementLiteral &literal) {
  std::vector<std::string> result;
  const LeftOut &leftOut = ground.write.leftOut;
  if (!ground.certain)
    result.push_back("the finding itself is not certain");
  if (ground.write.handling != Handling::Dropped) {
    if (!leftOut.endsAsFound)
      result.push_back("who loses the race is then told that the row was stored, and not that it was found");
    else if (leftOut.doesMore)
      result.push_back("who loses the race then also does what follows a new row");
  }
  if (leftOut.foundChanges && !leftOut.foundUpdate)
    result.push_back("what is changed where the row is found is left as it is for who loses the race");
  if (ground.write.writeShared)
    result.push_back("the function that inserts is called from other places too, which may want the violation");
  if (literal.throughBuffer)
    result.push_back("the text is copied to a buffer, which must have room for it");
  return result;
}

std::variant<Fix, Refused> fixOf(const FixGround &ground, const ContentOf &contentOf) {
  auto made = conflictClause(ground);
  if (const auto *none = std::get_if<NoClause>(&made))
    return Refused{none->why};
  const Clause &clause = std::get<Clause>(made);
  const StatementSite &site = ground.write.write;
  if (const auto *none = std::get_if<NoLiteral>(&site.literal))
    return Refused{whyNone(*none)};
  const auto &literal = std::get<StatementLiteral>(site.literal);
  auto at = sql::upsertPlace(*site.wholeText, *site.statement, ground.dialect);
  if (!at)
    return Refused{"the statement ends in what is only known at run time"};
  if (!readsAsMeant(ground, *at, clause))
    return Refused{"the statement with the clause is not understood"};
  auto edit = editOf(literal, *at, clause.text, contentOf);
  if (const auto *refused = std::get_if<Refused>(&edit))
    return *refused;
  Fix fix;
  fix.what = "insert" + clause.text;
  std::vector<std::string> all = clause.reservations;
  for (std::string &one : reservations(ground, literal))
    all.push_back(std::move(one));
  fix.safe = all.empty();
  for (const std::string &one : all)
    fix.reservation += (fix.reservation.empty() ? "" : "; ") + one;
  fix.edits = {std::get<Edit>(std::move(edit))};
  return fix;
}

}  // namespace

void addFixes(std::vector<Finding> &findings, const ContentOf &contentOf) {
  for (Finding &finding : findings) {
    if (!finding.ground)
      continue;
    auto result = fixOf(*finding.ground, contentOf);
    if (auto *refused = std::get_if<Refused>(&result))
      finding.noFix = std::move(refused->why);
    else
      finding.fix = std::get<Fix>(std::move(result));
  }
}

}  // namespace dbrace
