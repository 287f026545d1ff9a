// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results that are kept from one interpretation to the next change nothing: a program that is edited again and again is
// interpreted with them and without, and both say the same.
#include "cpp/Read.h"
#include "driver/Models.h"
#include "driver/ResultCache.h"
#include "worlds/Interpret.h"
#include "worlds/PackedValues.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace dbrace {
template <> inline constexpr std::size_t memberCount<LiteralToken> = 8;
template <> inline constexpr std::size_t memberCount<StatementLiteral> = 4;
}  // namespace dbrace

namespace dbrace::driver {
namespace {

/// A small program; each member is something that an edit changes.
struct Shop {
  std::vector<int> blankLines = std::vector<int>(13, 0);  // By unit: everything below moves.
  std::vector<int> tables = {0, 1, 2};                    // Of the records.
  std::vector<bool> checked = {true, true, true};         // Is a row looked up before it is inserted?
  bool immediate = false;                                 // Is one of them called in a transaction that locks?
  bool lockedWrapper = false;
  bool throwing = false;  // What a refused row makes of the wrapper,
  bool catching = false;  // and who takes it.
  bool secondCaller = false;
  int fieldTable = 0, namedTable = 0, column = 0;
  bool cleaning = false;      // What a helper makes of the key that comes to no database itself.
  bool secondName = false;    // The name is given to another statement too.
  bool otherLayer = true;     // A second class behind the interface.
  bool otherLibrary = false;  // A third one, of another library: each library has a turn.
  bool writtenElsewhere = false;
  bool otherBook = false;  // What the one place that makes the program's book names its table.
  bool setTwice = false;   // There is another such place: then nothing is known of it.
  int records = 3;

  void change(unsigned what, unsigned how) {
    switch (what) {
    case 0:
      ++blankLines[how % blankLines.size()];
      return;
    case 1:
      tables[how % tables.size()] = static_cast<int>(how / 3 % 4);
      return;
    case 2:
      checked[how % checked.size()].flip();
      return;
    case 3:
      fieldTable = static_cast<int>(how % 3);
      return;
    case 4:
      namedTable = static_cast<int>(how % 3);
      return;
    case 5:
      records = 2 + static_cast<int>(how % 2);
      return;
    case 6:
      column = static_cast<int>(how % 3);
      return;
    default: {
      bool *flags[] = {&immediate,  &lockedWrapper, &throwing,         &catching,     &secondCaller, &cleaning,
                       &secondName, &otherLayer,    &writtenElsewhere, &otherLibrary, &otherBook,    &setTwice};
      bool &flag = *flags[(what - 7) % std::size(flags)];
      flag = !flag;
    }
    }
  }

