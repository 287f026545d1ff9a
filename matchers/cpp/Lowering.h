// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers one function's body to blocks of steps.
//
// The walk follows the order of evaluation, as a compiler's code generation does, and keeps what is alive on a stack,
// so that every way out of a scope runs the destructors it must. Clang's own CFG is not used: it gives up on a whole
// function when one statement in it did not compile (a range-for over an unknown type is enough), which is ordinary
// here.
//
// Three views of an expression: its `value`, the `place` it names, and construction of its value `into` a place.
#pragma once

#include "cpp/Builder.h"
#include "cpp/MissingNames.h"
#include "cpp/UnitReader.h"

namespace dbrace::cpp {

class Lowering {
public:
  Lowering(UnitReader &unit, facts::Function &function);

  void lowerFunction(const clang::FunctionDecl *function);
  /// The pseudo function that gives a global its first value.
  void lowerInitializer(const clang::VarDecl *variable);

private:
  // Statements (LowerStatements.cpp, LowerLoops.cpp)
  void statement(const clang::Stmt *stmt);
  void compound(const clang::CompoundStmt *body);
  void ifStatement(const clang::IfStmt *stmt);
  void loop(const clang::Stmt *stmt);
  void rangeFor(const clang::CXXForRangeStmt *stmt);
  void switchStatement(const clang::SwitchStmt *stmt);
  void caseLabel(const clang::SwitchCase *label);
  void tryStatement(const clang::CXXTryStmt *stmt, llvm::function_ref<void()> before = {});
  void returnStatement(const clang::Expr *value, clang::SourceRange range, const clang::VarDecl *elided = nullptr);
  void returnStatement(facts::ValueId result, clang::SourceRange range, facts::PlaceId handedOut = facts::none);
  /// What the compiler may have left out between two statements.
  void dropped(clang::SourceLocation from, clang::SourceLocation to);
  void gotoLabel(const clang::LabelDecl *label, clang::SourceRange range);
  void inlineAssembly(const clang::AsmStmt *stmt);
  void declare(const clang::Decl *decl);
  void declareVariable(const clang::VarDecl *variable);
  void branch(const clang::Expr *condition, facts::BlockId whenTrue, facts::BlockId whenFalse);

  // What is alive (LowerStatements.cpp)
  struct Live {
    facts::PlaceId object;
    const clang::CXXRecordDecl *record;
    facts::CleanupId outer;
  };
  /// A scope of the program; `close` runs what must run at its normal end.
  class Scope {
  public:
    explicit Scope(Lowering &lowering)
        : lowering(lowering), depth(lowering.alive.size()), cleanup(lowering.b.currentCleanup) {}
    void close(clang::SourceRange end);

  private:
    Lowering &lowering;
    std::size_t depth;
    facts::CleanupId cleanup;
  };
  void enliven(facts::PlaceId object, clang::QualType type);
  /// Runs the destructors down to `depth`, without forgetting them: the code after a jump still has them. `handedOut`:
  /// the variable that is the returned object itself.
  void leaveTo(std::size_t depth, clang::SourceRange range, facts::PlaceId handedOut = facts::none);
  void callDestructor(facts::PlaceId object, const clang::CXXRecordDecl *record, facts::CleanupId outer,
                      facts::SourceId source, bool isVirtual = false);
  facts::Callee destructorOf(const clang::CXXRecordDecl *record);
  /// What an exception runs for the object, also through an owning pointer (Owners.cpp).
  facts::Destroy destroyOf(facts::PlaceId object, const clang::CXXRecordDecl *record);
  /// Ends what an owning pointer holds, if it does.
  void endOwned(facts::PlaceId object, const clang::CXXRecordDecl *record, facts::SourceId source);

