// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What clang-tidy finds when it loads libdbrace-tidy.so: one check for each rule, under the rule's name.
#include "rules/Rules.h"
#include "tidy/Host.h"
#include "tidy/RuleCheck.h"

#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"
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

/// The registry is clang-tidy's; entering it while being loaded is how a plug-in is found.
struct Entry {
  Entry() : module((sharesClangWithHost() || (refuseHost(), false), "dbrace-module"), "Check-then-insert races") {}
  clang::tidy::ClangTidyModuleRegistry::Add<Module> module;
};
const Entry entry;

}  // namespace
}  // namespace dbrace::tidy
