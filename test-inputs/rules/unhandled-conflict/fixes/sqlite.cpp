// What is offered for an insert that a unique key may refuse, and what is not, by what follows and where the text stands.
// schema: library.sql
#include <sqlite3.h>
#include <cstdio>
#include <string>

#define INSERT_SHELF "INSERT INTO shelves (label) VALUES (?)"
#define SQL(text) text

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql, const char *value) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, value, -1, SQLITE_TRANSIENT);
  return stmt;
}
static bool known(sqlite3 *db, const char *label) {
  sqlite3_stmt *stmt = prepare(db, "SELECT id FROM shelves WHERE label = ?", label);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}

// Nobody looks at what becomes of it: the violation was dropped before, and is none then.
void ensure(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] warning  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
// The loser was told of an error, and is told then what he is told where the row is found.
bool ensureOrFail(sqlite3 *db, const char *label) {
  if (known(db, label))
    return true;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?);", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note  fix: "safe: insert ON CONFLICT"
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE;
}
// Here a row that is found is a failure: who loses must not be told that it is his.
bool create(sqlite3 *db, const char *label) {
  if (known(db, label))
    return false;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; who loses the race is then told that the row was stored"
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE;
}
// The same, said by an out-parameter.
bool createOrFind(sqlite3 *db, const char *label, bool *created) {
  *created = false;
  if (known(db, label))
    return true;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; who loses the race is then told that the row was stored"
  sqlite3_finalize(stmt);
  if (rc != SQLITE_DONE)
    return false;
  *created = true;
  return true;
}
bool ensureAndReset(sqlite3 *db, const char *label, bool *failed) {
  *failed = false;
  if (known(db, label))
    return true;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
  *failed = rc != SQLITE_DONE;
  return !*failed;
}
// What follows a new row would also follow one of somebody else's.
bool announce(const char *label);
bool ensureAndAnnounce(sqlite3 *db, const char *label) {
  if (known(db, label))
    return true;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict] note  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; who loses the race then also does what follows"
  sqlite3_finalize(stmt);
  if (rc != SQLITE_DONE)
    return false;
  announce(label);
  return true;
}
// How many rows were stored is asked.
bool counted(sqlite3 *db, const char *label) {
  if (known(db, label))
    return true;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored"
  sqlite3_finalize(stmt);
  return sqlite3_changes(db) == 1;
}
static int changes(sqlite3 *db) { return sqlite3_changes(db); }
bool countedByHelper(sqlite3 *db, const char *label) {
  if (known(db, label))
    return false;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows asks how many rows were stored"
  sqlite3_finalize(stmt);
  if (rc != SQLITE_DONE)
    return false;
  return changes(db) > 0;
}
// The number of a row that was not stored is that of an earlier one.
long long numberOf(sqlite3 *db, const char *label) {
  if (known(db, label))
    return 0;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label) VALUES (?)", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the code that follows uses the number of the new row"
  sqlite3_finalize(stmt);
  return sqlite3_last_insert_rowid(db);
}

// Where the text stands.
void inMacro(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, INSERT_SHELF, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the statement's text stands in a macro"
  sqlite3_finalize(stmt);
}
void inMacroArgument(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, SQL("INSERT INTO shelves (label) VALUES (?)"), label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
static const char *const insertTwice = "INSERT INTO shelves (label, room) VALUES (?, 2)";
void sharedConstant(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, insertTwice, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: other statements are made of the same literal"
  sqlite3_finalize(stmt);
}
bool sharedConstantToo(sqlite3 *db, const char *label) {
  sqlite3_stmt *stmt = prepare(db, insertTwice, label);
  const int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc == SQLITE_DONE;
}
static const char *const insertOnce = "INSERT INTO shelves (label, room) VALUES (?, 3)";
void ownConstant(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, insertOnce, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
void lengthGiven(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO shelves (label) VALUES (?)", 38, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, label, -1, SQLITE_TRANSIENT);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the length of the statement's text is given"
  sqlite3_finalize(stmt);
}
void putTogether(sqlite3 *db, const char *label, const std::string &table) {
  if (known(db, label))
    return;
  const std::string sql = "INSERT INTO shelves (label) VALUES ('" + std::string(label) + "')";
  sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict]  fix: "none: the statement's text is put together"
}

// How the literal is spelled.
void rawLiteral(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, R"sql(
      INSERT INTO shelves ("label")
      VALUES (?)  -- the room is the first
      ;
    )sql", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT"
  sqlite3_finalize(stmt);
}
void adjacent(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db,
                               "INSERT INTO \"shelves\" (\"label\") VAL"
                               "UES (?"
                               ") /* no room yet */;",
                               label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT"
  sqlite3_finalize(stmt);
}
void continued(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label)\n\
                                    VALUES (?)\
", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT"
  sqlite3_finalize(stmt);
}

#define SHELVES "shelves"
void nameInMacro(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO " SHELVES " (label) VALUES (?)", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
#define VALUES_OF_ONE " VALUES (?)"
void endInMacro(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label)" VALUES_OF_ONE, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: the statement's text stands in a macro"
  sqlite3_finalize(stmt);
}

// Formats.
void formatted(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  char *sql = sqlite3_mprintf("INSERT INTO shelves (label, room) VALUES ('%q', 7 %% 4)", label);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_free(sql);
}
void formattedTail(sqlite3 *db, const char *label, const char *more) {
  if (known(db, label))
    return;
  char *sql = sqlite3_mprintf("INSERT INTO shelves (label) VALUES ('%q') %s", label, more);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict]  fix: "none: the statement"
  sqlite3_free(sql);
}
void intoBuffer(sqlite3 *db, int isbn) {
  char sql[100];
  std::snprintf(sql, sizeof sql, "SELECT id FROM copies WHERE isbn = '%d' AND number = 1", isbn);
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db, sql, -1, &stmt, nullptr);
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  if (row)
    return;
  std::snprintf(sql, sizeof sql, "INSERT INTO copies (isbn, number) VALUES ('%d', 1)", isbn);
  sqlite3_exec(db, sql, nullptr, nullptr, nullptr);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (isbn, number) DO NOTHING; the text is copied to a buffer"
}

// A partial key is named with its predicate.
void partialKey(sqlite3 *db, const char *mail) {
  sqlite3_stmt *find = prepare(db, "SELECT id FROM readers WHERE mail = ? AND left_at IS NULL", mail);
  const bool row = sqlite3_step(find) == SQLITE_ROW;
  sqlite3_finalize(find);
  if (row)
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO readers (mail, left_at) VALUES (?, NULL)", mail);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (mail) WHERE left_at is null DO NOTHING"
  sqlite3_finalize(stmt);
}

// Every instantiation has the one literal.
template <typename Number> void ensureFor(sqlite3 *db, const char *label, Number) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label, room) VALUES (?, 6)", label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
void ensureForBoth(sqlite3 *db, const char *label) {
  ensureFor(db, label, 1);
  ensureFor(db, label, 1.5);
}

// An insert that others call too, and who want to be refused.
static int store(sqlite3 *db, const char *label) {
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label, room) VALUES (?, 4)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; the function that inserts is called from other places too"
  sqlite3_finalize(stmt);
  return rc;
}
void storeMissing(sqlite3 *db, const char *label) {
  if (!known(db, label))
    store(db, label);
}
bool storeNew(sqlite3 *db, const char *label) { return store(db, label) != SQLITE_CONSTRAINT; }
// One that nobody else calls.
static int storeAlone(sqlite3 *db, const char *label) {
  sqlite3_stmt *stmt = prepare(db, "INSERT INTO shelves (label, room) VALUES (?, 5)", label);
  const int rc = sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
  return rc;
}
void storeMissingAlone(sqlite3 *db, const char *label) {
  if (!known(db, label))
    storeAlone(db, label);
}
static const char *const insertStart = "INSERT INTO shelves (label, room) VALUES (?, 41)";
void startOfAnother(sqlite3 *db, const char *label) {
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, insertStart, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "none: other statements are made of the same literal"
  sqlite3_finalize(stmt);
}
void addWithRoom(sqlite3 *db, const char *label) {
  const std::string whole = std::string(insertStart) + ", ('spare', 51)";
  sqlite3_stmt *stmt = prepare(db, whole.c_str(), label);
  sqlite3_step(stmt);
  sqlite3_finalize(stmt);
}
void inSizedArray(sqlite3 *db, const char *label) {
  static const char text[120] = "INSERT INTO shelves (label, room) VALUES (?, 61)";
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, text, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "unsafe: insert ON CONFLICT (label) DO NOTHING; the text is copied to a buffer, which must have room for it"
  sqlite3_finalize(stmt);
}
void inArray(sqlite3 *db, const char *label) {
  static const char text[] = "INSERT INTO shelves (label, room) VALUES (?, 71)";
  if (known(db, label))
    return;
  sqlite3_stmt *stmt = prepare(db, text, label);
  sqlite3_step(stmt);  // finding: [dbrace-unhandled-conflict]  fix: "safe: insert ON CONFLICT (label) DO NOTHING"
  sqlite3_finalize(stmt);
}