  std::map<std::string, std::string> sources() const {
    std::map<std::string, std::string> all;
    all["db.h"] = R"~(#pragma once
#include <sqlite3.h>
struct Refused { int code; };
void clean(const char *key, const char **into);
struct Database {
  sqlite3 *handle;
  int run(const char *sql);
  bool exists(const char *sql, const char *key);
  bool insert(const char *sql, const char *key);
};
const char *statementNamed(const char *name);
struct Layer { virtual ~Layer(); virtual bool find(const char *key) = 0; virtual void store(const char *key) = 0; };
struct Repository { Database &db; const char *find; const char *put; Repository(Database &); bool add(const char *key); };
)~";
    auto unit = [&](std::size_t number, const std::string &name, const std::string &text) {
      all[name] = std::string(static_cast<std::size_t>(blankLines[number]), '\n') + "#include \"db.h\"\n" + text;
    };
    unit(0, "db.cpp",
         R"~(
int Database::run(const char *sql) { return sqlite3_exec(handle, sql, nullptr, nullptr, nullptr); }
bool Database::exists(const char *sql, const char *key) {
  sqlite3_stmt *statement;
  sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, key, -1, nullptr);
  bool row = sqlite3_step(statement) == SQLITE_ROW;
  sqlite3_finalize(statement);
  return row;
}
bool Database::insert(const char *sql, const char *key) {)~" +
             std::string(lockedWrapper ? "\n  run(\"BEGIN IMMEDIATE\");" : "") + R"~(
  sqlite3_stmt *statement;
  sqlite3_prepare_v2(handle, sql, -1, &statement, nullptr);
  sqlite3_bind_text(statement, 1, key, -1, nullptr);
  int code = sqlite3_step(statement);
  sqlite3_finalize(statement);)~" +
             std::string(lockedWrapper ? "\n  run(\"COMMIT\");" : "") +
             std::string(throwing ? "\n  if (code == SQLITE_CONSTRAINT) throw Refused{code};" : "") + R"~(
  return code == SQLITE_DONE;
}
void clean(const char *key, const char **into) { *into = key)~" +
             (cleaning ? " + 1" : "") + "; }\n");
    for (int i = 0; i < records; ++i) {
      const std::string number = std::to_string(i), table = "things" + std::to_string(tables[i]);
      unit(1 + i, "record" + number + ".cpp",
           "namespace record" + number + R"~( {
static bool taken(Database &db, const char *key) { return db.exists("SELECT 1 FROM )~" +
               table + R"~( WHERE name = ?", key); }
bool add(Database &db, const char *key) {)~" +
               (checked[i] ? "\n  if (taken(db, key)) return false;" : "") + R"~(
  const char *stored;
  clean(key, &stored);
  return db.insert("INSERT INTO )~" +
               table + R"~((name) VALUES (?)", stored);
}
}
)~");
    }
    unit(4, "callers.cpp",
         std::string(R"~(
namespace record0 { bool add(Database &db, const char *key); }
namespace record1 { bool add(Database &db, const char *key); }
bool addOne(Database &db, const char *key) {
)~") + (immediate ? "  db.run(\"BEGIN IMMEDIATE\");\n" : "") +
             (catching ? "  bool done = false;\n  try { done = record0::add(db, key); } catch (Refused &) "
                         "{ done = true; }\n"
                       : "  bool done = record0::add(db, key);\n") +
             (immediate ? "  db.run(\"COMMIT\");\n" : "") + "  return done;\n}\n" +
             (secondCaller ? "bool addTwo(Database &db) { return record1::add(db, \"a\") && "
                             "record0::add(db, \"b\"); }\n"
                           : ""));
    const std::string field = "fields" + std::to_string(fieldTable), named = "names" + std::to_string(namedTable);
    unit(5, "fields.cpp",
         R"~(
Repository::Repository(Database &db) : db(db), find("SELECT 1 FROM )~" +
             field + R"~( WHERE name = ?"), put("INSERT INTO )~" + field + R"~((name) VALUES (?)") {}
)~");
    unit(6, "uses.cpp", std::string(R"~(
bool Repository::add(const char *key) { return !db.exists(find, key) && db.insert(put, key); }
void addNamed(Database &db, const char *key) {
  if (!db.exists(statementNamed("find-name"), key))
    db.insert(statementNamed("add-name"), key);
}
void copy(Layer &layer, const char *key) { if (!layer.find(key)) layer.store(key); }
)~") + (writtenElsewhere ? "void swap(Repository &it, const char *text) { it.find = text; }\n" : ""));
    unit(7, "names.cpp",
         R"~(
struct Entry { const char *name; const char *text; };
extern const Entry entries[] = {{"find-name", "SELECT 1 FROM )~" +
             named + R"~( WHERE name = ?"},
                                {"add-name", "INSERT INTO )~" +
             named + R"~((name) VALUES (?)"}};
)~" +
             (secondName ? "extern const Entry others[] = {{\"find-name\", \"SELECT 1 FROM others WHERE name = ?\"}};\n"
                         : "") +
             R"~(
struct First : Layer {
  Database &db;
  bool find(const char *key) override { return db.exists("SELECT 1 FROM first WHERE name = ?", key); }
  void store(const char *key) override { db.insert("INSERT INTO first(name) VALUES (?)", key); }
};
)~" +
             (otherLayer ? R"~(struct Second : Layer {
  Database &db;
  bool find(const char *key) override { return db.exists("SELECT 1 FROM second WHERE name = ?", key); }
  void store(const char *key) override { db.insert("INSERT INTO second(name) VALUES (?)", key); }
};
)~"
                         : ""));
    if (otherLibrary)
      unit(10, "remote.cpp", R"~(#include <mysql/mysql.h>
#include <stdio.h>
struct Remote : Layer {
  MYSQL *db;
  bool find(const char *key) override {
    char text[200];
    snprintf(text, sizeof text, "SELECT 1 FROM remote WHERE name = '%s'", key);
    mysql_query(db, text);
    MYSQL_RES *rows = mysql_store_result(db);
    const bool any = mysql_num_rows(rows) > 0;
    mysql_free_result(rows);
    return any;
  }
  void store(const char *key) override {
    char text[200];
    snprintf(text, sizeof text, "INSERT INTO remote (name) VALUES ('%s')", key);
    mysql_query(db, text);
  }
};
)~");
    all["columns.h"] = R"~(#pragma once
