// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tidy/RuleCheck.h"

#include "cpp/Reread.h"
#include "driver/Outputs.h"
#include "tidy/Options.h"
#include "tidy/Places.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"

#include <map>
#include <set>

namespace dbrace::tidy {
using namespace clang;

namespace {

/// The unit that clang-tidy is compiling, lent to the driver.
class Compiled : public driver::UnitAtHand {
public:
  explicit Compiled(const Preprocessor &compiler) : compiler(compiler) {}

  std::filesystem::path source() const override {
    const SourceManager &manager = compiler.getSourceManager();
    OptionalFileEntryRef main = manager.getFileEntryRefForID(manager.getMainFileID());
    return absolute(main ? main->getName() : llvm::StringRef());
  }
  void forEachFile(const Visit &visit) const override {
    cpp::forEachFileOf(compiler, [&](std::string_view path, const auto &text) { visit(absolute(path), text); });
  }
  driver::OrFailure<facts::Unit> read(const driver::Project &project, const apis::Models &models) const override {
    cpp::ReadRequest request;
    request.root = project.root.string();
    request.models = &models;
    request.toolVersion = driver::toolVersion;
    auto unit = cpp::readAgain(compiler, std::move(request));
    if (const auto *failure = std::get_if<cpp::ReadFailure>(&unit))
      return driver::Failure{source().string() + ": not read: " + failure->message};
    return std::get<facts::Unit>(std::move(unit));
  }

private:
  std::string absolute(llvm::StringRef path) const {
    llvm::SmallString<256> whole(path);
    compiler.getFileManager().makeAbsolutePath(whole);
    return std::string(whole);
  }

  const Preprocessor &compiler;
};

/// The driver names what it could not use as on the command line: "--schema: x.sql: ...".
std::string spokenAsOption(const std::string &message) {
  std::size_t colon = message.find(':');
  if (!message.starts_with("--") || colon == std::string::npos)
    return message;
  return driver::optionNamed(std::string_view(message).substr(2, colon - 2)) + message.substr(colon);
}

}  // namespace

RuleCheck::RuleCheck(llvm::StringRef name, clang::tidy::ClangTidyContext *context, std::shared_ptr<Shared> shared)
    : ClangTidyCheck(name, context), shared(std::move(shared)) {
  // Asking is also what makes an option known to --verify-config.
  options = readOptions([&](const std::string &option) {
    auto own = Options.get(option);
    auto all = Options.getLocalOrGlobal("dbrace." + option);
    return own.value_or(all.value_or("")).str();
  });
  auto own = Options.get<bool>("Notes");
  auto all = Options.getLocalOrGlobal<bool>("dbrace.Notes");
  notes = own.value_or(all.value_or(false));
}

void RuleCheck::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &stored) {
  tidy::storeOptions(options, [&](const std::string &name, const std::string &value) {
    Options.store(stored, name, llvm::StringRef(value));
  });
  Options.store(stored, "Notes", notes);
}

void RuleCheck::registerPPCallbacks(const SourceManager &, Preprocessor *preprocessor, Preprocessor *) {
  compiler = preprocessor;
}

void RuleCheck::registerMatchers(ast_matchers::MatchFinder *finder) {
  finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

/// Nothing that goes wrong with dbrace may end clang-tidy.
void RuleCheck::check(const ast_matchers::MatchFinder::MatchResult &result) {
  try {
    report = shared->analyses.of(result.Context, options, [&] { return analyse(); });
    // Of diagnostics with one place and one message clang-tidy keeps the first: another lookup that decides the same
    // insert is told with it.
    using Head = std::tuple<std::string_view, std::uint32_t, std::uint32_t, std::string_view>;
    std::map<Head, std::vector<const Finding *>> mine;
    for (const report::Result &one : report->results)
      if (const Finding &finding = one.finding; finding.rule == getID() && (notes || finding.level != Level::Note))
        mine[{finding.at.file, finding.at.line, finding.at.column, finding.message}].push_back(&finding);
    for (const auto &[head, findings] : mine)
      show(findings, *result.SourceManager);
  } catch (const std::exception &error) {
    configurationDiag("dbrace: %0") << error.what();
  } catch (...) {
    configurationDiag("dbrace: the unit could not be analysed; dbrace scan on the same file may say why");
  }
}

report::Report RuleCheck::analyse() {
  auto known = std::ranges::find(shared->linked, options, [](const auto &one) { return one.first; });
  if (known == shared->linked.end())
    known = shared->linked.insert(known, {options, std::make_unique<driver::LinkedFacts>()});
  auto report = driver::analyseUnit(Compiled(*compiler), options, shared->workingDirectory, *known->second);
  if (const driver::Failure *failure = driver::failureOf(report)) {
    configurationDiag("dbrace: %0") << spokenAsOption(failure->message);
    return {};
  }
  for (const report::Notice &notice : std::get<report::Report>(report).notices)
    if (notice.id == "facts-refused")
      configurationDiag("dbrace: %0") << notice.message;
    else if (notice.id == "over-budget")
      driver::tell(getCurrentMainFile().str() + ": " + notice.message);
  return std::get<report::Report>(std::move(report));
}

void RuleCheck::show(std::span<const Finding *const> findings, SourceManager &manager) {
  Places places(report->root, manager);
  SourceRange at = places.rangeOf(findings.front()->at);
  if (at.isInvalid())
    return;
  std::set<std::tuple<std::string, std::uint32_t, std::string>> offered;  // Several findings may have one edit.
  // Safe ones are what `clang-tidy --fix` writes; the others hang on their note, which --fix-notes asks for.
  auto hints = [&](const Finding &finding, bool safe) {
    std::vector<FixItHint> all;
    if (finding.fix && finding.fix->safe == safe)
      for (const Edit &edit : finding.fix->edits)
        if (SourceRange range = places.rangeOf(edit.at);
            range.isValid() && offered.emplace(edit.at.file, edit.at.begin, edit.text).second)
          all.push_back(FixItHint::CreateReplacement(CharSourceRange::getCharRange(range), edit.text));
    return all;
  };
  {
    DiagnosticBuilder warning = diag(at.getBegin(), "%0");
    warning << findings.front()->message << CharSourceRange::getCharRange(at);
    for (const Finding *finding : findings)
      warning << hints(*finding, true);
  }
  std::set<std::pair<SourceLocation, std::string>> told;
  auto note = [&](SourceRange where, const std::string &message) {
    if (told.emplace(where.getBegin(), message).second)
      diag(where.getBegin(), "%0", DiagnosticIDs::Note) << message << CharSourceRange::getCharRange(where);
  };
  for (const Finding *finding : findings) {
    for (const RelatedPlace &place : report::placesOf(*finding)) {
      // What has no place, or lies in a file that cannot be read any more, is said where the finding is.
      SourceRange where = places.rangeOf(place.at);
      note(where.isValid() ? where : SourceRange(at.getBegin()), place.message);
    }
    for (const std::string &remark : report::remarksOf(*finding))
      note(SourceRange(at.getBegin()), remark);
    if (std::optional<RelatedPlace> fix = report::fixRemark(*finding)) {
      SourceRange where = places.rangeOf(fix->at);
      if (where.isInvalid())
        where = SourceRange(at.getBegin());
      if (told.emplace(where.getBegin(), fix->message).second)
        diag(where.getBegin(), "%0", DiagnosticIDs::Note) << fix->message << hints(*finding, false);
    }
  }
}

}  // namespace dbrace::tidy
