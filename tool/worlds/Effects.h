// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the effects of an API model (apis/Model.h) do to a state.
#pragma once

#include "worlds/Lookup.h"
#include "worlds/Machine.h"
#include "worlds/TextPositions.h"

namespace dbrace::worlds {

class Effects {
public:
  Effects(Machine &machine, const ActiveCall &call, const apis::Function &model);
  /// `from`: the effects before have been applied.
  void apply(State &&state, Outcomes &out, std::size_t from = 0);

private:
  // References
  Term value(const apis::Ref &ref, const State &state);
  Term text(const apis::Ref &ref, const State &state);
  Term object(const apis::Ref &ref, const State &state);
  std::vector<Term> values(const apis::Ref &ref, const State &state);
  Term source(const apis::Ref &ref, const State &state);
  Term array(apis::Ref ref, const State &state);
  Term member(Term object, const std::string &field, const State &state);
  bool given(const apis::Ref &ref) const { return ref.base != apis::Ref::Base::None; }
  Term made(const apis::Ref &ref, State &state, std::uint32_t which);
  Term taskHandle(const apis::Spawn &spawn, const State &state);
  Term appended(const apis::Ref &ref, const State &state);
  void setResult(Term value, State &state);
  void writeTo(const apis::Ref &ref, Term value, State &state);

  // Text and containers
  void run(const apis::Same &effect, State &state);
  void run(const apis::Copy &effect, State &state);
  void run(const apis::Concat &effect, State &state);
  void run(const apis::Expression &effect, State &state);
  void run(const apis::Maps &effect, State &state);
  void run(const apis::Format &effect, State &state);
  void run(const apis::JoinTexts &effect, State &state);
  void run(const apis::ReplaceText &effect, State &state);
  void run(const apis::Splice &effect, State &state);
  void run(const apis::MakeEmpty &effect, State &state);
  void run(const apis::Insert &effect, State &state);
  void insertOne(const apis::Insert &effect, Term container, Term element, State &state);
  void makeElement(Term container, Term key, State &state);
  bool noteKeys(Term container, Term key, State &state);
  void putAt(Term container, Term key, Term from, bool wasEmpty, State &state);
  void run(const apis::Remove &effect, State &state);
  void run(const apis::Size &effect, State &state);
  void run(const apis::ElementOf &effect, State &state);
  // MapEntries.cpp
  void noteEntry(Term container, Term key, bool wasEmpty, State &state);
  std::vector<Term> knownFrom(Term first, const State &state);
  bool searchKnown(const apis::SearchIf &effect, std::span<const Term> elements, State &state);
  // SearchEffects.cpp
  std::optional<bool> isThere(Term container, Term key, State &state);
  bool wasThere(const apis::Insert &effect, Term container, State &state);
  Term elementAt(Term container, Term index, State &state);
  Term firstOf(Term container, State &state);
  void search(const apis::SearchIf &effect, State &&state, Outcomes &ends);
  void conclude(const apis::SearchIf &effect, Term element, State &state);
  void run(const apis::NextElement &effect, State &state);
  void run(const apis::PointsTo &effect, State &state);
  void run(const apis::PointerOf &effect, State &state);
  void run(const apis::New &effect, State &state);
  void run(const apis::CompareValues &effect, State &state);
  void run(const apis::PartOf &effect, State &state);
  void run(const apis::SearchText &effect, State &state);
  std::optional<Cut> endOf(Term whole, Term position, const apis::Ref &count, const State &state);
  std::optional<bool> stands(Term whole, std::string_view part, Cut from, const State &state);
  std::optional<bool> isCode(Term error, std::string_view code, bool part) const;
  std::optional<bool> beginsAlike(const apis::CompareValues &effect, Term left, Term right, const State &state);
  std::optional<bool> spellsNumber(Term left, Term right, const State &state);
  std::optional<bool> saysViolation(Term text, std::string_view part, const State &state) const;
  void run(const apis::Pure &effect, State &state);
  void run(const apis::Nothing &effect, State &state);
  void run(const apis::Havoc &effect, State &state);

