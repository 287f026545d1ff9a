// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "schema/Script.h"

#include "schema/Names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dbrace::schema {
namespace {

constexpr std::size_t nowhere = std::string::npos;

bool isBlank(char c) { return std::isspace(static_cast<unsigned char>(c)); }
bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isBlank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && isBlank(text.back()))
    text.remove_suffix(1);
  return text;
}

/// Takes a word off the front, folded; empty where none stands.
std::string nextWord(std::string_view &text) {
  text = trimmed(text);
  std::size_t length = 0;
  while (length < text.size() && isWord(text[length]))
    ++length;
  std::string word = folded(text.substr(0, length));
  text.remove_prefix(length);
  return word;
}

template <std::size_t N> bool isOneOf(std::string_view word, const std::array<std::string_view, N> &words) {
  return std::ranges::find(words, word) != words.end();
}

/// Lines that speak to a client, by their first word, where a statement could start and no `;` ends the line.
constexpr std::array<std::string_view, 20> clientWords{
    "source",   "prompt", "spool",    "exit", "quit", "connect", "conn", "whenever", "rem",    "remark",
    "undefine", "define", "variable", "host", "use",  "pause",   "echo", "ttitle",   "column", "accept"};
/// Words between CREATE and what is created.
constexpr std::array<std::string_view, 14> createWords{"global",       "local",   "temp",    "temporary", "unlogged",
                                                       "foreign",      "or",      "unique",  "if",        "clustered",
                                                       "nonclustered", "replace", "private", "bitmap"};
constexpr std::array<std::string_view, 7> routineWords{"procedure", "proc",  "function", "trigger",
                                                       "package",   "event", "type"};

/// Whether a line begins a definition, so that what stands before it must be over.
bool startsDefinition(std::string_view line, bool altering) {
  std::string verb = nextWord(line);
  if (verb == "exec" || verb == "execute")
    return nextWord(line).starts_with("sp_rename");
  if (verb != "create" && verb != "alter" && verb != "drop")
    return false;
  std::string what = nextWord(line);
  while (verb == "create" && isOneOf(what, createWords))
    what = nextWord(line);
  if (verb == "drop" && altering)  // Of MySQL's ALTER TABLE, which says no ON there.
    return what == "index" && folded(line).find(" on ") != nowhere;
  return what == "table" || (what == "index" && verb != "alter");
}

bool startsRoutine(std::string_view line) {
  std::string verb = nextWord(line);
  if (verb != "create" && verb != "alter")
    return false;
  for (int words = 0; words < 8 && !trimmed(line).empty(); ++words) {
    std::string word = nextWord(line);
    if (isOneOf(word, routineWords))
      return true;
    if (word == "table" || word == "index" || word == "view")
      return false;
    if (word.empty())  // DEFINER = `a`@`b`
      line.remove_prefix(1);
  }
  return false;
}

class Cleaner {
public:
  Cleaner(std::string &text, sql::Dialect dialect) : text(text), dialect(dialect) {}

  void run() {
    while (at < text.size()) {
      if (at == 0 || text[at - 1] == '\n') {
        if (line())
          continue;
      }
      step();
    }
  }

private:
  std::string_view restOfLine() const {
    return std::string_view(text).substr(at, std::min(text.find('\n', at), text.size()) - at);
  }
  void blank(std::size_t from, std::size_t to) {
    for (; from < to; ++from)
      if (text[from] != '\n')
        text[from] = ' ';
  }
  /// Of a line or more: to the start of the one behind `end`.
  bool skipTo(std::size_t end) {
    blank(at, end);
    at = std::min(end + 1, text.size());
    return true;
  }
  void start() {
    if (!started)
      begin = at;
    started = true;
  }
  void over() {
    started = routine = altering = false;
    depth = 0;
    body = false;
  }

