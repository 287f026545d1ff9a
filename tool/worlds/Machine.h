// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The interpreter: runs linked facts abstractly under the assumptions of one world.
//
// It only changes states. What happens on the way (a statement runs, a branch goes one way, a function is entered) is
// told to an Observer; which calls are entered is decided by a Plan. Judging is done elsewhere.
#pragma once

#include "apis/Model.h"
#include "worlds/FunctionInfo.h"
#include "worlds/Memo.h"
#include "worlds/NamedTexts.h"
#include "worlds/Program.h"
#include "worlds/RestingGlobals.h"
#include "worlds/State.h"
#include "worlds/StatementText.h"

#include <algorithm>
#include <ctime>
#include <functional>
#include <map>

namespace dbrace::worlds {

/// Processor time is counted, not the clock on the wall: a busy machine must not change what is found.
inline std::clock_t deadlineIn(double seconds) {
  return std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC);
}

inline double secondsSince(std::clock_t start) { return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC; }

/// How long each function may run. The more time has gone into functions that were cut short, the less the next ones
/// get: a program in which nearly everything is too much comes to an end all the same.
class TimeBudget {
public:
  /// `turns`: how many share what is tolerated.
  TimeBudget(double seconds, std::size_t turns)
      : seconds(seconds), tolerated(15 * seconds / static_cast<double>(turns)) {}
  double ofOne() const { return seconds; }
  double next() const { return seconds / (1 + wasted / tolerated); }
  /// Of one that is so many times as large as an ordinary one: where time is short, it gets more.
  double nextOf(double size) const { return std::min(seconds, next() * std::max(1., size)); }
  void cutShort(double used) { wasted += used; }

private:
  double seconds, tolerated, wasted = 0;
};

/// Of one backend's turn. What has been too much with one variant is so with the next ones; of backends each has its
/// share, so that those who come first leave the same to the next ones.
struct TimeBudgets {
  TimeBudgets(double seconds, std::size_t turns)
      : learning(seconds, turns), summaries(seconds, turns), pairs(seconds, turns) {}
  TimeBudget learning, summaries, pairs;
};

/// What a run assumes about the read and the write under test. Runs are named by their path (Terms::run).
struct World {
  enum class Row : std::uint8_t { Unknown, Absent, Present, Many } row = Row::Unknown;  ///< Many: above any limit.
  Term read = noTerm;                ///< The run whose row is absent or present.
  Term write = noTerm;               ///< The run whose outcome is `outcome`.
  std::vector<std::string> columns;  ///< Of the read's key, in the order of State::readKey.
  bool narrower = false;             ///< Has the read further conditions?
  std::string table;                 ///< Of both, folded.
  apis::Outcome outcome = apis::Outcome::Stored;
  bool leftOut = false;   ///< The write succeeds, and stores nothing.
  bool followed = false;  ///< What happens where the row is found is noted, too: its calls are run anew for that.
  /// Of rows that are all read and compared in the program: has one of them the key that it compares them with?
  std::optional<bool> sameKey;
  bool ordinaryRow = true;  ///< Columns of a present row are not the sentinels that code tests for.
};

/// A call on the way from the root: the function it stands in, and the step.
struct Frame {
  Term id = noTerm;
  FunctionIndex function = 0;
  const facts::Function *facts = nullptr;
  const FunctionInfo *info = nullptr;
  const Frame *caller = nullptr;
  std::uint32_t callerStep = 0;
  Term result = noTerm;  ///< Place in the caller that gets the returned value.
  unsigned depth = 0;
  bool precise = true;  ///< Do the ways through it have to be kept apart?
};

/// A step's number within its function: block and position.
inline std::uint32_t stepNumber(facts::BlockId block, std::size_t index) {
  return static_cast<std::uint32_t>(block << 12 | (index < 0xfff ? index : 0xfff));
}
inline facts::BlockId blockOf(std::uint32_t step) { return step >> 12; }
inline std::uint32_t indexOf(std::uint32_t step) { return step & 0xfff; }