#include <map>
#include <string>
enum class Column { Key, Text };
extern const std::map<Column, std::string> columns;
)~";
    unit(8, "columns.cpp",
         "#include \"columns.h\"\nconst std::map<Column, std::string> columns = {{Column::Key, \"key" +
             std::to_string(column) + "\"}, {Column::Text, \"text\"}};\n");
    unit(9, "columnUses.cpp", R"~(#include "columns.h"
void addColumn(Database &db, const char *key) {
  if (!db.exists(("SELECT 1 FROM columns WHERE " + columns.at(Column::Key) + " = ?").c_str(), key))
    db.insert(("INSERT INTO columns(" + columns.at(Column::Key) + ") VALUES (?)").c_str(), key);
}
)~");
    all["book.h"] = R"~(#pragma once
#include <memory>
#include <string>
struct Book {
  const std::string table;
  explicit Book(std::string name) : table(std::move(name)) {}
};
extern std::unique_ptr<Book> book;
)~";
    unit(11, "book.cpp",
         "#include \"book.h\"\nstd::unique_ptr<Book> book;\nvoid open() { book = std::make_unique<Book>(\"book" +
             std::to_string(otherBook) + "\"); }\n" +
             (setTwice ? "void reopen(const char *name) { book = std::make_unique<Book>(name); }\n" : ""));
    unit(12, "bookUses.cpp", R"~(#include "book.h"
void addPage(Database &db, const char *key) {
  if (!db.exists(("SELECT 1 FROM " + book->table + " WHERE name = ?").c_str(), key))
    db.insert(("INSERT INTO " + book->table + "(name) VALUES (?)").c_str(), key);
}
)~");
    return all;
  }
};

/// Units as they were read; those that did not change are not read again, by no test.
class Units {
public:
  worlds::Program program(const std::map<std::string, std::string> &sources) {
    std::vector<facts::Unit> units;
    for (const auto &[name, text] : sources) {
      if (name.ends_with(".h"))
        continue;
      auto [at, isNew] = known.try_emplace(name + "\n" + text);
      if (isNew) {
        cpp::ReadRequest request{.directory = "/",
                                 .command = {"clang++", "-std=c++20", "-c", "/shop/" + name},
                                 .file = "/shop/" + name,
                                 .root = "/shop",
                                 .models = &apis::builtinModels()};
        for (const auto &[file, content] : sources)
          request.overlay["/shop/" + file] = content;
        auto read = cpp::readUnit(request);
        EXPECT_TRUE(std::holds_alternative<facts::Unit>(read)) << std::get<cpp::ReadFailure>(read).message;
        at->second = std::get<facts::Unit>(std::move(read));
        EXPECT_TRUE(at->second.errors.empty()) << name << "\n" << text;
      }
      units.push_back(at->second);
    }
    return worlds::link(units);
  }

private:
  static inline std::map<std::string, facts::Unit> known;  // By name and text; the headers are always the same.
};

std::string described(const worlds::Interpretation &result) {
  Packer out;
  for (const CheckedWrite &write : result.checkedWrites) {
    out.add(write);
    for (const StatementSite *site : {&write.read, &write.write}) {
      out.add(site->at);
      out.add(site->way);
      out.add(site->text);
      out.add(site->dialect);
      out.add(site->registeredAt);
      out.add(site->statement);
      out.add(site->wholeText);
      out.add(site->literal);
    }
  }
  out.add(result.tables);
  for (std::size_t count : {result.summary.functions, result.summary.functionsWithStatements, result.summary.statements,
                            result.summary.understood})
    out.number(count);
  return out.bytes;
}

class Counting : public worlds::ResultsInMemory {
public:
  void keep(std::uint64_t key, std::string bytes) override {
    ResultsInMemory::keep(key, std::move(bytes));
    ++kept;
  }
  std::size_t kept = 0;
};

/// With it every function is run anew, in each variant of the names.
class Forgetful : public worlds::ResultStore {
public:
  std::optional<std::string_view> find(std::uint64_t) override { return std::nullopt; }
  void keep(std::uint64_t, std::string) override { ++kept; }
  std::size_t kept = 0;
};

worlds::Interpretation interpreted(const worlds::Program &program, worlds::ResultStore *results) {
  worlds::InterpretOptions options;
  options.results = results;
  return worlds::interpret(program, apis::builtinModels(), options);
}

constexpr unsigned kindsOfChange = 19;

TEST(KeptResults, OfAProgramBeforeOneChangeDoNotHideIt) {
  Units units;
  Counting before;
  interpreted(units.program(Shop().sources()), &before);
  for (unsigned what = 0; what < kindsOfChange; ++what) {
    Counting results = before;
    Shop shop;
    shop.change(what, 1);
    worlds::Program program = units.program(shop.sources());
    EXPECT_EQ(described(interpreted(program, nullptr)), described(interpreted(program, &results))) << "change " << what;
  }
}

