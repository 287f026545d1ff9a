// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the body of a function does: values, places, steps, and where control goes.
//
// Values and places are trees over the tables of one function (`Function::values`, `Function::places`), named by their
// index. All of it is the lower half of Facts.h, which holds functions, classes and units.
#pragma once

#include "facts/Source.h"
#include "facts/Strings.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace dbrace::facts {

/// How deep values and places may be nested in each other. Readers recurse; a front end writes Unknown beyond it.
inline constexpr std::size_t nestingLimit = 1000;

/// Indices into the tables of one function.
using ValueId = std::uint32_t;
using PlaceId = std::uint32_t;
using BlockId = std::uint32_t;
using SourceId = std::uint32_t;
using CleanupId = std::uint32_t;
inline constexpr std::uint32_t none = 0xffffffff;

// Values ------------------------------------------------------------------------------------------------------------

struct IntConstant {  ///< Also bool, enumerators, characters, and 0 for null pointers.
  std::int64_t number = 0;
  TextId name = 0;  ///< Of the enumerator or macro that spelled it (`SQLITE_ROW`), else empty. Messages only.
  bool operator==(const IntConstant &) const = default;
};
struct FloatConstant {
  TextId text = 0;
  bool operator==(const FloatConstant &) const = default;
};
enum class LiteralKind : std::uint8_t { Ordinary, Raw, Wide, Utf8, Utf16, Utf32 };
/// One token of a string literal. Adjacent tokens are pieces of one constant.
struct LiteralPiece {
  TextId text = 0;  ///< The characters it stands for, escapes resolved, in UTF-8.
  SourceId source = 0;
  LiteralKind kind = LiteralKind::Ordinary;
  bool escapes = false;  ///< Its spelling is not its text: offsets within it cannot be mapped one to one.
  bool operator==(const LiteralPiece &) const = default;
};
struct TextConstant {
  std::vector<LiteralPiece> pieces;
  bool operator==(const TextConstant &) const = default;
};
/// The content of a place. Of a class type: the whole object, fields that are not written yet included.
struct Load {
  PlaceId place = none;
  bool operator==(const Load &) const = default;
};
/// References are pointers here: binding `T &r = x` assigns AddressOf(x) to r, and a use of r is Pointee(Load(r)).
struct AddressOf {
  PlaceId place = none;
  bool operator==(const AddressOf &) const = default;
};
struct FunctionRef {  ///< Address of a function or of a method.
  TextId key = 0;
  TextId name = 0;
  bool operator==(const FunctionRef &) const = default;
};
/// A closure. `captures` go, in order, to the places Capture(0), Capture(1) … of the function with this key;
/// what is captured by reference (and `this`) is an address.
struct LambdaRef {
  TextId key = 0;
  std::vector<ValueId> captures;
  bool operator==(const LambdaRef &) const = default;
};
enum class Operator : std::uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  BitAnd,
  BitOr,
  BitXor,
  ShiftLeft,
  ShiftRight,
  Negate,
  BitNot,
  Not,  // one operand
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge,
  And,
  Or,       // both operands evaluated; short circuit is control flow
  Compare,  // <=>
};
/// Casts that keep the value (also between class and base) are not operators: the operand stands for them.
/// A conversion to bool is Ne(x, 0).
struct Operation {
  Operator op = Operator::Add;
  std::vector<ValueId> operands;
  bool operator==(const Operation &) const = default;
};
/// The exception being handled. Only inside a handler.
struct CaughtException {
  bool operator==(const CaughtException &) const = default;
};
/// What the front end cannot say. Two Unknowns of one function are equal only if they are the same ValueId.
struct Unknown {
  std::vector<ValueId> inputs;
  TextId why = 0;  ///< The expression's kind ("CXXTypeidExpr") or "recovery" for code with missing declarations.
  bool operator==(const Unknown &) const = default;
};
using Value = std::variant<IntConstant, FloatConstant, TextConstant, Load, AddressOf, FunctionRef, LambdaRef, Operation,
                           CaughtException, Unknown>;

// Places ------------------------------------------------------------------------------------------------------------

struct Parameter {
  std::uint32_t index = 0;
  bool operator==(const Parameter &) const = default;
};
/// Holds the pointer to the object. `this->x` is Field(Pointee(Load(This)), x).
struct This {
  bool operator==(const This &) const = default;
};
struct Local {              ///< A declared variable, also the hidden ones of range-for (`__range`, `__begin`).
  std::uint32_t index = 0;  ///< Into Function::locals.
  bool operator==(const Local &) const = default;
};
/// Holds the result of a call, a materialised temporary object, or a value that meets across blocks (`&&`, `?:`).
struct Temporary {
  std::uint32_t index = 0;
  bool operator==(const Temporary &) const = default;
};
struct Capture {
  std::uint32_t index = 0;
  bool operator==(const Capture &) const = default;
};
/// The variadic arguments of this function, as an array: its elements are Element(VarArgs, 0) … `va_start(ap, last)`
/// is the step Assign(ap, AddressOf(VarArgs)), `va_copy(a, b)` is Assign(a, Load(b)).
struct VarArgs {
  bool operator==(const VarArgs &) const = default;
};
struct Global {     ///< Also static locals and static members.
  TextId name = 0;  ///< Qualified; with the file in front for internal linkage, with the function for static locals.
  bool operator==(const Global &) const = default;
};
struct Field {
  PlaceId base = none;
  TextId name = 0;  ///< Qualified by the declaring class: "Shop::db".
  bool operator==(const Field &) const = default;
};
struct Pointee {
  ValueId pointer = none;
  bool operator==(const Pointee &) const = default;
};
struct Element {  ///< Of an array or through pointer arithmetic. Containers' elements are calls.
  PlaceId base = none;
  ValueId index = none;
  bool operator==(const Element &) const = default;
};
using Place = std::variant<Parameter, This, Local, Temporary, Capture, VarArgs, Global, Field, Pointee, Element>;

