// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a library function means, as data.
//
// One JSON file a library (`sqlite3.json`), read by `readLibrary`. An entry says which function it is for and what a
// call does, as a list of effects in order; the interpreter (tool/worlds) gives each effect its meaning, the front end
// (matchers/cpp) only finds out which entry a call belongs to. docs/apis.md documents the format for users, who
// describe their own closed layers with it (`--apis FILE`).
#pragma once

#include "apis/Outcome.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace dbrace::apis {

// Database operations -----------------------------------------------------------------------------------------------

/// Makes a connection. `driver`: a text that says which database it is for; `Library::drivers` knows its dialect.
struct Open {
  Ref connection, driver;
};
struct Close {  ///< Ends a connection, a statement or a result.
  Ref handle;
};
/// Gives a statement object its text. `name`: prepared under a name on the connection (libpq), or with a `statement`
/// the one that was. Without `text` only tied to its connection (mysql_stmt_init). `result`: only tells whether it
/// worked. `append`: the text comes behind what the statement has.
struct Prepare {
  Ref connection, text, statement, name, result;
  bool append = false;
};
/// Binds a value. `index` (a number; `base` is what the first parameter has; a text counts as a name) or `name`;
/// neither, or an empty name: the next one. `values` is an array of all values instead; with a member ("arg1[].buffer")
/// they are read when the statement runs. Of arguments ("arg1...") each is bound, or in its place what was bound to it.
/// `late`: the value is an address, of which is taken what stands there when the statement runs.
struct Bind {
  Ref statement, index, name, value, values;
  std::int64_t base = 0;
  bool late = false;
};
/// Executes. Exactly one of `statement`, `text`, `name` is given. `result`: the object that rows are read from
/// afterwards (the statement itself if absent). `values`: parameters handed over with the call.
/// `step`: runs the statement if it is not running, and moves to the next row (sqlite3_step).
/// `callback`: called once for every row with `callbackArguments`.
/// `multiple`: the text may hold several statements.
struct Run {
  Ref connection, statement, text, name, values, result;
  bool step = false;
  bool multiple = false;
  Ref callback;
  std::vector<Ref> callbackArguments;
};
/// Hands the result of the last run on `from` to `result` (mysql_store_result; `yields` say when it is null). Taken
/// once, null until the next run.
struct TakeResult {
  Ref from, result;
};
struct NextRow {  ///< Moves to the next row of `cursor`; the outcomes are Row and None.
  Ref cursor;
  Ref columns;         ///< An array of the row's columns (mysql_fetch_row: result), null if there is no row.
  bool first = false;  ///< To the first one, whatever was read before.
};
struct ForEachRow {  ///< Calls `function` once for every row of `cursor`, with the row's columns as arguments.
  Ref cursor, function;
};
struct Rewind {  ///< Makes a statement runnable again (sqlite3_reset), or a result readable from its start.
  Ref cursor;
};
/// Facts about a result, a statement or a connection, each after the last operation on it. RowCount: 0 or positive.
/// Affected: rows changed by the last write. ErrorCode, ErrorText, IsOk: `yields` say what they give per outcome of
/// that operation; an ErrorCode without yields (or with `into`, which gets no yields) is 0 after success, one of the
/// library's `violations` after Violated, else another. IsNullColumn, InTransaction: `row` is what they yield for yes
/// (1 if absent), `none` for no (0).
struct Measure {
  enum class What : std::uint8_t {
    RowCount,
    ColumnCount,
    Affected,
    InsertId,
    ErrorCode,
    ErrorText,
    IsNullColumn,
    InTransaction,
    IsOk
  };
  What what = What::RowCount;
  Ref of;
  Ref column;  ///< IsNullColumn.
  Ref into;    ///< An out-parameter that gets it; none: the result does.
};
struct ReadColumn {  ///< The value of a column of the current row; into `into` (an out-parameter) or as the result.
  Ref cursor, column, into;
  std::int64_t base = 0;  ///< Number of the first column.
  bool text = false;  ///< What is read is text whatever the column holds: a count of zero is "0", not a null pointer.
};
/// Columns are written to variables at every NextRow: to an array of them (mysql_stmt_bind_result), or `column` (from
/// `base`; none: the next one) to what the address `into` points to, which may be a `row`, or a container of all
/// `rows`. `indicator` gets `null` for NULL, else `present` (none: 0 or more).
struct BindResult {
  Ref statement, into, column, indicator, null, present;
  std::int64_t base = 0;
  bool row = false, rows = false;
};
/// Reads or writes one record of a store of keys and values, by a call that says all of it. `table`: where the key
/// counts (a bucket, a file, a column family); `field`: its second part, or the fields of a document (see Fields).
/// Find, Lock and Exists look for it, Lock keeps others from writing it until the end of the transaction; Put replaces
/// what is there, Add does not, Remove deletes it. Where `flags` & `mask` is `is`, Find is Lock and Put is Add.
struct Record {
  enum class Action : std::uint8_t { Find, Lock, Exists, Put, Add, Remove } action = Action::Find;
  Ref connection, table, key, field;
  Ref transaction;  ///< That it runs in, instead of `connection`; a null pointer: in none.
  Ref result;       ///< As of Run.
  Ref into;         ///< Gets the value that is found.
  Ref flags;
  std::int64_t is = 0, mask = -1;
};
/// What kind of answer the last run on `of` has given, as the number that the library has for it; into `into` or as the
/// result. `list`: of any number of values; `number`: a count, yes or no. A write, and what is not known, gives any.
struct Answer {
  Ref of, into;
  std::int64_t value = 0, none = 0, number = 0, list = 0;
};
struct Transaction {
  enum class Kind : std::uint8_t {
    Begin,
    Commit,
    Rollback,
    Savepoint,
    RollbackTo,
    Release,
    Autocommit
  } kind = Kind::Begin;
  Ref connection;
  Ref value;              ///< Autocommit: the new value.
  std::string mode;       ///< "immediate", "exclusive", "deferred" or empty.
  std::string isolation;  ///< Begin: the level it asks for, as in a schema ("repeatable-read"), or empty.
  Ref option;             ///< Only where this has the number `is`.
  std::int64_t is = 0;
};
/// A lock of the process or a construct that holds one (`std::lock_guard`: Lock in the constructor with `object` the
/// mutex and `holder` this; Unlock in the destructor with `holder`).
struct Lock {
  Ref object, holder;
  bool shared = false;
  bool tries = false;
};
struct Unlock {
  Ref object, holder;
};
/// Runs a function concurrently. `handle`: the object that Join waits for; none: the result, of constructors the object.
struct Spawn {
  Ref function;
  std::vector<Ref> arguments;
  Ref handle;
};
struct Join {  ///< Waits for the end of a task.
  Ref task;
};