  // Expressions (LowerExpressions.cpp, LowerOperators.cpp)
  facts::ValueId value(const clang::Expr *expr);
  facts::PlaceId place(const clang::Expr *expr);
  void discard(const clang::Expr *expr);
  facts::ValueId address(const clang::Expr *expr) { return b.addressOf(place(expr)); }
  /// The place as a temporary or named object that outlives the full expression only if something else says so.
  facts::PlaceId materialize(const clang::Expr *expr);
  facts::ValueId truth(const clang::Expr *expr);
  facts::ValueId castValue(const clang::CastExpr *cast);
  facts::ValueId unaryValue(const clang::UnaryOperator *expr);
  facts::ValueId binaryValue(const clang::BinaryOperator *expr);
  facts::ValueId binaryOf(clang::BinaryOperatorKind kind, facts::ValueId left, facts::ValueId right);
  facts::ValueId incremented(const clang::UnaryOperator *expr, facts::ValueId old);
  facts::ValueId conditional(const clang::Expr *expr, bool wantsPlace);
  facts::ValueId textOf(const clang::StringLiteral *literal);
  std::optional<std::int64_t> constant(const clang::Expr *expr);
  std::optional<bool> constantCondition(const clang::Expr *expr);
  /// Runs the destructors of temporaries made since there were `count`.
  void endTemporaries(std::size_t count, const clang::Expr *expr);
  facts::TextId macroName(clang::SourceLocation at);
  void throwException(const clang::Expr *operand, const clang::Expr *expr);
  facts::ValueId lambda(const clang::LambdaExpr *expr);
  facts::ValueId unknown(const clang::Expr *expr);
  facts::PlaceId unknownPlace(const clang::Expr *expr) { return b.pointee(unknown(expr)); }
  facts::PlaceId assignTo(const clang::BinaryOperator *expr);
  facts::PlaceId memberPlace(const clang::MemberExpr *expr);
  /// `&User::email`: a text, since there is nothing to point to yet.
  facts::ValueId memberName(llvm::StringRef qualified);
  /// The same for what stands for a column in expressions that are queries.
  bool isColumn(const clang::ValueDecl *decl);
  facts::PlaceId columnPlace(const clang::CXXRecordDecl *table, const clang::ValueDecl *column,
                             clang::SourceRange range);
  facts::PlaceId declPlace(const clang::ValueDecl *decl, const clang::Expr *expr);
  facts::PlaceId variablePlace(const clang::VarDecl *variable);
  bool isOwn(const clang::ParmVarDecl *parameter) const;
  /// Variables around a lambda that it uses by its capture default, in a template that was never instantiated: the
  /// compiler has not decided then what is captured. All count as captured by reference.
  static llvm::SmallSetVector<const clang::VarDecl *, 8> usedWithoutCapture(const clang::CXXRecordDecl *closure);
  facts::ValueId declValue(const clang::DeclRefExpr *expr);
  std::optional<facts::PlaceId> invalidVariable(llvm::StringRef name);

  // Objects (LowerObjects.cpp)
  void into(const clang::Expr *expr, facts::PlaceId target, facts::AssignKind kind);
  void construct(const clang::CXXConstructExpr *expr, facts::PlaceId target, facts::AssignKind kind);
  void initializeList(const clang::InitListExpr *list, facts::PlaceId target, facts::AssignKind kind);
  void initializeMembers(const clang::CXXConstructorDecl *constructor);
  void destroyMembers(const clang::CXXDestructorDecl *destructor);
  facts::ValueId newObject(const clang::CXXNewExpr *expr);
  void deleteObject(const clang::CXXDeleteExpr *expr);
  facts::PlaceId thisObject();
  /// Copies or moves and does nothing else that anybody wrote in the project.
  bool isCopy(const clang::CXXConstructExpr *expr);

