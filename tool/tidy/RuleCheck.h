// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A rule as a check of clang-tidy.
//
// One class serves all rules: a check shows the findings of its rule out of the one analysis that all checks of a unit
// share. Nothing is decided here. Every finding is a warning of clang-tidy's, whatever its level: errors would pass by
// --header-filter and --line-filter. NOLINT is clang-tidy's affair.
#pragma once

#include "driver/OneUnit.h"
#include "tidy/UnitAnalyses.h"

#include "clang-tidy/ClangTidyCheck.h"

#include <span>

namespace dbrace::tidy {

/// What the checks of all units share.
struct Shared {
  std::filesystem::path workingDirectory;  ///< Where clang-tidy was started; it moves about later.
  UnitAnalyses<driver::OneUnitOptions, report::Report> analyses;
  std::vector<std::pair<driver::OneUnitOptions, std::unique_ptr<driver::LinkedFacts>>> linked;
};

class RuleCheck : public clang::tidy::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef name, clang::tidy::ClangTidyContext *context, std::shared_ptr<Shared> shared);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &stored) override;
  void registerPPCallbacks(const clang::SourceManager &manager, clang::Preprocessor *preprocessor,
                           clang::Preprocessor *expander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &result) override;

private:
  report::Report analyse();
  /// As one diagnostic; they have one place and one message.
  void show(std::span<const Finding *const> findings, clang::SourceManager &manager);

  std::shared_ptr<Shared> shared;
  driver::OneUnitOptions options;
  bool notes;  ///< Findings of level note are shown.
  clang::Preprocessor *compiler = nullptr;
  std::shared_ptr<const report::Report> report;  // Held until the unit ends.
};

}  // namespace dbrace::tidy