/// One execution of a statement text.
struct RunEvent {
  Term run;  ///< frame and step of the operation
  const Frame &frame;
  std::uint32_t step;
  Term text;                   ///< noTerm-free: a symbol where the text is unknown
  const ReadText *statements;  ///< Null: the text is entirely unknown.
  const apis::Library *library;
  Term statementObject;
  bool apart;                    ///< On another connection than the read under test.
  bool needsContext;             ///< The text (or its table) comes from outside the root.
  const sql::Statement *reread;  ///< The write under test has run, and this asks for the row of its key; else null.
  Term connection;               ///< A name for it, where it is known for certain; else noTerm.
};

/// Is told what happens. Inside a call that the machine knows already nothing happens again; what an observer wants to
/// know of every run through such a call, it has to write down as a note.
class Observer {
public:
  virtual ~Observer() = default;
  /// A state that is about to execute a step of the root; only asked for steps of `watchedSteps`. False: it need not go
  /// on.
  virtual bool onStep(std::uint32_t step, const State &state) { return true; }
  virtual void onRun(const RunEvent &event, const State &state) {}
  virtual void onBlock(const Frame &frame, facts::BlockId block, const State &state) {}
  virtual void onBranch(const Frame &frame, facts::BlockId block, bool whenTrue, const State &state) {}
  virtual void onCall(const Frame &frame, std::uint32_t step, FunctionIndex callee, const State &state) {}
  /// A database operation that cannot be understood without the callers: its object or text comes from outside.
  /// `what`: the text or object that is unknown.
  virtual void onMissingContext(const Frame &frame, std::uint32_t step, Term what) {}
  /// A transaction is begun, or a savepoint set, on the connection; as of RunEvent.
  virtual void onBegin(const Frame &frame, std::uint32_t step, Term connection, const State &state) {}
  /// A savepoint is set, or rolled back to.
  virtual void onSavepoint(bool set) {}
  /// A lock that no transaction's end releases is released.
  virtual void onUnlock(const LockState &lock, const State &state) {}
  /// The number of the row that the write under test has stored is asked for.
  virtual void onInsertId(Term run) {}
  /// All later transactions of a connection are to have this level.
  virtual void onSessionLevel(const apis::Library *library, sql::Isolation level) {}
  virtual void onFieldText(std::string_view field, Term value) {}
  /// A statement's text is handed over together with a constant that may be its name.
  virtual void onNamedText(const Frame &frame, std::uint32_t step, std::string_view name, std::string_view text) {}

  bool learns = false;  ///< Only then onFieldText and onNamedText are called.
  std::unordered_set<std::uint32_t> watchedSteps;
  std::vector<Note> notes;
};

class Plan {
public:
  virtual ~Plan() = default;
  virtual bool enters(const Frame &frame, std::uint32_t step, FunctionIndex callee) const = 0;
  /// Where the write under test has run: calls that may ask for its row.
  virtual bool entersAfterWrite(FunctionIndex callee) const { return false; }
  /// May a call that is not entered throw what its body throws? Where everything that matters is entered, no.
  virtual bool opaqueCallsThrow() const { return false; }
  /// Do the outcomes of this call have to be kept apart?
  virtual bool precise(const Frame &frame, std::uint32_t step, FunctionIndex callee) const { return false; }
  /// Can anything that is asked for still happen to a state that comes to this block?
  virtual bool wants(const Frame &frame, facts::BlockId block, const State &state) const { return true; }
};

/// Where a run begins: before a step of the root.
struct Start {
  std::uint32_t step = 0;
  State state;
};