// Text, containers, and the rest ------------------------------------------------------------------------------------

struct Same {  ///< The result is `of`: conversions, c_str(), move, to_string, atoi. Keeps identity.
  Ref of;
  bool number = false;  ///< A text is read as a number (atoi): "0" is 0 from here on.
};
struct Copy {  ///< Writes the value of `from` to `to` ("this" in constructors and assignments).
  Ref to, from;
};
/// `to` (or the result) becomes the parts joined; with `append` the old text of `to` comes first. One part alone keeps
/// its identity: a new object with the same text (`ostringstream::str()`).
struct Concat {
  Ref to;
  std::vector<Ref> parts;
  bool append = false;
  bool characters = false;  ///< Integers among the parts are characters, not numbers in decimal (push_back).
  bool quotes = false;      ///< Puts SQL quotes around (PQescapeLiteral, quote()).
};
/// `style`: printf, sqlite (printf with %q %Q %w), fmt, qt (`.arg`: replaces the lowest numbered places), words (printf
/// with %b for bytes and their number; its blanks end words, those of the arguments do not).
struct Format {
  std::string style;
  Ref to, format;
  Ref arguments;  ///< "arg1...", "arg1", or a va_list; none: every conversion stands for something unknown.
  bool vaList = false, append = false;
};
/// The elements of a container of texts, joined (QStringList::join). Unknown where not all elements are known.
struct JoinTexts {
  Ref of, separator;
};
/// `of`, in which every `from` becomes `to` (QString::replace). Escaping of quotes keeps a value's identity.
struct ReplaceText {
  Ref of, from, to;
};
struct MakeEmpty {  ///< An empty text or container, memory filled with 0. clear(), default constructors.
  Ref object;
};
/// Puts a value into a container, or each element of an array (an initializer list): not empty afterwards. Without
/// `value`: some element, or that of `key`, which may have been there.
struct Insert {
  Ref container, value, key;
  bool emplace = false;  ///< The rest of the arguments construct the value.
};
struct Remove {  ///< Takes elements out: emptiness unknown afterwards.
  Ref container;
  bool atEnd = false;  ///< A text loses its end: `count` characters, none: the separator that a loop left there.
  Ref count;           ///< Without `atEnd` a text is unknown afterwards.
};
/// Size of a text or container; `emptiness`: true if it is empty; `presence`: true if it is not (optional, `operator
/// bool`). A null pointer in a smart pointer counts as empty.
struct Size {
  Ref of;
  enum class As : std::uint8_t { Count, Emptiness, Presence } as = As::Count;
};
/// Iterators are pointers to elements: begin() and find() are ElementOf, which is null where the container is empty
/// (with `search` also where there is no such element); end() is null ({"same": "null"}). So the loop over an empty
/// container is not entered, and find() in it finds nothing.
struct ElementOf {  ///< A reference to an element (also `*optional`, `operator->`, `front()`, `at()`, `operator[]`).
  Ref of, index;
  bool search = false;
  std::string field;  ///< This member of `of` instead, which is no container (std::get of a pair).
};
struct NextElement {  ///< Moves an iterator: to another element of its container, or to the end, which is null.
  Ref iterator;
};
struct PointsTo {  ///< Smart pointers: the object becomes a holder of this pointer; none: of null.
  Ref object, pointer;
};
struct PointerOf {  ///< The pointer a smart pointer holds.
  Ref object;
};
struct New {                ///< A fresh object that the result points to or holds (make_unique, make_shared, malloc).
  bool constructs = false;  ///< Of the class in the result's type, from the arguments.
};
/// Compares two values: yields `equal` if they are the same (strcmp 0, operator== 1), else its opposite; `negated`: !=.
/// Of texts perhaps only `length` characters, or (`start`) as many as `right` has.
struct CompareValues {
  Ref left, right, length;
  std::int64_t equal = 1;
  bool ordering = false;  ///< strcmp style: other results are nonzero of either sign.
  bool negated = false;
  bool start = false;
};
/// The result is a part of a text: from `from` (none: its start), `count` characters (none: to its end).
struct PartOf {
  Ref of, from, count;
};
/// Whether `part` stands in a text: yes or no, a pointer or null, a position or -1. `folded`: in either case.
struct SearchText {
  Ref of, part;
  enum class As : std::uint8_t { Presence, Pointer, Position } as = As::Presence;
  bool folded = false;
};
struct Pure {};     ///< No effect; the result is a function of the arguments (and of the object).
struct Nothing {};  ///< No effect on anything that is tracked; the result is unknown.
struct NoReturn {};
struct Havoc {  ///< What this refers to may be anything afterwards.
  Ref object;
};
struct Invoke {  ///< Calls a function value with these arguments, once (std::function, call_once, thread bodies).
  Ref function;
  std::vector<Ref> arguments;
};
struct VaEnd {};
/// What a connection is told when it is made: an SQL text that it runs first, or options among which may be the
/// isolation level of its transactions. Only where `option` (if given) has the number `is`.
struct ConnectOptions {
  Ref text, option;
  std::int64_t is = 0;
};

