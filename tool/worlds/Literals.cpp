// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/Literals.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>

namespace dbrace::worlds {

using Style = StatementLiteral::Style;

namespace {

constexpr char hole = '\x01';

/// Length of the conversion at `at`, or 0.
std::size_t conversionAt(std::string_view literal, std::size_t at, Style style) {
  auto is = [&](std::size_t i, auto test) {
    return i < literal.size() && test(static_cast<unsigned char>(literal[i]));
  };
  auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  if (style == Style::Fmt) {
    if (literal[at] != '{' || literal.substr(at).starts_with("{{"))
      return 0;
    std::size_t close = literal.find('}', at);
    return close == std::string_view::npos ? 0 : close + 1 - at;
  }
  if (literal[at] != '%' || style == Style::Plain)
    return 0;
  std::size_t i = at + 1;
  if (style == Style::Qt) {
    i += i < literal.size() && literal[i] == 'L';
    return is(i, digit) ? i + 1 + is(i + 1, digit) - at : 0;
  }
  if (is(i, [](unsigned char c) { return c == '%'; }))
    return 0;
  while (is(i, [](unsigned char c) {
    return std::string_view("-+ #0!,'123456789.$*hlLjzt").find(static_cast<char>(c)) != std::string_view::npos;
  }))
    ++i;
  return is(i, [](unsigned char c) { return std::isalpha(c) != 0; }) ? i + 1 - at : 0;
}

/// How many characters of the literal stand for one of the text: `%%` is one.
std::size_t doubledAt(std::string_view literal, std::size_t at, Style style) {
  char c = literal[at];
  bool doubles = (style == Style::Printf && c == '%') || (style == Style::Fmt && (c == '{' || c == '}'));
  return doubles && at + 1 < literal.size() && literal[at + 1] == c ? 2 : 1;
}

class Aligner {
public:
  Aligner(std::string_view flat, std::string_view literal, Style style) : flat(flat), literal(literal), style(style) {}

  std::vector<std::uint32_t> run() {
    ends.assign(flat.size(), StatementLiteral::filledIn);
    if (!match(0, 0))
      return {};
    return std::move(ends);
  }

private:
  static constexpr std::size_t maxConversions = 200;  // Each is a level deeper.
  /// What a conversion becomes may be anything, a known text too: the shortest that fits is tried first.
  bool match(std::size_t at, std::size_t in) {
    for (;;) {
      if (in == literal.size())
        return at == flat.size();
      std::size_t conversion = conversionAt(literal, in, style);
      if (conversion != 0) {
        if (!failed.insert({at, in}).second || depth == maxConversions)
          return false;
        ++depth;
        for (std::size_t end = at; end <= flat.size(); ++end) {
          if (match(end, in + conversion)) {
            std::fill(ends.begin() + static_cast<std::ptrdiff_t>(at), ends.begin() + static_cast<std::ptrdiff_t>(end),
                      StatementLiteral::filledIn);
            return true;
          }
        }
        --depth;
        return false;
      }
      if (at == flat.size() || flat[at] != literal[in] || flat[at] == hole)
        return false;
      in += doubledAt(literal, in, style);
      ends[at++] = static_cast<std::uint32_t>(in);
    }
  }