  /// A line that is none of SQL is blanked and passed.
  bool line() {
    std::string_view whole = restOfLine(), inside = trimmed(whole);
    std::size_t end = at + whole.size();
    if (inside.starts_with("--") || inside.starts_with("# ---"))
      return wayBack(inside, end);
    if (sameName(inside, "go") || inside == "/") {  // The word of sqlcmd and of sqlplus for: now.
      std::size_t mark = at + static_cast<std::size_t>(inside.data() - whole.data());
      blank(at, end);
      text[mark] = ';';
      over();
      at = end;
      return true;
    }
    bool dot = inside.size() > 1 && inside[0] == '.' && std::isalpha(static_cast<unsigned char>(inside[1]));
    bool command = whole.starts_with("\\") || (dot && whole.starts_with("."));
    if (!started) {
      std::string_view rest = inside;
      command = command || inside.starts_with("\\") || inside.starts_with("@") || inside.starts_with(":setvar") ||
                inside.starts_with(":r ") || inside.starts_with("#!") ||
                (isOneOf(nextWord(rest), clientWords) && inside.find(';') == nowhere);
    }
    if (command && sameName(inside.substr(0, 4), "use ") && end < text.size()) {
      text[end] = ';';  // It says whose tables follow.
      at = end;
      return true;
    }
    if (command)
      return skipTo(end);
    if (std::string_view rest = inside; nextWord(rest) == "delimiter") {  // The reader of SQL knows what it means.
      over();
      at = end;
      return true;
    }
    if (started && !routine && depth == 0 && startsDefinition(inside, altering)) {
      text[at - 1] = ';';  // It was the line's end: nothing but blanks is lost.
      over();
    }
    if (!started && !inside.empty()) {
      std::string_view rest = inside;
      altering = nextWord(rest) == "alter";
      routine = startsRoutine(inside);
    }
    return false;
  }

  /// Migration tools mark the statements that undo the ones before.
  bool wayBack(std::string_view comment, std::size_t end) {
    static constexpr std::array<std::string_view, 6> downs{"+goose down", "+migrate down", "migrate:down",
                                                           "!downs",      "@undo",         "+duck down"};
    std::string words = folded(comment);
    std::size_t from = words.find_first_not_of("-#/ \t");
    std::string_view mark = from == nowhere ? std::string_view() : std::string_view(words).substr(from);
    if (std::ranges::none_of(downs, [&](std::string_view down) { return mark.starts_with(down); }))
      return false;
    std::size_t up = end;
    while (up < text.size()) {
      std::size_t next = text.find('\n', up);
      if (next == nowhere)
        break;
      std::string following = folded(std::string_view(text).substr(next + 1, 60));
      if (following.starts_with("--") && following.substr(0, following.find('\n')).find("up") != nowhere)
        return skipTo(next);
      up = next + 1;
    }
    return skipTo(text.size());
  }

  void step() {
    char c = text[at];
    std::string_view rest = std::string_view(text).substr(at);
    if (rest.starts_with("--") || (c == '#' && isMySqlLike())) {
      at = std::min(text.find('\n', at), text.size());
    } else if (rest.starts_with("/*")) {
      std::size_t end = text.find("*/", at + 2);
      at = end == nowhere ? text.size() : end + 2;
    } else if (c == '\'' || c == '"' || c == '`') {
      start();
      quoted(c);
    } else if (c == '$' && dollars()) {
      start();
    } else if (c == ';') {
      copyData(++at);
      if (!routine || !hasBody() || endsBlock())
        over();
    } else {
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      if (!isBlank(c))
        start();
      ++at;
    }
  }

  bool isMySqlLike() const { return dialect == sql::Dialect::MySql || dialect == sql::Dialect::MariaDb; }