using Effect =
    std::variant<Open, Close, Prepare, Bind, Run, Record, Answer, TakeResult, NextRow, ForEachRow, Rewind, Measure,
                 ReadColumn, BindResult, Transaction, Lock, Unlock, Spawn, Join, Same, Copy, Concat, Format, JoinTexts,
                 ReplaceText, MakeEmpty, Insert, Remove, Size, ElementOf, NextElement, PointsTo, PointerOf, New,
                 CompareValues, PartOf, SearchText, Pure, Nothing, NoReturn, Havoc, Invoke, VaEnd, ConnectOptions>;

/// One modelled function.
struct Function {
  std::string id;    ///< "library/name", unique: what facts::Callee::model holds.
  std::string name;  ///< Qualified, without template arguments and inline namespaces; "std::lock_guard::lock_guard" for
                     ///< constructors, "std::lock_guard::~lock_guard", "std::basic_string::operator+=".
  std::optional<unsigned> minArguments, maxArguments;  ///< Explicit arguments; tells overloads apart.
  std::vector<std::string> parameterTypes;             ///< Where counts are not enough; see `fits`. Empty: any.
  std::vector<std::string> templateArguments;          ///< Of the function or else its class; "*" for any. Empty: any.
  std::vector<Effect> effects;
  Yields yields;               ///< The result per outcome of the first database effect among `effects`.
  bool throwsOnError = false;  ///< Failed and Violated throw unless `yields` says otherwise.
};

