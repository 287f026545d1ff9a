// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Read.h"

#include "cpp/Arguments.h"
#include "cpp/Builder.h"
#include "cpp/Invocation.h"
#include "cpp/MissingNames.h"
#include "cpp/StandInFiles.h"
#include "cpp/Start.h"
#include "cpp/UnitReader.h"

#include "clang/Frontend/FrontendOptions.h"
#include "clang/Lex/PreprocessorOptions.h"

namespace dbrace::cpp {
using namespace clang;

namespace {

/// More errors than this say nothing new.
constexpr std::size_t maxErrors = 200;
/// Positions are kept for more, to tell which functions did not compile.
constexpr std::size_t maxErrorPlaces = 20000;

struct CompilerError {
  ErrorPlace place;
  unsigned end = 0;
  std::string message;
};

/// Collects errors; their places can only be described while the source manager lives.
class ErrorCollector : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level level, const Diagnostic &info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < DiagnosticsEngine::Error)
      return;
    if (!info.hasSourceManager() || info.getLocation().isInvalid()) {
      llvm::SmallString<128> message;
      info.FormatDiagnostic(message);
      withoutPlace.push_back(std::string(message));
      return;
    }
    auto [file, offset] = info.getSourceManager().getDecomposedExpansionLoc(info.getLocation());
    if (places.size() == maxErrorPlaces)
      return;
    places.push_back({file, offset});
    llvm::SmallString<128> message;
    info.FormatDiagnostic(message);
    missing.add(file, offset, message);
    if (messages.size() < maxErrors)
      messages.push_back(std::string(message));
  }

  /// Those of a reading before this one, which had the same text.
  void addPlaces(const std::vector<std::pair<std::string, unsigned>> &others, SourceManager &manager) {
    for (const auto &[name, offset] : others)
      if (auto file = manager.getFileManager().getOptionalFileRef(name))
        if (FileID id = manager.translateFile(*file); id.isValid())
          places.push_back({id, offset});
  }

  MissingNames missing;
  std::vector<ErrorPlace> places;
  std::vector<std::string> messages;      // Of the first places, in the same order.
  std::vector<std::string> withoutPlace;  // Of the command line.
};

class SuppressionCollector : public CommentHandler {
public:
  bool HandleComment(Preprocessor &preprocessor, SourceRange comment) override {
    const SourceManager &manager = preprocessor.getSourceManager();
    auto [file, begin] = manager.getDecomposedLoc(comment.getBegin());
    auto [endFile, end] = manager.getDecomposedLoc(comment.getEnd());
    llvm::StringRef text = manager.getBufferData(file).substr(begin, end - begin);
    for (SuppressionText &found : suppressionsIn(std::string_view(text)))
      all.push_back({file, begin, std::move(found)});
    return false;
  }

  struct Found {
    FileID file;
    unsigned begin;
    SuppressionText text;
  };
  std::vector<Found> all;
};

/// What one run of the compiler hands over.
struct Run {
  const ReadRequest &request;
  facts::Unit unit;
  ErrorCollector errors;
  SuppressionCollector suppressions;
  bool finished = false;
  bool mayMakeUp = true;  // What is missing, and be run once more with that.
  std::vector<std::string>
      madeUp;  // What the next run is to declare first: the best, and where that did harm the next.
  std::vector<std::pair<std::string, unsigned>> earlierErrors;
  std::size_t ownErrors = 0;
};

class FactsConsumer : public ASTConsumer {
public:
  FactsConsumer(Run &run, CompilerInstance &compiler) : run(run), compiler(compiler) {}

  static void repair(Decl *decl) {
    if (auto *record = dyn_cast<CXXRecordDecl>(decl);
        record && record->isCompleteDefinition() && !record->isDependentContext()) {
      for (FieldDecl *field : record->fields())
        if (field->isInvalidDecl() && !field->isBitField()) {
          Names::keepSpelledType(field);
          field->setType(record->getASTContext().IntTy);
          field->setInvalidDecl(false);
        }
      if (record->isInvalidDecl())
        record->setInvalidDecl(false);
    }
    if (auto *context = dyn_cast<DeclContext>(decl); context && (isa<NamespaceDecl, LinkageSpecDecl, RecordDecl>(decl)))
      for (Decl *inner : context->decls())
        if (!inner->isImplicit() && (isa<NamespaceDecl, LinkageSpecDecl, RecordDecl>(inner)))
          repair(inner);
  }

  void Initialize(ASTContext &context) override {
    foreign =
        std::make_unique<Sources>(run.unit.strings, context.getSourceManager(), context.getLangOpts(), run.request);
  }