  // Calls (LowerCalls.cpp, LowerUnresolved.cpp)
  struct CallResult {
    facts::PlaceId result = facts::none;  ///< The temporary; none for void.
    bool isAddress = false;               ///< The call yields a reference.
  };
  facts::ValueId callValue(const clang::Expr *expr);
  facts::PlaceId callPlace(const clang::Expr *expr);
  void constructMade(const clang::FunctionDecl *called, facts::PlaceId made,
                     const std::vector<facts::Argument> &arguments, const clang::CallExpr *call);
  CallResult callResult(const clang::CallExpr *call);
  bool nameMember(const clang::Expr *callee, facts::Call &call);
  const clang::StringLiteral *literalOfMacro(const clang::CallExpr *call);
  std::optional<facts::ValueId> builtin(const clang::CallExpr *call, unsigned id);
  /// Assignments that only copy; the place assigned to.
  std::optional<facts::PlaceId> copyingAssignment(const clang::CallExpr *call);
  CallResult unresolvedCall(const clang::Expr *call, const clang::Expr *callee,
                            llvm::ArrayRef<const clang::Expr *> arguments);
  CallResult joinedText(const clang::CallExpr *call, llvm::ArrayRef<const clang::Expr *> arguments);
  CallResult madeUpCall(const clang::CallExpr *call, const clang::FunctionDecl *called, const clang::Expr *callee,
                        llvm::ArrayRef<const clang::Expr *> arguments);
  void unresolvedConstruction(llvm::StringRef type, facts::PlaceId target,
                              llvm::ArrayRef<const clang::Expr *> arguments, clang::SourceRange range);
  /// Of a receiver: as declared, or as written where the declaration did not compile.
  std::string spelledType(const clang::Expr *expr);
  facts::ValueId recovery(const clang::RecoveryExpr *expr);
  facts::PlaceId recoveryPlace(const clang::RecoveryExpr *expr);
  void addArguments(facts::Call &call, llvm::ArrayRef<const clang::Expr *> arguments, const clang::FunctionDecl *callee,
                    const clang::FunctionProtoType *type, unsigned firstParameter);
  static bool argumentMayBeWritten(clang::QualType parameter);
  facts::Argument argument(const clang::Expr *expr, clang::QualType parameter);
  facts::Callee calleeOf(const clang::FunctionDecl *function, const clang::CXXRecordDecl *receiver, unsigned arguments);
  CallResult emit(facts::Call call, clang::QualType type, const clang::Expr *expr, bool noReturn);

  facts::SourceId source(clang::SourceRange range) { return b.source(unit.sources.source(range)); }
  facts::SourceId source(const clang::Stmt *stmt);
  facts::TextId text(llvm::StringRef text) { return unit.names.text(text); }
  facts::PlaceId addLocal(const clang::VarDecl *variable);
  void finish();

  UnitReader &unit;
  clang::ASTContext &context;
  facts::Function &out;
  Builder b;
  const clang::FunctionDecl *function = nullptr;
  bool dependent = false;

  struct Target {
    facts::BlockId block;
    std::size_t depth;
  };
  struct PendingGoto {
    facts::BlockId from;
    const clang::LabelDecl *label;
    std::vector<Live> alive;
    clang::SourceRange range;
  };
  struct SwitchState {
    std::vector<facts::SwitchCase> cases;
    facts::BlockId otherwise = facts::none;
  };
  std::vector<Live> alive;
  std::vector<Target> breaks, continues;
  std::vector<SwitchState *> switches;
  std::vector<PendingGoto> gotos;
  llvm::DenseMap<const clang::LabelDecl *, Target> labels;
  /// Temporaries with destructors of the full expression; those of an operand that may be skipped are not kept.
  std::vector<Live> temporaries;
  llvm::DenseMap<const clang::VarDecl *, facts::PlaceId> locals;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> captures;
  std::vector<bool> captureIsReference;
  unsigned thisCapture = facts::none;
  bool thisByCopy = false;
  llvm::DenseMap<const clang::OpaqueValueExpr *, facts::ValueId> opaqueValues;
  std::optional<facts::BlockId> epilogue;  ///< Where `return` goes in a destructor: members are destroyed there.
  std::vector<std::pair<std::string, const clang::VarDecl *>> invalidVariables;
};

}  // namespace dbrace::cpp