/// A class of the library whose calls are modelled, so that unresolved code can be matched by the spelled type too, and
/// subclasses are known.
struct Type {
  std::string name;
  std::vector<std::string> aliases;  ///< Spellings that mean it ("std::string" for std::basic_string).
  enum class Role : std::uint8_t {
    Other,
    Connection,
    Statement,
    Result,
    Text,
    Container,
    Pointer,
    Optional,
    Mutex,
    Guard
  } role = Role::Other;
};

struct Library {
  std::string name;       ///< "sqlite3"
  std::string dialect;    ///< As in --dialect, or empty.
  bool embedded = false;  ///< In-process store: rivals start at one process.
  /// Of a library for several databases: the dialect of each driver that a connection may be made for.
  std::vector<std::pair<std::string, std::string>> drivers;
  std::vector<std::string> headers;  ///< By which its own code is recognised as foreign: "sqlite3.h".
  std::vector<std::string> words;    ///< Any of these in a source file makes it worth parsing ("sqlite3_", "PQexec").
  std::vector<std::string> violations;  ///< Printed codes that mean a unique violation ("19", "2067", "23505", "1062").
  std::vector<Type> types;
  std::vector<Function> functions;
  std::uint64_t textHash = 0;  ///< Of the text it was read from.
};

/// All libraries, with lookup by name. Copies share them.
class Models {
public:
  Models() : Models(std::vector<Library>()) {}
  explicit Models(std::vector<Library> libraries);

  const std::vector<Library> &libraries() const { return tables->libraries; }
  /// By "library/name[#n]" as in facts::Callee::model.
  const Function *find(std::string_view id) const;
  const Library *libraryOf(std::string_view id) const;
  /// All entries for a qualified (or, with `unqualified`, the last component of a) function name, in the order of the
  /// files: of those that fit a call the first one is meant.
  std::vector<const Function *> named(std::string_view name, bool unqualified = false) const;
  /// The type with this name or alias; template arguments, `const`, `&`, `*` in `spelling` are ignored.
  const Type *type(std::string_view spelling) const;
  /// Hash over the texts of the libraries, in hex: goes into facts and the cache key.
  const std::string &hash() const { return tables->hash; }

private:
  struct Tables {
    std::vector<Library> libraries;
    // The keys are texts in `libraries`.
    std::unordered_map<std::string_view, std::pair<const Library *, const Function *>> byId;
    std::unordered_map<std::string_view, std::vector<const Function *>> byName, byLastName;
    std::unordered_map<std::string_view, const Type *> byType;
    std::string hash;
  };
  std::shared_ptr<const Tables> tables;
};

/// Whether a call with so many explicit arguments (default arguments not counted) is meant by the entry. `types` are
/// the types of the parameters, or of the arguments where the callee is unknown; further ones than the entry names are
/// not looked at. cv, `&` and template arguments are ignored: "char *", "std::basic_string", "unsigned long". In an
/// entry "*" is any type, "function" a function, a pointer or a reference to one, "function of T" one whose type names
/// T, and "A|B" any of several.
bool fits(const Function &function, unsigned explicitArguments, std::span<const std::string> types);

/// A model file that cannot be used: `pointer` is a JSON pointer into it ("/functions/3/effects/0/text").
struct ModelError {
  std::string file, pointer, message, remedy;
};
/// Reads one file's text. Every unknown member, wrong type, bad reference is an error of its own; all are returned.
std::variant<Library, std::vector<ModelError>> readLibrary(std::string_view file, std::string_view json);
/// The library as JSON that readLibrary reads back to the same library.
std::string printLibrary(const Library &library);
/// The libraries that are part of dbrace, embedded in the binary. A broken one breaks the build.
const Models &builtinModels();
/// The built-in libraries and the user's: an entry of the user wins over a built-in one of the same name.
std::variant<Models, std::vector<ModelError>>
withUserModels(const std::vector<std::pair<std::string, std::string>> &fileAndText);

}  // namespace dbrace::apis
