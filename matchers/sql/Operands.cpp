// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sql/Parser.h"

#include <algorithm>

namespace dbrace::sql::reader {

ExpressionPtr Parser::opaque(std::size_t from) {
  partial_ = true;
  while (!atEnd() && !is(",") && !is(")") && !endsOperand())
    if (is("("))
      skipGroup();
    else
      advance();
  Opaque result;
  result.text = foldedText(from, at_);
  for (std::size_t i = from; i < at_; ++i)
    for (std::uint32_t hole = 0; hole < source_.tokens[i].holes; ++hole)
      result.holes.push_back(source_.holes[source_.tokens[i].firstHole + hole]);
  return make(std::move(result));
}

ExpressionPtr Parser::unary() {
  if (is("-") || is("+")) {
    const bool minus = is("-");
    advance();
    if (minus && peek().kind == Token::Kind::Number) {
      Constant number{Constant::Kind::Number, "-" + std::string(source_.slice(peek()))};
      advance();
      return postfix(make(std::move(number)));
    }
    const Nesting nesting(*this);
    if (nesting.deep())
      return opaque(at_ - 1);
    ExpressionPtr value = unary();
    return minus ? makeCall("-", {std::move(value)}) : value;
  }
  if (is("~") || is("@") || is("@@") || (is("OPERATOR") && peek().kind == Token::Kind::Symbol)) {
    std::string op(source_.slice(peek()));
    advance();
    return makeCall(std::move(op), {operand()});
  }
  return postfix(operand());
}

ExpressionPtr Parser::postfix(ExpressionPtr value) {
  for (unsigned length = 0; length < 16; ++length) {
    if (accept("COLLATE")) {
      std::string collation = atName() ? lowered(tableName().name.text) : std::string();
      value = makeCall("collate", {std::move(value), make(Constant{Constant::Kind::Text, std::move(collation)})});
    } else if (accept("::")) {
      skipTypeName();
      value = makeCall("cast", {std::move(value)});
    } else if (is("[")) {
      unsigned depth = 0;
      for (; !atEnd(); advance())
        if (is("["))
          ++depth;
        else if (is("]") && --depth == 0) {
          advance();
          break;
        }
      value = makeCall("[]", {std::move(value)});
    } else if (is(".") && (peek(1).kind == Token::Kind::Word || peek(1).is("*"))) {
      advance();
      value = makeCall("field", {std::move(value), make(Constant{Constant::Kind::Text, source_.plain(peek())})});
      advance();
    } else if (is("AT", "TIME")) {
      advance(), advance();
      accept("ZONE");
      value = makeCall("at time zone", {std::move(value), operand()});
    } else
      return value;
  }
  return value;
}

ExpressionPtr Parser::operand() {
  const Token &token = peek();
  switch (token.kind) {
  case Token::Kind::Number: {
    Constant number{Constant::Kind::Number, std::string(source_.slice(token))};
    advance();
    return make(std::move(number));
  }
  case Token::Kind::Text: {
    ExpressionPtr value = textValue(token);
    advance();
    while (peek().kind == Token::Kind::Text && peek().quote == '\'') {  // 'a' 'b' is 'ab'.
      value = makeCall("||", {std::move(value), textValue(peek())});
      advance();
      if (const auto *call = std::get_if<FunctionCall>(&value->what)) {
        const auto *first = std::get_if<Constant>(&call->arguments[0]->what),
                   *second = std::get_if<Constant>(&call->arguments[1]->what);
        if (first && second)
          value = make(Constant{Constant::Kind::Text, first->text + second->text});
        else
          break;
      }
    }
    return value;
  }
  case Token::Kind::Placeholder: {
    Placeholder placeholder;
    placeholder.index = token.number;
    placeholder.name = std::string(source_.slice(token.innerBegin, token.innerEnd));
    advance();
    return make(std::move(placeholder));
  }
  case Token::Kind::Hole:
    if (!peek(1).is(".") && !(peek(1).is("(") && !peek(1).blank)) {
      ExpressionPtr value = holeValue(token);
      advance();
      return value;
    }
    return columnOrCall();
  case Token::Kind::QuotedName:
    return quotedOperand();
  case Token::Kind::Word:
    return wordOperand();
  case Token::Kind::Symbol:
    if (token.is("("))
      return parenthesized();
    if (token.is("*")) {
      advance();
      return make(Star{});
    }
    break;
  case Token::Kind::End:
    break;
  }
  return opaque(at_);
}

ExpressionPtr Parser::holeValue(const Token &token) {
  if (!token.formatted)
    return make(HoleValue{source_.holes[token.firstHole], false});
  return make(Placeholder{token.number, {}, true, false});
}

/// `'a%sb'` is the concatenation it will become; texts with holes alone keep their pieces together.
ExpressionPtr Parser::textValue(const Token &token) {
  if (token.quote == 'X')
    return make(Constant{Constant::Kind::Blob, source_.plain(token)});
  std::vector<Piece> pieces = source_.pieces(token);
  if (pieces.empty())
    return make(Constant{Constant::Kind::Text, {}});
  if (pieces.size() == 1) {
    if (pieces[0].hole)
      return make(HoleValue{*pieces[0].hole, true});
    if (pieces[0].conversion)
      return make(Placeholder{*pieces[0].conversion, {}, true, true});
    return make(Constant{Constant::Kind::Text, std::move(pieces[0].text)});
  }
  if (std::none_of(pieces.begin(), pieces.end(), [](const Piece &piece) { return piece.conversion.has_value(); })) {
    MixedText mixed;
    for (const Piece &piece : pieces)
      if (piece.hole)
        mixed.text.append(*piece.hole);
      else
        mixed.text.append(piece.text);
    return make(std::move(mixed));
  }
  std::vector<ExpressionPtr> parts;
  for (Piece &piece : pieces)
    if (piece.hole)
      parts.push_back(make(HoleValue{*piece.hole, true}));
    else if (piece.conversion)
      parts.push_back(make(Placeholder{*piece.conversion, {}, true, true}));
    else
      parts.push_back(make(Constant{Constant::Kind::Text, std::move(piece.text)}));
  return makeCall("||", std::move(parts));
}

/// Double quotes hold a name in the standard and a text in MySQL; SQLite takes what fits. Where the dialect leaves it
/// open, a place that wants a value decides, unless the statement writes its names that way.
ExpressionPtr Parser::quotedOperand() {
  const Token &token = peek();
  const bool open = dialect_ == Dialect::Generic || dialect_ == Dialect::Sqlite;
  bool isText = isMySql();
  if (open) {
    const std::string_view inner = source_.slice(token.innerBegin, token.innerEnd);
    const bool nameLike =
        !inner.empty() && std::all_of(inner.begin(), inner.end(), [](char c) { return isLetter(c) || isDigit(c); });
    isText = valueWanted_ && !(nameLike && (doubleQuotedNames_ || dialect_ == Dialect::Sqlite));
    isText = isText || (!valueWanted_ && inner.empty());
  }
  if (token.quote != '"' || !isText || peek(1).is("."))
    return columnOrCall();
  ExpressionPtr value = textValue(token);
  advance();
  return value;
}

ExpressionPtr Parser::parenthesized() {
  const Nesting nesting(*this);
  if (nesting.deep())
    return skipGroup(), opaque(at_);
  if (atQuery()) {
    advance();
    Subquery subquery;
    subquery.select = select();
    if (!is(")")) {
      partial_ = true;
      while (!atEnd() && !is(")"))
        is("(") ? skipGroup() : advance();
    }
    accept(")");
    return make(std::move(subquery));
  }
  advance();
  std::vector<ExpressionPtr> values = expressionList();
  if (values.size() == 1)
    return std::move(values[0]);
  return makeCall("row", std::move(values));
}

std::vector<ExpressionPtr> Parser::expressionList() {
  std::vector<ExpressionPtr> values;
  while (!atEnd() && !is(")")) {
    const std::size_t before = at_;
    values.push_back(expression());
    if (!is(",") && !is(")")) {
      partial_ = true;
      skipToComma();
    }
    if (!accept(",") && at_ == before)
      break;
  }
  expect(")");
  return values;
}

ExpressionPtr Parser::columnOrCall() {
  doubleQuotedNames_ = doubleQuotedNames_ || peek().quote == '"';
  const std::size_t from = at_;
  if (peek().kind == Token::Kind::Word && peek().holes > 1 && peek().holes == peek().end - peek().begin)
    return opaque((advance(), from));
  auto made = std::make_shared<Expression>(ColumnRef());
  auto &column = std::get<ColumnRef>(made->what);
  name(column.column);
  while (is(".")) {
    advance();
    column.table = std::move(column.column.text);
    if (column.column.hole)
      column.table = HoleByte;
    if (accept("*"))
      return make(Star{std::move(column.table)});
    if (!atName())
      break;
    column.column = name();
  }
  if (is("(") && peek(1).is("+") && peek(2).is(")"))  // Oracle's outer join.
    advance(), advance(), advance();
  else if (is("("))
    return call(column.column.hole ? std::string(1, HoleByte) : lowered(column.column.text));
  return std::move(made);
}

}  // namespace dbrace::sql::reader
