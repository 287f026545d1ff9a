// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run of the interpreter looked at outside of itself, with the answers it got.
//
// The result for one function follows from the bodies it went through, from what is known of the functions called
// there, from what fields and names stand for, and from how callers come in. Whoever is asked for one of these tells it
// here while somebody listens. A result that is kept with this list is the result of another run, too, if everything
// on the list is still answered alike: the list is what the run really asked for, so nothing has to be guessed, and
// what it has not asked for may change.
#pragma once

#include "worlds/Program.h"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace dbrace::worlds {

enum class About : std::uint8_t {
  Body,      ///< Of a function: its facts, and what is known of those it may call.
  Summary,   ///< Of a function, as Summaries knows it at that moment.
  Contexts,  ///< Of a function: how its callers come in.
  Held,      ///< What a field or global holds everywhere.
  Written,   ///< Is the field ever written?
  NoFields,  ///< Is nothing known of any field?
  Named,     ///< The statement of a name.
  Spelled,   ///< The name of a statement's text.
  Varies,    ///< Are there several statements for the names of this group?
  NoNames,   ///< Are there no names at all?
  Resting,   ///< What a constant global holds.
  Level,     ///< The isolation level set for a library's connections.
};

class Evidence {
public:
  /// One question with its answer, as a hash. Of a function (then it is its content's hash), or of a text.
  struct Item {
    About about = About::Body;
    std::uint64_t function = 0;
    std::string text;
    std::uint64_t answer = 0;
  };

  explicit Evidence(const Program &program);
  /// Is that asked about functions?
  static constexpr bool isOfFunction(About about) { return about <= About::Contexts; }

  void listen();
  std::vector<Item> stop();

  /// `answer` is only called where this is a new question and somebody listens.
  template <typename Answer> void see(About about, FunctionIndex function, const Answer &answer) {
    if (listening && isNew(about, function))
      items.push_back({about, program.functions[function].hash, {}, static_cast<std::uint64_t>(answer())});
  }
  template <typename Answer> void see(About about, std::string_view text, const Answer &answer) {
    if (listening && isNew(about, text))
      items.push_back({about, 0, std::string(text), static_cast<std::uint64_t>(answer())});
  }

private:
  bool isNew(About about, FunctionIndex function);
  bool isNew(About about, std::string_view text);

  const Program &program;
  bool listening = false;
  std::vector<Item> items;
  std::vector<std::uint32_t> seen;  // By kind of question and function: when it was asked last.
  std::uint32_t time = 0;
  std::unordered_set<std::string> seenTexts;  // The question before the text.
};

/// Where somebody who is asked tells it. It stays with the one who is asked: copies of him tell nobody.
class TellsEvidence {
public:
  TellsEvidence() = default;
  TellsEvidence(const TellsEvidence &) {}
  TellsEvidence &operator=(const TellsEvidence &) { return *this; }
  void tellTo(Evidence *evidence) { to = evidence; }
  template <typename Answer> void see(About about, const auto &subject, const Answer &answer) const {
    if (to)
      to->see(about, subject, answer);
  }

private:
  Evidence *to = nullptr;
};

}  // namespace dbrace::worlds