  std::string_view flat, literal;
  Style style;
  std::size_t depth = 0;
  std::vector<std::uint32_t> ends;
  std::set<std::pair<std::size_t, std::size_t>> failed;
};

std::string flatText(const sql::Text &text) {
  std::string flat;
  for (const auto &piece : text.pieces())
    flat += std::holds_alternative<sql::Hole>(piece) ? std::string(1, hole) : std::get<std::string>(piece);
  return flat;
}

bool holdsInsert(std::string_view text) {
  constexpr std::string_view word = "insert";
  auto found = std::search(text.begin(), text.end(), word.begin(), word.end(),
                           [](unsigned char a, char b) { return std::tolower(a) == b; });
  return found != text.end();
}

/// Writes characters to a buffer that its caller made: the C library's names.
bool fillsBuffer(std::string_view name) {
  if (std::size_t colons = name.rfind("::"); colons != std::string_view::npos)
    name.remove_prefix(colons + 2);
  if (name.starts_with("__builtin_"))
    name.remove_prefix(std::string_view("__builtin_").size());
  if (name.starts_with("asprintf") || name.starts_with("vasprintf"))
    return false;
  return name.ends_with("sprintf") || name.ends_with("snprintf") || name.ends_with("strcpy") ||
         name.ends_with("strncpy") || name.ends_with("strcat") || name.ends_with("strncat") || name == "strlcpy" ||
         name == "memcpy";
}

template <typename See> void eachCall(const facts::Function &function, See see) {
  for (const facts::Block &block : function.blocks)
    for (const facts::Step &step : block.steps)
      if (const auto *call = std::get_if<facts::Call>(&step.what))
        see(*call, step.source);
}

}  // namespace

std::vector<std::uint32_t> alignment(const sql::Text &text, std::string_view literal, Style style) {
  return Aligner(flatText(text), literal, style).run();
}

void Literals::collect() const {
  collected = true;
  for (FunctionIndex f = 0; f < program.functions.size(); ++f) {
    const facts::Function &function = program.functions[f].facts;
    for (facts::ValueId v = 0; v < function.values.size(); ++v) {
      const auto *constant = std::get_if<facts::TextConstant>(&function.values[v]);
      if (!constant)
        continue;
      Candidate candidate{.function = f, .value = v};
      for (const facts::LiteralPiece &piece : constant->pieces) {
        candidate.text += program.strings[piece.text];
        if (candidate.file.empty() && piece.text != 0) {
          const facts::Range &at = function.sources[piece.source].spelling;
          candidate.file = program.strings[at.file];
          candidate.begin = at.begin;
        }
      }
      if (!candidate.file.empty() && holdsInsert(candidate.text))
        candidates.push_back(std::move(candidate));
    }
  }
}

const Literals::Found &Literals::alignedWith(const sql::Text &text) const {
  if (!collected)
    collect();
  std::string flat = flatText(text);
  auto [at, isNew] = known.try_emplace(flat);
  for (std::size_t i = 0; isNew && i < candidates.size(); ++i) {
    // What comes before the first conversion, in whatever style, stands in the text as it is.
    const std::string_view literal = candidates[i].text;
    if (!flat.starts_with(literal.substr(0, literal.find_first_of("%{}"))))
      continue;
    for (Style style : {Style::Plain, Style::Printf, Style::Fmt, Style::Qt})
      if (!Aligner(flat, candidates[i].text, style).run().empty()) {
        at->second.emplace_back(&candidates[i], style);
        break;
      }
  }
  return at->second;
}

const Literals::Candidate *Literals::source(const StatementInstance &write, Style &style, NoLiteral &none) const {
  none = NoLiteral::Composed;
  if (!write.wholeText)
    return nullptr;
  const Found &all = alignedWith(*write.wholeText);
  Found found;
  std::ranges::copy_if(all, std::back_inserter(found), [&](const auto &one) {
    return std::ranges::any_of(write.path, [&](const PathStep &at) { return at.function == one.first->function; });
  });
  if (found.empty())
    found = all;
  // What is the text itself goes before what may become it.
  auto isFormat = [](const auto &one) { return one.second != Style::Plain; };
  if (!std::ranges::all_of(found, isFormat))
    std::erase_if(found, isFormat);
  // Of several in one function the one that stands in the call itself.
  if (found.size() > 1) {
    CodePlace at = summaries.placeOf(write.path[std::min(write.specific, write.path.size() - 1)]);
    auto inside = [&](const auto &one) {
      return one.first->file == at.file && one.first->begin >= at.begin && one.first->begin < at.end;
    };
    if (std::ranges::any_of(found, inside))
      std::erase_if(found, [&](const auto &one) { return !inside(one); });
  }
  for (const auto &one : found)
    if (!one.first->samePlace(*found.front().first)) {
      none = NoLiteral::Ambiguous;
      return nullptr;
    }
  if (found.empty())
    return nullptr;
  style = found.front().second;
  return found.front().first;
}

/// Writes whose text is known in the function that runs them.
void Literals::collectWrites() const {
  collectedWrites = true;
  for (FunctionIndex f = 0; f < program.functions.size(); ++f)
    for (const StatementInstance &one : summaries.of(f).instances) {
      if (!one.writes || one.specific != 0)
        continue;
      Write write{.instance = &one, .at = summaries.placeOf(one.path.front())};
      Style style;
      NoLiteral none;
      write.from = source(one, style, none);
      write.ambiguous = !write.from && none == NoLiteral::Ambiguous;
      if (!write.from && one.wholeText)
        write.composed = flatText(*one.wholeText);
      writes.push_back(std::move(write));
    }
}

bool Literals::isShared(const StatementInstance &write, const Candidate &origin) const {
  if (!collectedWrites)
    collectWrites();
  // One place may be in several functions: a template's instantiations, a file that is compiled twice.
  const CodePlace own = summaries.placeOf(write.path[std::min(write.specific, write.path.size() - 1)]);
  return std::ranges::any_of(writes, [&](const Write &other) {
    if (other.at.begin == own.begin && other.at.file == own.file)
      return false;
    if (other.from ? other.from->samePlace(origin) : other.ambiguous && other.instance->text == write.text)
      return true;
    // Put together from pieces, of which the literal may be one.
    return !other.composed.empty() && other.composed.find(origin.text) != std::string::npos;
  });
}

bool Literals::lengthGiven(const StatementInstance &write, const Candidate &origin) const {
  constexpr std::int64_t shortest = 16;  // Smaller numbers mean something else.
  auto size = static_cast<std::int64_t>(origin.text.size());
  bool given = false;
  for (const PathStep &at : write.path) {
    const facts::Function &function = program.functions[at.function].facts;
    eachCall(function, [&](const facts::Call &call, facts::SourceId) {
      for (const facts::Argument &argument : call.arguments)
        if (const auto *number = std::get_if<facts::IntConstant>(&function.values[argument.value]))
          given |= size >= shortest && (number->number == size || number->number == size + 1);
    });
  }
  return given;
}

bool Literals::throughBuffer(const StatementInstance &write, const Candidate &origin) const {
  bool copied = false;
  std::vector<FunctionIndex> functions{origin.function};
  for (const PathStep &at : write.path)
    functions.push_back(at.function);
  for (FunctionIndex f : functions) {
    const facts::Function &function = program.functions[f].facts;
    eachCall(function, [&](const facts::Call &call, facts::SourceId) {
      if (!fillsBuffer(program.strings[call.callee.name]))
        return;
      // In a function that has the literal, only where it is an argument; a wrapper copies what it is given.
      bool holds = f == origin.function, has = false;
      for (const facts::Argument &argument : call.arguments)
        has |= !std::holds_alternative<facts::TextConstant>(function.values[argument.value])
                   ? !holds
                   : argument.value == origin.value;
      copied |= has;
    });
  }
  return copied;
}

bool Literals::fillsArray(const Candidate &origin) const {
  const facts::Function &function = program.functions[origin.function].facts;
  auto sized = [&](facts::TextId type) {
    std::string_view spelled = program.strings[type];
    std::size_t open = spelled.find('[');
    return open != std::string_view::npos &&
           !spelled.substr(open + 1).starts_with(std::to_string(origin.text.size() + 1) + "]");
  };
  for (const facts::Block &block : function.blocks)
    for (const facts::Step &step : block.steps) {
      const auto *assign = std::get_if<facts::Assign>(&step.what);
      if (!assign || assign->value != origin.value)
        continue;
      const facts::Place &place = function.places[assign->place];
      if (const auto *local = std::get_if<facts::Local>(&place); local && sized(function.locals[local->index].type))
        return true;
      const auto *global = std::get_if<facts::Global>(&place);
      if (global && std::ranges::any_of(program.globals,
                                        [&](const auto &one) { return one.name == global->name && sized(one.type); }))
        return true;
    }
  return false;
}

std::uint64_t Literals::hashOf(facts::TextId file) const {
  std::uint64_t hash = 0;
  for (const UnitSummary &unit : program.units)
    for (const facts::SourceFile &known : unit.files)
      if (known.path == file) {
        if (hash != 0 && hash != known.hash)
          return 0;
        hash = known.hash;
      }
  return hash;
}

LiteralOrigin Literals::of(const StatementInstance &write) const {
  StatementLiteral literal;
  NoLiteral none;
  const Candidate *origin = source(write, literal.style, none);
  if (!origin)
    return none;
  if (isShared(write, *origin))
    return NoLiteral::Shared;
  if (lengthGiven(write, *origin))
    return NoLiteral::LengthGiven;
  literal.ends = alignment(*write.wholeText, origin->text, literal.style);
  literal.throughBuffer = throughBuffer(write, *origin) || fillsArray(*origin);
  const facts::Function &function = program.functions[origin->function].facts;
  for (const facts::LiteralPiece &piece : std::get<facts::TextConstant>(function.values[origin->value]).pieces) {
    const facts::Source &source = function.sources[piece.source];
    LiteralToken token;
    token.file = program.strings[source.spelling.file];
    token.begin = source.spelling.begin;
    token.end = source.spelling.end;
    token.line = source.spelling.line;
    token.column = source.spelling.column;
    token.fileHash = hashOf(source.spelling.file);
    token.text = program.strings[piece.text];
    token.inMacroBody = source.origin == facts::Origin::MacroBody;
    literal.tokens.push_back(std::move(token));
  }
  return literal;
}

}  // namespace dbrace::worlds
