// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a call of a library does, as a list of these effects (Model.h): each a plain value over references to the call's
// arguments, object and result. tool/worlds gives them their meaning; docs/apis.md says it for users.
#pragma once

#include "apis/Outcome.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace dbrace::apis {

// Database operations -----------------------------------------------------------------------------------------------

/// Makes a connection. `driver`: a text that says which database it is for; `Library::drivers` knows its dialect.
struct Open {
  Ref connection, driver, name;
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
/// `step`: runs the statement if it is not running, and moves to the next row (sqlite3_step). `found`: an out-parameter
/// that gets whether there is one, 1 or 0.
/// `callback`: called once for every row with `callbackArguments`.
/// `multiple`: the text may hold several statements.
struct Run {
  Ref connection, statement, text, name, values, result;
  bool step = false;
  bool multiple = false;
  Ref found, callback;
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
/// Reads or writes rows of the table that a class stands for, by a call that says all of it: runs the statement that
/// comes to. `of`: the class, or a member of it. `clauses` are its conditions, made by Expression; `key`: the value of
/// the primary key. `row`: the object whose members are written; with `generatedKey` an insert leaves the primary key
/// to the database. Functions that are called with the result: `done` where it worked, `missing` where there is no row,
/// `failed` where it was refused.
struct Entity {
  enum class Action : std::uint8_t {
    Find,
    Count,
    Exists,
    Insert,
    InsertNew,
    Replace,
    Update,
    Remove
  } action = Action::Find;
  Ref of;
  std::vector<Ref> clauses;
  Ref key, row, connection, result, done, missing, failed;
  bool generatedKey = false;
};
/// The program says which table a class is, or the class of a member, or which column a member is.
struct Maps {
  Ref of, table, column;
  bool primaryKey = false;
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
/// Runs a function concurrently. `handle`: the object that Join waits for; none: the result, of constructors the
/// object.
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
/// A part of a statement in SQL, written as an expression of C++: `to` (or the result) becomes the parts joined. A part
/// that is such an expression itself goes in as it is, as do constants; a class as its table, a member as its column;
/// anything else is a value. Several arguments ("arg0...") are separated by commas. Only where `option` (if given) has
/// the number `is`.
struct Expression {
  Ref to, option;
  std::vector<Ref> parts;
  std::int64_t is = 0;
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
/// In the text `of`, at the position `at`, `count` characters (none: 0) become `with` (none: nothing).
struct Splice {
  Ref of, at, count, with;
};
struct MakeEmpty {  ///< An empty text or container, memory filled with 0. clear(), default constructors.
  Ref object;
};
/// Puts a value into a container, or each element of an array (an initializer list): not empty afterwards. Without
/// `value`: some element, or that of `key`, which may have been there.
struct Insert {
  Ref container, value, key;
  bool emplace = false;  ///< The rest of the arguments construct the value.
  Ref at, isNew;         ///< Get the element's address, and whether it was not there; one that was stays what it is.
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
/// Asks a function about the elements of a container (`of`, or what this iterator points into): which of them it is
/// true of, whether of any, of none, of all, of how many.
struct SearchIf {
  Ref of, function;
  enum class As : std::uint8_t { Iterator, Any, None, All, Count } as = As::Iterator;
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
/// Whether `part` stands in a text: yes or no, a pointer or null, a position or -1. `folded`: in either case; `from`:
/// where the search begins (none: at the start).
struct SearchText {
  Ref of, part, from;
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

using Effect = std::variant<Open, Close, Prepare, Bind, Run, Record, Entity, Answer, TakeResult, NextRow, ForEachRow,
                            Rewind, Measure, ReadColumn, BindResult, Transaction, Lock, Unlock, Spawn, Join, Same, Copy,
                            Concat, Expression, Maps, Format, JoinTexts, ReplaceText, Splice, MakeEmpty, Insert, Remove,
                            Size, ElementOf, SearchIf, NextElement, PointsTo, PointerOf, New, CompareValues, PartOf,
                            SearchText, Pure, Nothing, NoReturn, Havoc, Invoke, VaEnd, ConnectOptions>;

}  // namespace dbrace::apis