TEST(KeptResults, KnowWhatTheProgramsObjectsHold) {
  Units units;
  Counting results;
  auto isChecked = [&](const Shop &shop, std::string_view table) {
    const worlds::Interpretation found = interpreted(units.program(shop.sources()), &results);
    return std::ranges::any_of(found.checkedWrites, [&](const auto &one) { return one.table == table; });
  };
  Shop shop;
  EXPECT_TRUE(isChecked(shop, "book0"));
  shop.otherBook = true;
  EXPECT_TRUE(isChecked(shop, "book1"));
  EXPECT_FALSE(isChecked(shop, "book0"));
  shop.setTwice = true;
  EXPECT_FALSE(isChecked(shop, "book1"));
}

TEST(KeptResults, SayWhatARunWithoutThemSays) {
  Shop shop;
  Units units;
  Counting results;
  std::mt19937 random(20);
  std::set<std::size_t> numbersOfWrites;
  for (int edit = 0; edit < 50; ++edit) {
    worlds::Program program = units.program(shop.sources());
    Forgetful nothing;
    worlds::Interpretation plain = interpreted(program, &nothing);
    ASSERT_EQ(described(plain), described(interpreted(program, &results))) << "after edit " << edit;
    numbersOfWrites.insert(plain.checkedWrites.size());
    for (unsigned changes = 1 + random() % 2; changes != 0; --changes) {
      unsigned what = random() % kindsOfChange, how = random();
      shop.change(what, how);
    }
  }
  EXPECT_GT(numbersOfWrites.size(), 3u);  // The edits matter.
}

TEST(KeptResults, OnlyWhatAChangeTouchesIsInterpretedAgain) {
  Shop shop;
  Units units;
  Counting results;
  interpreted(units.program(shop.sources()), &results);
  const std::size_t all = std::exchange(results.kept, 0);
  interpreted(units.program(shop.sources()), &results);
  EXPECT_EQ(results.kept, 0u);
  shop.blankLines[1] = 1;  // Two functions, and one that calls them: learnt, summarised, examined.
  interpreted(units.program(shop.sources()), &results);
  EXPECT_GE(results.kept, 6u);
  EXPECT_LT(results.kept * 3, all);
}

TEST(KeptResults, OfOneVariantServeTheOthers) {
  Shop shop;
  shop.secondName = true;
  Units units;
  worlds::Program program = units.program(shop.sources());
  Forgetful nothing;
  Counting results;
  const std::string plain = described(interpreted(program, &nothing));
  EXPECT_EQ(plain, described(interpreted(program, &results)));
  EXPECT_EQ(plain, described(interpreted(program, nullptr)));
  EXPECT_LT(results.kept, nothing.kept);
}

TEST(KeptResults, OfOneLibraryServeTheOthers) {
  Shop shop;
  shop.otherLibrary = true;
  Units units;
  worlds::Program program = units.program(shop.sources());
  Forgetful nothing;
  Counting results;
  const worlds::Interpretation plain = interpreted(program, &nothing);
  EXPECT_EQ(described(plain), described(interpreted(program, &results)));
  EXPECT_EQ(described(plain), described(interpreted(program, nullptr)));
  EXPECT_LT(results.kept, nothing.kept);
  // In each its own classes.
  for (std::string_view table : {"first", "second", "remote"})
    EXPECT_TRUE(std::ranges::any_of(plain.checkedWrites, [&](const auto &one) { return one.table == table; })) << table;
}

TEST(KeptResults, AreFoundInTheCacheOfTheNextScan) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "kept-results";
  std::filesystem::remove_all(folder);
  Units units;
  worlds::Program program = units.program(Shop().sources());
  const std::string entry = entryName("results", "shop");
  {
    CacheFolder cache(folder, 1 << 30);
    ResultCache results(cache, entry);
    interpreted(program, &results);
    results.save();
  }
  CacheFolder cache(folder, 1 << 30);
  ResultCache results(cache, entry);
  class : public worlds::ResultStore {
  public:
    std::optional<std::string_view> find(std::uint64_t key) override { return from->find(key); }
    void keep(std::uint64_t, std::string) override { ADD_FAILURE() << "was kept already"; }
    ResultCache *from = nullptr;
  } frozen;
  frozen.from = &results;
  EXPECT_EQ(described(interpreted(program, &frozen)), described(interpreted(program, nullptr)));

  // What a disk made of it is not believed.
  std::string bytes = cache.get(entry).value();
  cache.put(entry, std::string_view(bytes).substr(0, bytes.size() / 2));
  ResultCache half(cache, entry);
  EXPECT_EQ(described(interpreted(program, &half)), described(interpreted(program, nullptr)));
}

}  // namespace
}  // namespace dbrace::driver
