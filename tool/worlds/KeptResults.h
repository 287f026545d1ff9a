// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What was found about single functions, from one interpretation to the next.
//
// Each result is kept with everything that its run looked at (Evidence), and taken again only while all of that is
// answered alike: a program in which one unit changed is interpreted anew only where the change is seen. What is kept
// names functions by their content, never by number, and is given to a ResultStore as bytes; where those lie and how
// long is not known here.
#pragma once

#include "worlds/Evidence.h"
#include "worlds/FunctionDigests.h"

#include <functional>
#include <memory>

namespace dbrace::sql {
struct Statement;
class Text;
}  // namespace dbrace::sql

namespace dbrace::worlds {

class ResultStore {
public:
  virtual ~ResultStore() = default;
  /// What was kept last under the key, for this program or for one before; valid as long as the store.
  virtual std::optional<std::string_view> find(std::uint64_t key) = 0;
  virtual void keep(std::uint64_t key, std::string bytes) = 0;
};

/// Results of this very interpretation: what holds for one choice of names mostly holds for the others.
class ResultsInMemory : public ResultStore {
public:
  std::optional<std::string_view> find(std::uint64_t key) override;
  void keep(std::uint64_t key, std::string bytes) override { results[key] = std::move(bytes); }

private:
  std::unordered_map<std::uint64_t, std::string> results;
};

/// What a result is about: one function has several.
enum class Pass : char { Learn = 'l', LearnNames = 'n', LearnFields = 'f', Summary = 's', Pairs = 'p' };

class KeptResults {
public:
  /// The present answer to a question of a result that is kept; Body aside, which is answered here.
  using Answer = std::function<std::uint64_t(const Evidence::Item &, FunctionIndex function)>;
  /// `settings`: what else every result depends on.
  KeptResults(const ProgramIndex &index, const FunctionInfos &infos, ResultStore &store, std::string_view settings,
              Answer answer);

  Evidence &evidence() { return evidence_; }
  const FunctionDigests &digests() const { return digests_; }

  struct Found {
    std::string_view bytes;
    bool ofFirst;  ///< Of the first variant, not of the one asked for.
  };
  /// A result that still holds: of this variant, or of the first one.
  std::optional<Found> find(Pass pass, std::size_t variant, FunctionIndex function);
  /// A run begins, and
  void listen(FunctionIndex function);
  /// this is what it has found.
  void keep(Pass pass, std::size_t variant, FunctionIndex function, std::string_view result);

  /// One statement is a part of many results; in memory it is one.
  std::shared_ptr<const sql::Statement> statement(std::string_view bytes);
  std::shared_ptr<const sql::Text> text(std::string_view bytes);

private:
  std::uint64_t keyOf(Pass pass, std::size_t variant, FunctionIndex function) const;
  std::optional<std::string_view> find(std::uint64_t key);

  Evidence evidence_;
  FunctionDigests digests_;
  ResultStore &store;
  std::uint64_t settings;
  Answer answer;
  std::unordered_map<std::uint64_t, std::shared_ptr<const sql::Statement>> statements;
  std::unordered_map<std::uint64_t, std::shared_ptr<const sql::Text>> texts;
};

}  // namespace dbrace::worlds