// Steps -------------------------------------------------------------------------------------------------------------

enum class AssignKind : std::uint8_t {
  Plain,
  Declare,    ///< A variable comes to life here: what its place held before is gone. Value Unknown: not initialised.
  Increment,  ///< ++, --, += of a number.
  Select,     ///< One arm of `&&`, `||`, `?:` reaching the Temporary that stands for the whole.
};
/// An object of class type is copied whole when `value` is a Load (copy and move of library classes and of classes
/// whose copy constructor is implicit are such assignments, not calls).
struct Assign {
  PlaceId place = none;
  ValueId value = none;
  AssignKind kind = AssignKind::Plain;
  bool operator==(const Assign &) const = default;
};

struct Argument {
  ValueId value = none;
  bool writable = false;  ///< The callee may write through it (non-const reference or pointer), or, of a load in an
                          ///< unresolved call, perhaps to the place that is loaded.
  bool operator==(const Argument &) const = default;
};
enum class CallKind : std::uint8_t { Function, Method, Constructor, Destructor, Operator };
/// Who is called. Exactly one of `key` (declared), `indirect` (a function value) or neither (unresolved: only a name).
struct Callee {
  CallKind kind = CallKind::Function;
  TextId key = 0;
  TextId name = 0;         ///< Qualified, without template arguments and inline namespaces ("std::vector::push_back");
                           ///< unresolved: as spelled.
  TextId model = 0;        ///< The entry of apis/ that describes it, "library/name" (see apis/Model.h), or empty.
  bool isVirtual = false;  ///< Dispatched on the receiver's dynamic class.
  ValueId indirect = none;
  bool operator==(const Callee &) const = default;
};
struct Call {
  Callee callee;
  ValueId receiver = none;          ///< A pointer to the object; for constructors to the object under construction.
  TextId receiverType = 0;          ///< Static class of the object, qualified; as spelled where unresolved.
  std::vector<Argument> arguments;  ///< As passed: reference parameters get addresses, default arguments are filled in.
  std::uint32_t firstVariadic = none;  ///< Index of the first argument that goes to `...`.
  PlaceId result = none;  ///< A Temporary, or none for void. A call that returns a reference yields an address.
  bool noThrow = false;   ///< Known not to throw.
  bool operator==(const Call &) const = default;
};
struct Step {
  std::variant<Assign, Call> what;
  SourceId source = 0;
  CleanupId cleanup = none;  ///< What an exception from here meets first.
  bool operator==(const Step &) const = default;
};

// Control -----------------------------------------------------------------------------------------------------------

struct Jump {
  BlockId to = none;
  bool operator==(const Jump &) const = default;
};
struct Branch {
  ValueId condition = none;
  BlockId whenTrue = none, whenFalse = none;
  bool operator==(const Branch &) const = default;
};
struct SwitchCase {
  std::int64_t low = 0, high = 0;  ///< Inclusive.
  BlockId to = none;
  bool operator==(const SwitchCase &) const = default;
};
struct Switch {
  ValueId value = none;
  std::vector<SwitchCase> cases;
  BlockId otherwise = none;
  bool operator==(const Switch &) const = default;
};
struct Return {
  ValueId value = none;
  bool operator==(const Return &) const = default;
};
struct Throw {
  ValueId value = none;  ///< none: rethrow.
  TextId type = 0;       ///< Qualified class name.
  bool operator==(const Throw &) const = default;
};
/// Control never comes back: abort(), a [[noreturn]] call, an infinite loop, a pruned edge.
struct Stop {
  bool operator==(const Stop &) const = default;
};
/// Several successors and nothing known about the choice (computed goto, asm goto, an AST fallback).
struct Choice {
  std::vector<BlockId> to;
  bool operator==(const Choice &) const = default;
};
using Terminator = std::variant<Jump, Branch, Switch, Return, Throw, Stop, Choice>;

struct Block {
  std::vector<Step> steps;
  Terminator end = Stop{};
  SourceId source = 0;       ///< Of the terminator: for Branch the condition as written.
  CleanupId cleanup = none;  ///< For Throw.
  bool operator==(const Block &) const = default;
};

/// What an exception meets, innermost first: a linked list through `outer`.
struct Destroy {
  PlaceId object = none;
  Callee destructor;
  TextId type = 0;
  bool operator==(const Destroy &) const = default;
};
struct Handler {
  TextId type = 0;          ///< Qualified class name without reference and cv; empty: catches all.
  PlaceId variable = none;  ///< Gets the exception (an address if caught by reference).
  BlockId block = none;
  bool operator==(const Handler &) const = default;
};
struct Try {
  std::vector<Handler> handlers;  ///< In order; an exception none of them takes goes on to `outer`.
  bool operator==(const Try &) const = default;
};
struct NoExcept {  ///< A noexcept boundary: std::terminate.
  bool operator==(const NoExcept &) const = default;
};
struct Cleanup {
  std::variant<Destroy, Try, NoExcept> what;
  CleanupId outer = none;
  bool operator==(const Cleanup &) const = default;
};

}  // namespace dbrace::facts