/// Texts and prepared statements that a field or global holds everywhere in the program, by slot (Machine::slotName).
class FieldTexts {
public:
  /// Numbers are kept of the rows of tables only, where they tell one row from another.
  using Held = std::variant<std::string, std::int64_t>;
  static constexpr const char *functionMark = "#function:";  ///< Before the key of a function that is kept there.
  /// What there is to keep: slots with what they hold, and those that are empty at times.
  using Content = std::pair<std::vector<std::pair<std::string, std::optional<Held>>>, std::vector<std::string>>;
  FieldTexts() = default;
  explicit FieldTexts(const Content &content);
  Content content() const;
  /// A value assigned to (or a text prepared into) the field; a second, different one makes it unknown.
  void add(std::string_view field, Held held);
  void addUnknown(std::string_view field);
  /// Empty, or a null pointer: before a statement is set. Beside any other text it is another value.
  void addEmpty(std::string_view field) { empties.emplace(field); }
  void merge(const FieldTexts &other);
  const Held *held(std::string_view field) const;
  const std::string *find(std::string_view field) const;  ///< Of texts only.
  bool writes(std::string_view field) const;              ///< Is it ever written?
  bool knowsAny() const;
  bool empty() const;
  /// Of what a slot holds; 0 of nothing. For one build of dbrace.
  static std::uint64_t digestOf(const Held *held);

  TellsEvidence evidence;

private:
  std::unordered_map<std::string, std::optional<Held>> slots;
  std::unordered_set<std::string> empties;
};

/// How a call can end: normally, or by an exception.
struct Outcomes {
  std::vector<State> normal;
  std::vector<Exit> thrown;
};

/// A call with its arguments evaluated.
struct ActiveCall {
  const Frame &frame;
  std::uint32_t number;
  const facts::Callee &callee;
  Term receiver = noTerm;
  std::vector<Term> arguments;
  std::vector<Term> sources;  ///< The place an argument is a copy of, or noTerm: objects are passed whole.
  std::vector<bool> writable;
  std::uint32_t firstVariadic = facts::none;
  Term result = noTerm;  ///< The place that gets the result.
};

class Machine {
public:
  struct Limits {
    unsigned statesPerBlock = 6;
    unsigned statesPerBlockInside = 2;  ///< Of calls whose ways need not be kept apart.
    unsigned depth = 12;
    std::size_t steps = 400000;  ///< Steps executed in one run.
    std::clock_t deadline = 0;   ///< In processor time of this process.
  };

  Machine(const ProgramIndex &index, const apis::Models &models, const FunctionInfos &infos, Terms &terms,
          StatementTexts &texts, const FieldTexts &fieldTexts, const NamedTexts &namedTexts,
          const RestingGlobals *resting);

  /// Runs one function as root. False if the budget was used up: the exits are then not all.
  /// What the read under test has read and the program compares it with: the column as the program names it, the value.
  std::vector<std::pair<Term, Term>> compared;
  bool loopsOverRows = false;  ///< Has it been asked for a second row, or are its columns read in a loop?
  /// Does the step run for each row of the read under test: in a loop in which the statement itself does not run again?
  bool runsForEachRow(const Frame &frame, std::uint32_t step) const;
  /// Whether the row has the key, where one side is a column of the read under test. Notes what it is compared with.
  std::optional<bool> isSameKey(Term left, Term right);

  bool run(FunctionIndex root, const World &world, const Plan &plan, Observer &observer, const Limits &limits,
           std::vector<Start> starts, std::vector<Exit> &exits);
  const facts::Function &factsOf(FunctionIndex function) const { return program.functions[function].facts; }
  const FunctionInfo &infosOf(FunctionIndex function) const { return infos.of(function); }
  Term rootFrame(FunctionIndex root) { return terms.frame(noTerm, 0, root); }

  /// Everything that the values of a key are made of, themselves included, sorted.
  const std::vector<Term> &partsOf(const std::vector<Term> &key);
  /// The values of a statement's placeholders and holes as terms.
  Term keyValue(const sql::Expression &expression, Term statementObject, const State &state);

private:
  friend class Effects;
  friend const std::string *fieldStatement(Machine &machine, Term cursor);
  struct Pending;

  // Machine.cpp
  void execute(const Frame &frame, std::vector<Start> starts, std::vector<Exit> &exits);
  void executeBlock(const Frame &frame, facts::BlockId block, std::size_t from, State state, Pending &pending,
                    std::vector<Exit> &exits);
  void terminate(const Frame &frame, facts::BlockId block, State &&state, Pending &pending, std::vector<Exit> &exits);
  void step(const Frame &frame, std::uint32_t number, const facts::Step &step, State &&state, std::vector<State> &out,
            Pending &pending, std::vector<Exit> &exits);
  void unwind(const Frame &frame, facts::CleanupId cleanup, State &&state, facts::TextId type, Term exception,
              Pending &pending, std::vector<Exit> &exits);
  void enqueue(const Frame &frame, facts::BlockId block, State &&state, Pending &pending);
  bool exhausted();

