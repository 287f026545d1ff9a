// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding over one line of source, for the tests of fixes:
//
//   FixSample sample;
//   sample.source = R"c(run("INSERT INTO users(email) VALUES (?)");)c";
//   EXPECT_EQ(sample.fixed(), R"c(run("INSERT INTO users(email) VALUES (?) ON CONFLICT (email) DO NOTHING");)c");
//
// What cannot be fixed gives "no: " and the reason; what is unsafe "unsafe: ", the reservation, a line's end, the
// source.
#pragma once

#include "fixes/Apply.h"
#include "fixes/Fixes.h"
#include "fixes/SpelledLiteral.h"
#include "schema/Ddl.h"
#include "worlds/Literal.h"

namespace dbrace {

/// Everything between and including quotes is a literal; `text` is what they are together, without their conversions.
struct FixSample {
  std::string source = R"c(run("INSERT INTO users(email) VALUES (?)");)c";
  std::string ddl = "CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, name text, UNIQUE (email))";
  std::string keyColumn = "email";  ///< A part of the covering key, or of its expression.
  sql::Dialect dialect = sql::Dialect::PostgreSql;
  StatementLiteral::Style style = StatementLiteral::Style::Plain;
  LeftOut leftOut{.known = true, .unnoticed = true, .usesInsertId = false, .endsAsFound = true, .doesMore = false};
  Handling handling = Handling::Dropped;
  bool shared = false, narrower = false;
  std::function<void(FixGround &)> change = {};

  std::string fixed() const {
    Finding finding;
    finding.ground = std::make_shared<const FixGround>(ground());
    std::vector<Finding> findings{finding};
    addFixes(findings, [this](const std::string &, std::uint64_t hash) {
      return hash == 7 ? std::optional(source) : std::nullopt;
    });
    if (!findings[0].fix)
      return "no: " + findings[0].noFix;
    const Fix &fix = *findings[0].fix;
    std::string result = edited(source, fix.edits);
    return fix.safe ? result : "unsafe: " + fix.reservation + "\n" + result;
  }

  /// The text of the statement that the source becomes.
  std::string statementOf(const std::string &code) const {
    std::string text;
    for (const LiteralToken &token : tokensOf(code))
      text += token.text;
    return text;
  }

  FixGround ground() const {
    FixGround ground;
    ground.dialect = dialect;
    std::vector<schema::DdlSource> sources{{"schema.sql", ddl}};
    ground.table = schema::importDdl(sources, dialect).schema.tables.at(0);
    for (const schema::UniqueKey &key : ground.table.keys) {
      std::string parts;
      for (const auto *list : {&key.columns, &key.expressions})
        for (const std::string &part : *list)
          parts += part + " ";
      if (parts.find(keyColumn) != std::string::npos)
        ground.key = key;
    }
    ground.narrower = narrower;
    ground.write.leftOut = leftOut;
    ground.write.handling = handling;
    ground.write.writeShared = shared;
    StatementLiteral literal;
    literal.tokens = tokensOf(source);
    literal.style = style;
    auto text = std::make_shared<sql::Text>();
    std::uint32_t offset = 0;
    auto add = [&](std::string_view characters, std::uint32_t width) {
      offset += width;
      text->append(characters);
      literal.ends.insert(literal.ends.end(), characters.size(), offset);
    };
    std::string whole = statementOf(source);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      bool conversion = style != StatementLiteral::Style::Plain && (whole[i] == '%' || whole[i] == '{');
      if (conversion && whole[i + 1] == whole[i]) {
        add(whole.substr(i++, 1), 2);
      } else if (conversion) {
        text->append(sql::Hole{static_cast<std::uint32_t>(i)});
        literal.ends.push_back(StatementLiteral::filledIn);
        offset += 2;
        ++i;
      } else
        add(whole.substr(i, 1), 1);
    }
    ground.write.write.literal = std::move(literal);
    for (sql::Statement &statement : sql::read(*text, dialect))
      if (std::holds_alternative<sql::Insert>(statement.body))
        ground.write.write.statement = std::make_shared<const sql::Statement>(std::move(statement));
    ground.write.write.wholeText = text;
    if (change)
      change(ground);
    return ground;
  }

private:
  static std::vector<LiteralToken> tokensOf(const std::string &code) {
    std::vector<LiteralToken> tokens;
    for (std::size_t at = 0; (at = code.find('"', at)) != std::string::npos;) {
      std::size_t begin = at > 0 && code[at - 1] == 'R' ? at - 1 : at;
      std::size_t end = begin + 2;
      while (!SpelledLiteral::read(std::string_view(code).substr(begin, end - begin)) && end < code.size())
        ++end;
      auto literal = SpelledLiteral::read(std::string_view(code).substr(begin, end - begin));
      LiteralToken token;
      token.file = "shop.cpp";
      token.begin = static_cast<std::uint32_t>(begin);
      token.end = static_cast<std::uint32_t>(end);
      token.fileHash = 7;
      token.text = literal ? literal->text() : "";
      tokens.push_back(token);
      at = end;
    }
    return tokens;
  }
};

}  // namespace dbrace