  // Databases
  void run(const apis::Open &effect, State &state);
  void run(const apis::Close &effect, State &state);
  void run(const apis::ConnectOptions &effect, State &state);
  void run(const apis::Prepare &effect, State &state);
  void run(const apis::Bind &effect, State &state);
  void run(const apis::Run &effect, State &state);
  void run(const apis::Record &effect, State &state);
  void run(const apis::Entity &effect, State &state);
  void run(const apis::Answer &effect, State &state);
  // EntityEffects.cpp
  Term expression(std::span<const Term> parts) const;
  Term withoutMark(Term text) const;
  Term operand(Term value, const State &state);
  Term part(const apis::Ref &ref, const State &state);
  Term clause(const apis::Ref &ref, const State &state);
  std::string classOf(const apis::Ref &ref, const State &state);
  std::string primaryKey(std::string_view className) const;
  std::string tableOfClass(const std::string &className) const;
  std::string columnOfMember(std::string_view member) const;
  void callBack(const apis::Entity &effect, State &&state, Outcomes &out);
  struct Written {
    std::string column;
    Term value;
  };
  void addMembers(std::string_view className, Term object, std::vector<Written> &written, const State &state);
  Term statement(const apis::Entity &effect, const State &state);
  apis::Record::Action actionOf(const apis::Record &effect, const State &state);
  Term command(const apis::Record &effect, const State &state);
  void run(const apis::TakeResult &effect, State &state);
  void run(const apis::NextRow &effect, State &state);
  void run(const apis::ForEachRow &effect, State &state);
  void run(const apis::Rewind &effect, State &state);
  void run(const apis::Measure &effect, State &state);
  void run(const apis::ReadColumn &effect, State &state);
  void run(const apis::BindResult &effect, State &state);
  void fillBound(Term cursor, State &state);
  void fill(Term bound, std::int64_t column, Term cursor, State &state);
  std::optional<bool> nullness(Term cursor, Term column, const State &state);
  void handOver(Term from, Term to, State &state);
  void run(const apis::Transaction &effect, State &state);
  void run(const apis::Lock &effect, State &state);
  void run(const apis::Unlock &effect, State &state);
  bool isChosen(const apis::Ref &option, std::int64_t is, const State &state);
  std::optional<std::string_view> driverName(const apis::Ref &ref, Term text, const State &state);
  void bindAll(Term statement, const apis::Ref &values, State &state);
  Term namedText(Term connection, Term name, const State &state);

  /// Executes the text on `cursor`; sets its outcome.
  void execute(Term cursor, Term connection, Term text, State &state);
  int judgeRun(const ReadText *statements, Term run, Term cursor, State &state, int &present);
  bool rereads(const sql::Statement &statement, Term cursor, const State &state);
  bool deletesRow(const sql::Statement &statement, Term cursor, const State &state);
  int impliedRow(const sql::Statement &statement, Term cursor, const State &state);
  void control(const sql::Statement &statement, State &state);
  void begin(TransactionShape shape, sql::Isolation isolation, State &state);
  void finish(Reread::After how, State &state);
  void savepoint(State &state);
  void rollBackTo(State &state);
  void release(State &state);
  void control(const sql::TransactionControl &transaction, State &state);
  void define(const sql::Statement &statement, State &state);
  void lock(const sql::LockControl &lock, State &state);
  void unlock(const sql::LockControl &lock, State &state);
  void take(LockState held, State &state);
  void refuse(State &state);
  Term lockKey(const sql::LockControl &lock, const State &state);
  Term handle(const apis::Ref &ref, const State &state);

  // Connections.cpp
  /// A name for the connection that a handle belongs to, where there is one; else noTerm.
  Term identity(Term handle, const State &state);
  bool apart(Term one, Term other) const;
  std::string_view declaredType(Term variable) const;
  void focus(Term connection, State &state);
  ColumnKind kindOf(Term cursor, Term column, const State &state);
  bool isRead(Term result) const;
  void needs(Term handle, std::string_view field, const State &state);
  void advance(Term cursor, State &state);
  void tellRow(const apis::Ref &found, State &state);
  Term columnNumber(Term cursor, Term column, const State &state);
  Term columnValue(Term cursor, Term column, State &state);
  std::int64_t leastCount(Term run, bool present) const;
  std::int64_t mostCount(Term run) const;
  const sql::Select *selectOf(Term cursor, const State &state);
  void yield(State &&state, Outcomes &out);
  void yieldOne(const apis::Yield &yield, State &&state, Outcomes &out);
  facts::TextId classThrown(std::string_view names) const;
  int get(Term object, std::string_view name, const State &state) const;
  void set(Term object, std::string_view name, Term value, State &state);
  Term format(const apis::Format &effect, const State &state);
  Term numberedPlaces(Term pattern, std::size_t count, const std::function<Term(std::size_t)> &argument);
  Term fresh(std::string_view kind, State &state);
  sql::Dialect libraryDialect() const;

  Machine &machine;
  Terms &terms;
  const ActiveCall &call;
  const apis::Function &model;
  const apis::Library *library;
  Term connection = noTerm;    ///< Of the database effect: its identity.
  std::optional<int> outcome;  ///< Of the database effect, -1: unknown.
  bool lookedUpAgain = false;  ///< The lookup under test would run again: the way ends here.
  bool resultSet = false;      ///< The result has a value of its own.
  struct Callback {
    Term function;
    std::vector<Term> arguments;
    int rows;  ///< 0 none, 1 one, -1 unknown
  };
  std::optional<Callback> callback;
  std::vector<Term> asked;  ///< Handles that know whether a lock was had that was just asked for.
  Term atEnd = noTerm;      ///< An iterator that may also have come to the end.
  Term dropped = noTerm;    ///< The result of a call that has no place for one.
};

}  // namespace dbrace::worlds