  // Calls.cpp
  void call(const Frame &frame, std::uint32_t number, const facts::Call &call, State &&state, Outcomes &out);
  ActiveCall activate(const Frame &frame, std::uint32_t number, const facts::Call &call, const State &state);
  void perform(const ActiveCall &active, const facts::Call &call, State &&state, Outcomes &out);
  std::vector<FunctionIndex> enteredOf(const ActiveCall &call, std::span<const FunctionIndex> callees,
                                       const State &state) const;
  void runBodies(const ActiveCall &call, std::span<const FunctionIndex> callees, State &&state, Outcomes &out);
  void runOpaque(const ActiveCall &call, std::span<const FunctionIndex> callees, State &&state, Outcomes &out);
  /// Runs a body. `bind` writes the parameters into the slots of the new frame.
  void enter(const Frame &frame, std::uint32_t number, FunctionIndex callee, Term result,
             const std::function<void(Term frame, State &)> &bind, State state, Outcomes &out);
  std::vector<Exit> ends(const Frame &inner, State state);
  void enterWith(const ActiveCall &call, FunctionIndex callee, State state, Outcomes &out);
  void nameResult(const ActiveCall &call, Term inner, State &state);
  void opaque(const ActiveCall &call, std::span<const FunctionIndex> callees, State &state);
  void invokeValue(const Frame &frame, std::uint32_t number, Term function, std::span<const Term> arguments,
                   Term result, State &&state, Outcomes &out);
  /// The function may run from now on, beside what follows. `handle`: the place of who waits for it, or noTerm.
  void startTask(const Frame &frame, std::uint32_t number, Term function, std::span<const Term> arguments, Term handle,
                 State &&state, Outcomes &out);
  /// It has ended; of an object that is no known task's any of them may be meant. `ends`: the object itself does; who
  /// has been moved from waits for nobody.
  void endTask(Term object, bool ends, State &state);
  void destroy(const Frame &frame, std::uint32_t number, const facts::Destroy &what, State &&state, Outcomes &out);
  void reduce(const Frame &frame, std::uint32_t number, bool precise, std::vector<Exit> &exits);
  bool madeOnce(Term place, Term value) const;
  void alignObjects(State &state, const State &to);
  void leave(Term frame, State &state);
  const apis::Function *model(facts::TextId id);
  /// The id of a class name that a model mentions, or an id of its own kind that matches only "catch all".
  facts::TextId typeId(std::string_view name) const;

  // NamedUse.cpp
  /// The statement that an unknown text comes from by its name; the text itself where there is none.
  Term named(Term text, const State &state) const;
  void collectNames(Term term, const State &state, unsigned depth, std::vector<const NamedText *> &found) const;
  const NamedText *nameIn(const ActiveCall &call, const facts::Call &facts, const State &state);
  void remember(const ActiveCall &call, const NamedText *name, std::span<const State> states);
  void tellNames(const ActiveCall &call, const facts::Call &facts, const State &state);
  // Dispatch.cpp
  struct Variant {
    Term classes = noTerm;              ///< Of the receiver, if it is this one; or the tables of functions.
    std::vector<FunctionIndex> bodies;  ///< None: not read.
  };
  Term classSet(std::span<const facts::TextId> classes);
  std::vector<Variant> variantsOf(const facts::Call &call, const ActiveCall &active,
                                  std::span<const FunctionIndex> callees, const State &state);
  Term classOf(const ActiveCall &call, const State &state);  ///< The hidden field that has it.
  void setClass(const ActiveCall &call, State &state);
  void narrowClass(FunctionIndex method, Term object, State &state);
  facts::TextId classOfMember(std::string_view name) const;  ///< By its qualified name; 0 if the program has none such.
  void handOnLocks(Term to, Term from, State &state);
  void callVariants(const ActiveCall &call, Term choice, std::vector<Variant> variants,
                    std::span<const FunctionIndex> callees, State &&state, Outcomes &out);
  bool callThroughTable(const ActiveCall &active, const facts::Call &call, State &state, Outcomes &out);