  /// Whether the routine has shown more than its head.
  bool hasBody() {
    if (body)
      return true;
    std::string words = folded(std::string_view(text).substr(begin, std::min<std::size_t>(at - begin, 100'000)));
    for (std::size_t found = words.find("begin"); found != nowhere; found = words.find("begin", found + 1))
      if (found > 0 && !isWord(words[found - 1]) && (found + 5 == words.size() || !isWord(words[found + 5])))
        return body = true;
    return false;
  }

  /// `END;`, `END $$;` and `END name;`
  bool endsBlock() const {
    std::size_t length = std::min<std::size_t>(at, 80);
    std::string_view before = std::string_view(text).substr(at - length, length);
    before = before.substr(0, before.size() - 1);
    before = trimmed(before.substr(before.rfind(';') == std::string_view::npos ? 0 : before.rfind(';') + 1));
    std::string word = nextWord(before);
    return word == "end" && trimmed(before).find(' ') == std::string_view::npos;
  }

  /// Passes a quoted text. One that is run as a statement (EXECUTE IMMEDIATE '…') becomes one.
  void quoted(char quote) {
    std::size_t open = at++;
    while (at < text.size() && text[at] != quote)
      at += text[at] == '\\' && quote != '`' && isMySqlLike() ? 2 : 1;
    at = std::min(at, text.size());
    if (at == text.size())
      return;
    std::string_view inside = std::string_view(text).substr(open + 1, at - open - 1);
    if (quote == '\'' && startsDefinition(inside, false) && isRun(open) &&
        (at + 1 == text.size() || text[at + 1] != '\'')) {
      text[open] = text[at] = ';';
      depth = 0;
    }
    ++at;
  }
  bool isRun(std::size_t open) const {
    std::size_t length = std::min<std::size_t>(open, 40);
    std::string before = folded(std::string_view(text).substr(open - length, length));
    if (before.ends_with("(n") || before.ends_with(" n"))  // N'…'
      before.pop_back();
    while (!before.empty() && (before.back() == '(' || isBlank(before.back())))
      before.pop_back();
    return before.ends_with("execute immediate") || before.ends_with("exec") || before.ends_with("execute") ||
           before.ends_with("sp_executesql");
  }

  /// A body in dollar quotes is passed; of DO it is read, since migrations ask there what they have to do.
  bool dollars() {
    std::size_t end = at + 1;
    while (end < text.size() && isWord(text[end]))
      ++end;
    if (end >= text.size() || text[end] != '$')
      return false;
    std::string tag = text.substr(at, end + 1 - at);
    std::size_t close = text.find(tag, end + 1);
    if (close == nowhere)
      return false;
    std::string_view before = trimmed(std::string_view(text).substr(at < 4 ? 0 : at - 4, std::min<std::size_t>(at, 4)));
    if (before.size() >= 2 && sameName(before.substr(before.size() - 2), "do") && !routine) {
      text.replace(at, tag.size(), std::string(tag.size(), ' '));
      text.replace(close, tag.size(), std::string(tag.size(), ' '));
      text[at] = text[close] = ';';
      block(end + 1, close);
      over();
      return true;
    }
    at = close + tag.size();
    return true;
  }

  /// Only the definitions of a block of PL/pgSQL are kept, each on its own.
  void block(std::size_t from, std::size_t to) {
    std::size_t begin = from;
    while (begin < to) {
      std::size_t end = std::min(text.find(';', begin), to);
      std::string words = folded(std::string_view(text).substr(begin, end - begin));
      std::size_t kept = nowhere;
      for (std::string_view verb : {"create ", "alter table"})
        for (std::size_t found = words.find(verb); found != nowhere; found = words.find(verb, found + 1))
          if ((found == 0 || !isWord(words[found - 1])) &&
              startsDefinition(std::string_view(words).substr(found), false))
            kept = std::min(kept, found);
      blank(begin, kept == nowhere ? end : begin + kept);
      begin = end + 1;
    }
  }

  /// What follows COPY … FROM stdin is rows, to a line `\.`.
  void copyData(std::size_t end) {
    std::string statement = folded(std::string_view(text).substr(begin, std::min<std::size_t>(end - begin, 2000)));
    if (!statement.starts_with("copy ") || statement.find("from stdin") == nowhere)
      return;
    end = text.find("\n\\.", at);
    end = end == nowhere ? text.size() : std::min(text.find('\n', end + 1), text.size());
    blank(at, end);
    at = end;
  }

  std::string &text;
  sql::Dialect dialect;
  std::size_t at = 0;
  std::size_t begin = 0;  ///< Of the statement.
  int depth = 0;
  bool started = false;   ///< Something of a statement has been seen.
  bool routine = false;   ///< It is one with a body.
  bool body = false;      ///< Its body has begun.
  bool altering = false;  ///< It begins with ALTER.
};

}  // namespace

std::string serverText(std::string script, sql::Dialect dialect) {
  Cleaner(script, dialect).run();
  blankPrefixes(script);
  return script;
}

}  // namespace dbrace::schema
