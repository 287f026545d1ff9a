// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CodeDdl.h"

#include "driver/CodeTokens.h"
#include "schema/Names.h"
#include "schema/ScriptDialect.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

namespace dbrace::driver {
namespace {

constexpr std::size_t longest = 1u << 20;  // Bytes of one text: more is data.

bool isBlank(char c) { return std::isspace(static_cast<unsigned char>(c)); }
bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string unescaped(std::string_view written) {
  std::string text;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] != '\\' || i + 1 == written.size()) {
      text += written[i];
      continue;
    }
    switch (char c = written[++i]) {
    case '\n':
    case '\r':
      break;
    case 'n':
    case 't':
    case 'r':
      text += ' ';
      break;
    default:
      text += c;
    }
  }
  return text;
}

/// How many parentheses of the SQL text are open; quoted texts are passed.
int openIn(std::string_view text, bool &any) {
  int open = 0;
  char quote = 0;
  for (char c : text)
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '\'' || c == '"' || c == '`')
      quote = c;
    else if (c == '(')
      ++open, any = true;
    else if (c == ')')
      --open;
  return open;
}

/// Whether a part of the list of columns and keys is only known at run time: then nobody knows the keys.
bool hasOpenPart(std::string_view text) {
  for (std::size_t at = text.find("%s"); at != std::string_view::npos; at = text.find("%s", at + 2)) {
    std::size_t before = at, after = at + 2;
    while (before > 0 && isBlank(text[before - 1]))
      --before;
    while (after < text.size() && isBlank(text[after]))
      ++after;
    bool opens = before > 0 && (text[before - 1] == '(' || text[before - 1] == ',');
    bool closes = after == text.size() || text[after] == ')' || text[after] == ',';
    std::size_t table = schema::folded(text.substr(0, at)).find("create");
    if (opens && closes && table != std::string_view::npos)
      return true;
  }
  return false;
}

class Reader {
public:
  Reader(std::string_view source, const std::string &file) : source(source), file(file), tokens(source) {}

  std::vector<CodeDdl> run() {
    using Kind = CodeToken::Kind;
    for (CodeToken token = tokens.next(); token.kind != Kind::End; token = tokens.next()) {
      if (token.kind == Kind::Directive)
        directive();
      else if (token.kind == Kind::Literal && isText(token))
        literal(token);
      else if (token.kind == Kind::Identifier)
        name(token.text);
      else if (token.kind == Kind::Mark)
        mark(token.text[0]);
      previous = token.kind == Kind::Mark ? token.text[0] : token.kind == Kind::Identifier ? 'a' : '"';
    }
    finish();
    return std::move(found);
  }

private:
  bool isText(const CodeToken &token) const { return token.text.data()[-1] != '\''; }
  /// Where the literal starts, with its prefix: the compiler's place of it.
  std::size_t beginOf(const CodeToken &token) const {
    auto at = static_cast<std::size_t>(token.text.data() - source.data()) - 1;
    while (source[at] != '"')
      --at;
    while (at > 0 && std::string_view("LRuU8").find(source[at - 1]) != std::string_view::npos)
      --at;
    return at;
  }
  std::string contentOf(const CodeToken &token) const {
    return token.text.data()[-1] == '(' ? std::string(token.text) : unescaped(token.text);
  }

  void literal(const CodeToken &token) {
    if (replacing && depth > replacingDepth)
      return;
    if (previous == '(' && wraps)
      hole = holeBefore;  // QLatin1String("…"), std::string("…")
    std::string content = contentOf(token);
    if (pending && definesTables(content) && !text.empty()) {  // The one before was never completed.
      finish();
    }
    if (text.empty()) {
      start = beginOf(token);
      startDepth = depth;
      startBraces = braces;
    } else if (pending) {
      text += ' ';
    }
    if (hole && !text.empty())
      text += "%s";
    hole = pending = false;
    if (text.size() < longest)
      text += content;
  }

  void name(std::string_view word) {
    wraps = true;
    if (text.empty() || pending || (replacing && depth > replacingDepth))
      return;
    if (previous == '.') {  // What `.arg(…)` puts in has its place in the text already.
      replacing = true;
      replacingDepth = depth;
      return;
    }
    if (previous != ':')
      holeBefore = hole;
    auto macro = macros.find(word);
    if (macro != macros.end() && depth == startDepth)
      text += (std::exchange(hole, false) ? "%s" : "") + macro->second;
    else
      hole = true;
  }