  /// Bodies of foreign functions are not even parsed; the compiler keeps those whose value or type it needs.
  bool shouldSkipFunctionBody(Decl *decl) override { return foreign->isForeign(decl->getLocation()); }

  /// With a header missing, a class has members of unknown type, and the compiler calls the whole class invalid: it
  /// then refuses every use of an inherited member in code that comes later, and drops the expression around it. Such
  /// members become integers and the class is good again, so that the rest of the code is read.
  bool HandleTopLevelDecl(DeclGroupRef group) override {
    for (Decl *decl : group)
      repair(decl);
    return true;
  }

  void HandleTranslationUnit(ASTContext &context) override {
    if (run.mayMakeUp && context.getLangOpts().CPlusPlus && makeUp(context))
      return;
    run.ownErrors = run.errors.places.size();
    run.errors.addPlaces(run.earlierErrors, context.getSourceManager());
    UnitReader reader(run.request, context, run.unit, run.errors.places);
    reader.sema = &compiler.getSema();
    reader.read();
    Sources &sources = reader.sources;
    run.unit.files = sources.files();
    if (run.earlierErrors.empty())
      addErrors(sources);
    for (const SuppressionCollector::Found &found : run.suppressions.all) {
      if (sources.isForeign(context.getSourceManager().getComposedLoc(found.file, found.begin)))
        continue;
      facts::Suppression suppression;
      suppression.at = sources.fileRange(found.file, found.begin + static_cast<unsigned>(found.text.begin),
                                         found.begin + static_cast<unsigned>(found.text.end));
      suppression.form = found.text.form;
      for (const std::string &rule : found.text.rules)
        suppression.rules.push_back(run.unit.strings.intern(rule));
      suppression.reason = run.unit.strings.intern(found.text.reason);
      run.unit.suppressions.push_back(std::move(suppression));
    }
    run.unit.mainFile =
        sources.pathOf(context.getSourceManager().getLocForStartOfFile(context.getSourceManager().getMainFileID()));
    run.finished = true;
  }

private:
  void addErrors(Sources &sources) {
    for (std::size_t index = 0; index < run.errors.messages.size(); ++index) {
      const ErrorPlace &at = run.errors.places[index];
      run.unit.errors.push_back(
          {sources.fileRange(at.file, at.offset, at.offset), run.unit.strings.intern(run.errors.messages[index])});
    }
  }

  /// Whether there is something to make up, and the unit to be read again for it. The errors reported are those of the
  /// unit as it is.
  bool makeUp(ASTContext &context) {
    run.madeUp = run.errors.missing.declarations(compiler.getPreprocessor(), context, [&](FileID file) {
      return !foreign->isForeign(context.getSourceManager().getLocForStartOfFile(file));
    });
    if (run.madeUp.empty())
      return false;
    addErrors(*foreign);
    for (const ErrorPlace &at : run.errors.places)
      if (auto file = context.getSourceManager().getFileEntryRefForID(at.file))
        run.earlierErrors.emplace_back(file->getName(), at.offset);
    return run.finished = true;
  }

  Run &run;
  CompilerInstance &compiler;
  std::unique_ptr<Sources> foreign;
};

class FactsAction : public ASTFrontendAction {
public:
  FactsAction(Run &run, StandInFiles &files) : run(run), files(files) {}

protected:
  bool BeginInvocation(CompilerInstance &compiler) override {
    compiler.getFrontendOpts().SkipFunctionBodies = true;
    compiler.getLangOpts().RecoveryAST = true;
    compiler.getLangOpts().RecoveryASTType = true;
    compiler.getLangOpts().SpellChecking = false;
    DiagnosticsEngine &diagnostics = compiler.getDiagnostics();
    diagnostics.setFatalsAsError(true);
    diagnostics.setErrorLimit(0);
    diagnostics.setIgnoreAllWarnings(true);
    diagnostics.setWarningsAsErrors(false);
    return true;
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &compiler, llvm::StringRef) override {
    compiler.getPreprocessor().addCommentHandler(&run.suppressions);
    std::vector<std::string> searched;
    for (const DirectoryLookup &place : compiler.getPreprocessor().getHeaderSearchInfo().search_dir_range())
      if (place.isNormalDir())
        searched.emplace_back(place.getName());
    files.searchIn(std::move(searched));
    return std::make_unique<FactsConsumer>(run, compiler);
  }

private:
  Run &run;
  StandInFiles &files;
};

/// Hands one action to Clang's runner of invocations.
class FactsActionFactory : public tooling::FrontendActionFactory {
public:
  FactsActionFactory(Run &run, StandInFiles &files) : run(run), files(files) {}
  std::unique_ptr<FrontendAction> create() override { return std::make_unique<FactsAction>(run, files); }

private:
  Run &run;
  StandInFiles &files;
};

