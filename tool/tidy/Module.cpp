// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang-tidy finds when it loads libdbrace-tidy.so: one check for each rule, under the rule's name.
#include "rules/Rules.h"
#include "tidy/RuleCheck.h"

#include "clang-tidy/ClangTidyModule.h"
#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

namespace dbrace::tidy {
namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &factories) override {
    auto shared = std::make_shared<Shared>();
    std::error_code error;
    shared->workingDirectory = std::filesystem::current_path(error);
    for (const Rule &rule : rules())
      factories.registerCheckFactory(rule.name, [shared](llvm::StringRef name, clang::tidy::ClangTidyContext *context) {
        return std::make_unique<RuleCheck>(name, context, shared);
      });
  }
};

// The registry is clang-tidy's; this is how a plug-in enters it.
const clang::tidy::ClangTidyModuleRegistry::Add<Module> entered("dbrace-module",
                                                                "Finds check-then-insert races in database code.");

}  // namespace
}  // namespace dbrace::tidy