  void mark(char c) {
    wraps = wraps && (c == '(' || c == ':');
    if (c == '(' || c == '[')
      ++depth;
    else if (c == ')' || c == ']')
      replacing = --depth > replacingDepth && replacing;
    else if (c == '{')
      ++braces;
    else if (c == '}')
      --braces;
    if (text.empty())
      return;
    // Out of the call or the list that the text stands in: what follows is not part of it.
    if (c == '}' && braces < startBraces)
      return finish();
    bool ends = c == ';' || c == '{' || c == '}' || (c == ',' && depth <= startDepth);
    if (ends && !incomplete())
      finish();
    else if (ends)
      pending = true, hole = false;
  }

  /// A text that goes on in the next element of a list, or in the next statement.
  bool incomplete() const {
    if (!definesTables(text))
      return false;
    bool any = false;
    int open = openIn(text, any);
    std::string words = schema::folded(text);
    bool needsList = words.find("create") != std::string::npos && words.find(" as ") == std::string::npos &&
                     words.find(" like ") == std::string::npos;
    return open > 0 || (!any && needsList);
  }

  void finish() {
    bool any = false;
    if (definesTables(text) && openIn(text, any) <= 0 && !hasOpenPart(text))
      add(text, start);
    text.clear();
    hole = pending = replacing = false;
  }

  void add(const std::string &statement, std::size_t at) {
    std::string_view before = source.substr(0, at);
    schema::Origin origin{file, static_cast<std::uint32_t>(1 + std::ranges::count(before, '\n')),
                          static_cast<std::uint32_t>(before.size() - (before.rfind('\n') + 1) + 1)};
    std::optional<sql::Dialect> dialect = schema::dialectOfText(statement);
    found.push_back({{file, statement, origin}, dialect});
  }

  /// `#define NAME "text"` is remembered; other directives say nothing.
  void directive() {
    using Kind = CodeToken::Kind;
    std::string content;
    std::string_view name;
    std::size_t at = 0;
    bool define = false, plain = true, first = true;
    for (CodeToken token = tokens.next(); token.kind != Kind::End && token.kind != Kind::EndOfDirective;
         token = tokens.next()) {
      if (first)
        define = token.text == "define";
      else if (name.empty())
        name = token.text;
      else if (token.kind == Kind::Literal && isText(token)) {
        at = at == 0 ? beginOf(token) : at;
        content += contentOf(token);
      } else if (auto known = macros.find(token.text); token.kind == Kind::Identifier && known != macros.end())
        content += known->second;
      else
        plain = false;
      first = false;
    }
    if (!define || content.empty())
      return;
    bool any = false;
    if (definesTables(content) && openIn(content, any) == 0)
      add(content, at);
    if (plain)
      macros.emplace(name, std::move(content));
  }

  std::string_view source;
  const std::string &file;
  CodeTokens tokens;
  std::map<std::string, std::string, std::less<>> macros;
  std::vector<CodeDdl> found;
  std::string text;         ///< What has been put together so far.
  bool hole = false;        ///< Something stands between it and the next literal.
  bool pending = false;     ///< It has ended but wants to go on.
  bool wraps = false;       ///< A name, or one and its parenthesis, came last.
  bool holeBefore = false;  ///< Whether there was a hole before that name.
  bool replacing = false;   ///< Within the arguments of a method of the text.
  int replacingDepth = 0;
  char previous = 0;      ///< The last mark; 'a' for a name, '"' for anything else.
  std::size_t start = 0;  ///< Of its first literal.
  int depth = 0, startDepth = 0, braces = 0, startBraces = 0;
};

}  // namespace

bool definesTables(std::string_view text) {
  std::string words = schema::folded(text);
  for (std::string_view verb : {"create", "alter", "drop", "rename"})
    for (std::size_t at = words.find(verb); at != std::string::npos; at = words.find(verb, at + 1)) {
      std::size_t before = at;
      while (before > 0 && (words[before - 1] == ' ' || words[before - 1] == '\t'))
        --before;
      if (before > 0 && words[before - 1] != ';' && words[before - 1] != '\n' && words[before - 1] != '\r')
        continue;
      std::size_t next = at + verb.size();
      for (int count = 0; count < 5 && next < words.size() && isBlank(words[next]); ++count) {
        while (next < words.size() && isBlank(words[next]))
          ++next;
        std::size_t end = next;
        while (end < words.size() && isWord(words[end]))
          ++end;
        std::string_view word = std::string_view(words).substr(next, end - next);
        if (word == "table" || (word == "index" && verb != "rename"))
          return true;
        if (word.empty() || word == "as" || word == "on" || word == "view" || word == "trigger")
          break;
        next = end;
      }
    }
  return false;
}

std::vector<CodeDdl> ddlInCode(std::string_view source, const std::string &file) { return Reader(source, file).run(); }

}  // namespace dbrace::driver