/// Runs the compiler once; `madeUp` stands in front of the unit.
void runOnce(Run &run, const Start &start, const std::string &madeUp = "") {
  Files files = start.files;
  if (!madeUp.empty()) {
    auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    memory->addFile(madeUpFile, 0, llvm::MemoryBuffer::getMemBuffer(madeUp, madeUpFile));
    memory->setCurrentWorkingDirectory(run.request.directory);
    auto both = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(files);
    both->pushOverlay(memory);
    files = both;
  }
  auto withStandIns = llvm::makeIntrusiveRefCnt<StandInFiles>(files, run.request.absent);
  auto invocation = start.invocation(withStandIns, run.errors);
  if (!invocation)
    return;
  if (!madeUp.empty()) {
    std::vector<std::string> &includes = invocation->getPreprocessorOpts().Includes;
    includes.insert(includes.begin(), madeUpFile.str());
  }
  llvm::IntrusiveRefCntPtr<FileManager> manager(new FileManager(FileSystemOptions(), withStandIns));
  FactsActionFactory(run, *withStandIns)
      .runInvocation(invocation, manager.get(), std::make_shared<PCHContainerOperations>(), &run.errors);
}

facts::Unit emptyUnit(const ReadRequest &request, const Start &start) {
  facts::Unit unit;
  unit.toolVersion = unit.strings.intern(request.toolVersion);
  unit.models = request.models ? unit.strings.intern(request.models->hash()) : 0;
  unit.directory = unit.strings.intern(request.directory);
  for (const std::string &flag : start.flags)
    unit.command.push_back(unit.strings.intern(flag));
  return unit;
}

/// Reads the unit, and where names are missing once more, behind declarations of them.
void runClang(Run &run, const Start &start) {
  runOnce(run, start);
  if (!run.finished || run.madeUp.empty())
    return;
  for (const std::string &madeUp : run.madeUp) {
    Run again{run.request, run.unit};
    again.mayMakeUp = false;
    again.earlierErrors = run.earlierErrors;
    runOnce(again, start, madeUp);
    if (again.finished && again.ownErrors <= again.earlierErrors.size()) {
      run.unit = std::move(again.unit);
      return;
    }
  }
  // All that was made up did harm.
  Run plain{run.request, emptyUnit(run.request, start)};
  plain.mayMakeUp = false;
  runOnce(plain, start);
  run.finished = plain.finished;
  run.unit = std::move(plain.unit);
}

bool hasCutExpressions(const facts::Unit &unit) {
  facts::TextId why = unit.strings.find(nestedTooDeep);
  auto isCut = [&](const facts::Value &value) {
    const auto *unknown = std::get_if<facts::Unknown>(&value);
    return unknown && unknown->why == why;
  };
  return why != 0 && std::ranges::any_of(unit.functions, [&](const facts::Function &function) {
           return std::ranges::any_of(function.values, isCut);
         });
}

}  // namespace

std::variant<facts::Unit, ReadFailure> readFrom(const ReadRequest &request, const Start &start) {
  Run run{request, emptyUnit(request, start)};
  runClang(run, start);
  if (run.finished) {
    if (request.remark && hasCutExpressions(run.unit))
      request.remark("expressions nested more than " + std::to_string(facts::nestingLimit) +
                     " deep are taken for unknown");
    return std::move(run.unit);
  }
  return ReadFailure{run.errors.withoutPlace.empty() ? "the compiler did not start" : run.errors.withoutPlace.front()};
}

std::variant<facts::Unit, ReadFailure> readUnit(const ReadRequest &request) {
  auto files = filesOf(request);
  if (!files)
    return ReadFailure{"cannot work in " + request.directory + ": " + files.getError().message()};
  std::string message;
  for (bool essential : {false, true}) {
    ClangCommand command = clangCommand(request, essential);
    auto unit = readFrom(request, {*files, command.flags, [&](const Files &seen, DiagnosticConsumer &errors) {
                                     return invocationOf(request, command.flags, command.hostHeaders, seen, errors);
                                   }});
    if (const auto *failure = std::get_if<ReadFailure>(&unit)) {
      if (!essential)
        message = failure->message;
      continue;
    }
    if (request.remark) {
      if (essential)
        request.remark("read with nothing but its include folders and macros, as its flags mean nothing to Clang: " +
                       message);
      for (const std::string &remark : command.remarks)
        request.remark(remark);
    }
    return unit;
  }
  return ReadFailure{message};
}

}  // namespace dbrace::cpp
