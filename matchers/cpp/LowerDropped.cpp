// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements that the compiler dropped whole, because something in them means nothing to it.
//
// Of most of them the values are gone and nothing else. `return` and `throw` also end a path: without them the code
// would run on into what follows, and a row that was found would lead to the insert.
#include "cpp/Lowering.h"

namespace dbrace::cpp {
using namespace clang;
using namespace facts;

namespace {

/// The first `return` or `throw` that begins a statement of its own between two places of one file.
struct DroppedEnd {
  bool throws = false;
  bool hasValue = false;
  SourceRange range;
};

std::optional<DroppedEnd> droppedEnd(SourceLocation from, SourceLocation to, const ASTContext &context) {
  const SourceManager &manager = context.getSourceManager();
  if (from.isInvalid() || to.isInvalid() || from.isMacroID() || to.isMacroID())
    return std::nullopt;
  auto [file, begin] = manager.getDecomposedLoc(from);
  auto [other, end] = manager.getDecomposedLoc(to);
  if (file != other || begin >= end)
    return std::nullopt;
  llvm::StringRef text = manager.getBufferData(file);
  Lexer lexer(manager.getLocForStartOfFile(file), context.getLangOpts(), text.begin(), text.begin() + begin,
              text.end());
  Token token;
  int depth = 0;
  bool starts = true;
  auto inside = [&] { return token.isNot(tok::eof) && manager.getFileOffset(token.getLocation()) < end; };
  for (lexer.LexFromRawLexer(token); inside(); lexer.LexFromRawLexer(token)) {
    if (token.is(tok::raw_identifier)) {
      llvm::StringRef word = token.getRawIdentifier();
      if (starts && depth == 0 && (word == "return" || word == "throw")) {
        Token next;
        lexer.LexFromRawLexer(next);
        return DroppedEnd{word == "throw", next.isNot(tok::semi), token.getLocation()};
      }
    }
    if (token.is(tok::hash) && token.isAtStartOfLine())
      return std::nullopt;  // What stands there may not be meant to be compiled.
    depth += token.isOneOf(tok::l_paren, tok::l_brace, tok::l_square);
    depth -= token.isOneOf(tok::r_paren, tok::r_brace, tok::r_square);
    starts = token.isOneOf(tok::semi, tok::r_brace);
  }
  return std::nullopt;
}

}  // namespace

void Lowering::dropped(SourceLocation from, SourceLocation to) {
  if (!out.hasErrors)
    return;
  std::optional<DroppedEnd> end = droppedEnd(from, to, context);
  if (!end)
    return;
  ++unit.unit.losses.unknownExpressions;
  ValueId value = end->hasValue ? b.unknown(text("dropped")) : none;
  if (end->throws)
    return b.end(Throw{value, 0}, source(end->range));
  returnStatement(value, end->range);
}

}  // namespace dbrace::cpp