  // Evaluate.cpp
  Term place(const Frame &frame, facts::PlaceId id, const State &state);
  Term value(const Frame &frame, facts::ValueId id, const State &state);
  Term load(Term place, const State &state);
  void bring(Term global);
  void rest(const RestingGlobals::Content &content);
  Term setOnce(Term member);
  Term operation(const Frame &frame, const facts::Operation &operation, const State &state);
  Term position(Term left, Term right, bool back);
  Term binary(facts::Operator op, Term left, Term right, const State &state);
  std::optional<bool> truth(Term value, const State &state);
  bool assume(Term value, bool expected, State &state);
  std::optional<bool> compare(facts::Operator op, Term left, Term right, const State &state);
  bool codeOf(Term error, std::string_view code, bool part = false) const;
  bool spellsAnother(Term text, Term literal, const State &state);
  bool assumeCompare(facts::Operator op, Term left, Term right, bool expected, State &state);
  Knowledge knowledgeOf(Term value, const State &state);
  void store(Term place, Term value, State &state);
  void killInside(Term place, State &state);
  /// Between places, with everything inside. `keepSiblings`: other elements of the same container stay what they are.
  void copy(Term to, Term from, State &state, bool keepSiblings = false);
  /// The value `id` written to `to`; a Load copies the object whole.
  void assign(const Frame &frame, Term to, facts::ValueId id, State &state);
  void havoc(Term place, Term why, State &state);
  /// The object a value denotes: what an address points to.
  Term objectOf(Term value, const State &state);
  bool isKnownIndex(Term index) const;
  bool isStatementText(Term text);
  void tellSlot(Term place, Term value, const State &state);
  std::string slotName(Term place) const;
  std::string fieldName(Term base, std::string_view field) const;
  std::string innerName(Term place) const;
  Term heldBySlot(Term place) const;
  Term held(const std::string &text) const;
  Term textOf(Term value, const State &state);
  Term sizeOf(Term object, const State &state);
  bool isCharacter(const Frame &frame, Term place);
  // MapEntries.cpp
  std::optional<std::span<const Term>> entriesOf(Term container, const State &state);
  Term keyOfEntry(Term place) const;
  Term entry(Term container, Term key);
  Term memberOf(Term object, std::string_view field);
  Term keyIn(Term place) const;
  Term nextKnown(Term element, const State &state);
  Term argumentObject(const ActiveCall &call, std::size_t index, const State &state);

  const ProgramIndex &index;
  const Program &program;
  const apis::Models &models;
  const FunctionInfos &infos;
  Terms &terms;
  StatementTexts &texts;
  const FieldTexts &fieldTexts;
  const NamedTexts &namedTexts;
  const RestingGlobals *resting;  // Null: no global is known.
  AtRest atRest;
  std::unordered_set<Term> brought;
  std::unordered_set<facts::TextId> characterFields;
  bool knowsCharacterFields = false;
  std::unordered_map<const char *, Term> pointers;      // Of members that are set once, by name: what they hold.
  std::unordered_map<Term, const NamedText *> origins;  // Of unknown values: the name they were asked for by.
  const World *world = nullptr;
  const Plan *plan = nullptr;
  Observer *observer = nullptr;
  Limits limits;
  std::size_t stepsLeft = 0;
  bool cutShort = false;
  bool hasRun = false;  ///< Has any statement run, in this run of the root?
  FunctionIndex root = 0;
  std::unordered_map<facts::TextId, const apis::Function *> modelOf;
  Reach reach;
  CallMemo memo;
  std::map<std::vector<Term>, std::vector<Term>> partsOfKeys;
  std::int64_t runs = 0;
};

}  // namespace dbrace::worlds
