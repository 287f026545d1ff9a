// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a database says of its tables is what the script says that made them.
#include "catalogue/Catalogue.h"
#include "catalogue/Reading.h"
#include "schema/Names.h"
#include "witness/Servers.h"
#include "witness/Url.h"

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace dbrace::catalogue {
namespace {

/// Tables and keys in order of their names, with everything that decides about a duplicate.
std::string shownSchema(const schema::Schema &schema) {
  std::vector<std::string> tables;
  for (const schema::Table &table : schema.tables) {
    std::string text = table.name + "(";
    for (const schema::Column &column : table.columns)
      text += column.name + (column.generated ? "=" + *column.generated : "") + (column.nullable ? " " : "! ");
    std::vector<std::string> keys;
    for (const schema::UniqueKey &key : table.keys) {
      std::string shownKey = "\n  " + key.name + (key.primary ? " primary" : "") + ":";
      for (const std::string &column : key.columns)
        shownKey += " " + column;
      for (const std::string &expression : key.expressions)
        shownKey += " [" + expression + "]";
      shownKey += (key.where ? " where " + *key.where : "") + (key.nullsNotDistinct ? " nnd" : "") +
                  (key.deferrable ? " deferrable" : "");
      keys.push_back(shownKey);
    }
    std::ranges::sort(keys);
    text += ")";
    for (const std::string &key : keys)
      text += key;
    for (const schema::Index &index : table.indexes)
      text += "\n  index " + index.name;
    tables.push_back(text);
  }
  std::ranges::sort(tables);
  std::string result;
  for (const std::string &table : tables)
    result += table + "\n";
  return result;
}

std::string fromScript(const std::string &script, sql::Dialect dialect) {
  std::vector<schema::DdlSource> sources{{"s.sql", script, std::nullopt}};
  return shownSchema(schema::importDdl(sources, dialect).schema);
}

std::string problemsOf(const schema::DdlImport &import) {
  std::string result;
  for (const schema::Problem &problem : import.problems)
    result += show(problem) + "\n";
  return result;
}

template <typename Import> std::string failureOf(Import import) {
  try {
    import();
  } catch (const std::runtime_error &error) {
    return error.what();
  }
  return "no failure";
}

struct TemporaryFile {
  TemporaryFile()
      : path(std::filesystem::temp_directory_path() / ("dbrace-catalogue-" + std::to_string(getpid()) + ".db")) {}
  ~TemporaryFile() { std::filesystem::remove(path); }
  std::filesystem::path path;
};

TEST(Catalogue, SqliteIsWhatItsScriptSays) {
  const std::string script =
      "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, \"E Mail\" TEXT UNIQUE COLLATE NOCASE, n INT);"
      "CREATE UNIQUE INDEX u ON a (lower(\"E Mail\")) WHERE n > 0; CREATE INDEX i ON a (n);"
      "CREATE TABLE b (x TEXT, y INT NOT NULL, PRIMARY KEY (x, y)) WITHOUT ROWID;";
  TemporaryFile file;
  sqlite3 *handle = nullptr;
  sqlite3_open(file.path.c_str(), &handle);
  ASSERT_EQ(sqlite3_exec(
                handle,
                (script + "CREATE VIEW v AS SELECT 1; CREATE TRIGGER g AFTER INSERT ON a BEGIN SELECT 1; END").c_str(),
                nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(handle);
  auto before = std::filesystem::last_write_time(file.path);
  schema::DdlImport import = importSqlite(file.path);
  EXPECT_EQ(shownSchema(import.schema), fromScript(script, sql::Dialect::Sqlite));
  EXPECT_EQ(problemsOf(import), "");
  EXPECT_EQ(import.schema.dialect, sql::Dialect::Sqlite);
  EXPECT_EQ(import.schema.tables[0].origin, (schema::Origin{file.path, 0, 0}));
  EXPECT_EQ(std::filesystem::last_write_time(file.path), before);
}

TEST(Catalogue, FilesThatAreNoDatabaseAreNamed) {
  TemporaryFile file;
  EXPECT_EQ(failureOf([&] { importSqlite(file.path); }), file.path.string() + ": cannot be read: No such file or directory");
  std::ofstream(file.path) << "CREATE TABLE t (a);";
  EXPECT_EQ(failureOf([&] { importSqlite(file.path); }), file.path.string() + ": this is no SQLite database");
}

TEST(Catalogue, PostgreSqlIsWhatItsScriptSays) {
  auto server = witness::startPostgreSql();
  const std::string script =
      "CREATE TABLE a (id bigserial PRIMARY KEY, \"E Mail\" text NOT NULL, n int, s varchar(9) COLLATE \"C\");"
      "ALTER TABLE a ADD CONSTRAINT k UNIQUE (\"E Mail\", n) DEFERRABLE INITIALLY DEFERRED;"
      "CREATE UNIQUE INDEX u ON a (lower(s)); CREATE UNIQUE INDEX w ON a (n) NULLS NOT DISTINCT WHERE (n > 0);"
      "CREATE INDEX i ON a (n, s); CREATE TABLE p (x int NOT NULL, y int NOT NULL, PRIMARY KEY (x, y)) PARTITION BY "
      "LIST (x);"
      "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
      "CREATE TABLE g (mail text DEFAULT 'x', lower_mail text GENERATED ALWAYS AS (lower(mail)) STORED UNIQUE);";
  PGconn *connection = PQconnectdb(server->url().c_str());
  auto run = [&](const std::string &text) {
    PGresult *result = PQexec(connection, text.c_str());
    bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    return done;
  };
  ASSERT_TRUE(run(script)) << PQerrorMessage(connection);
  ASSERT_TRUE(run("ALTER DATABASE postgres SET default_transaction_isolation = 'repeatable read'"));
  schema::DdlImport import = importPostgreSql(server->url());
  EXPECT_EQ(problemsOf(import), "");
  std::string expected = fromScript(script, sql::Dialect::PostgreSql);
  // The expression comes with a cast, and a partition's key with a name of its own.
  expected.replace(expected.find("[lower(s)]"), 10, "[lower((s)::text)]");
  expected.replace(expected.rfind("p_pkey"), 6, "p1_pkey");
  EXPECT_EQ(shownSchema(import.schema), expected);
  EXPECT_EQ(import.schema.isolation, "repeatable-read");
  EXPECT_EQ(import.schema.find("a")->column("s")->collation, "c");
  EXPECT_EQ(import.schema.find("a")->schema, "public");

  // What stands behind the '?' is the library's, decoded.
  std::string options = server->url() + "?options=-c%20default_transaction_isolation%3Dserializable";
  EXPECT_EQ(importPostgreSql(options).schema.isolation, "serializable");
  std::string refused = failureOf([&] { importPostgreSql(server->url() + "?ssl_mode=require"); });
  EXPECT_EQ(refused, shown(server->url()) + ": invalid URI query parameter: \"ssl_mode\"");

  // An index that failed to be built promises nothing.
  ASSERT_TRUE(run("CREATE TABLE d (x int); INSERT INTO d VALUES (1), (1)")) << PQerrorMessage(connection);
  EXPECT_FALSE(run("CREATE UNIQUE INDEX CONCURRENTLY broken ON d (x)"));
  import = importPostgreSql(server->url());
  EXPECT_EQ(import.schema.find("d")->keys.size(), 0u);
  EXPECT_NE(problemsOf(import).find("the index broken on d is not valid"), std::string::npos) << problemsOf(import);

  // No password in what is said.
  ASSERT_TRUE(run("CREATE ROLE clerk LOGIN PASSWORD 'hush-hush'"));
  PQfinish(connection);
  witness::Url url = witness::parseUrl(server->url());
  std::string place = "@127.0.0.1:" + std::to_string(url.port) + "/gone";
  std::string said = failureOf([&] { importPostgreSql("postgresql://clerk:hush-hush" + place); });
  EXPECT_EQ(said.find("postgresql://clerk" + place + ": "), 0u) << said;
  EXPECT_NE(said.find("\"gone\" does not exist"), std::string::npos) << said;
  EXPECT_EQ(said.find("hush"), std::string::npos) << said;
}

TEST(Catalogue, MariaDbIsWhatItsScriptSays) {
  auto server = witness::startMariaDb();
  const std::vector<std::string> script{
      "CREATE TABLE a (id INT NOT NULL AUTO_INCREMENT, mail VARCHAR(50) COLLATE utf8mb4_bin, n INT, s VARCHAR(9), "
      "PRIMARY KEY "
      "(id), UNIQUE KEY u (mail(20), n), KEY i (n)) CHARSET utf8mb4 COLLATE utf8mb4_general_ci",
      "CREATE TABLE `b c` (`x y` INT NOT NULL, z VARCHAR(9) DEFAULT 'a;b', UNIQUE KEY k (`x y`), UNIQUE KEY z (z))"};
  witness::Url url = witness::parseUrl(server->url());
  MYSQL *connection = mysql_init(nullptr);
  ASSERT_TRUE(
      mysql_real_connect(connection, "127.0.0.1", "root", "", "test", static_cast<unsigned>(url.port), nullptr, 0));
  std::string all;
  for (const std::string &statement : script) {
    ASSERT_EQ(mysql_query(connection, statement.c_str()), 0) << mysql_error(connection);
    all += statement + ";";
  }
  mysql_query(connection, "CREATE VIEW v AS SELECT 1");
  mysql_query(connection, "SET GLOBAL tx_isolation = 'READ-COMMITTED'");
  mysql_close(connection);
  schema::DdlImport import = importMySql(server->url());
  EXPECT_EQ(problemsOf(import), "");
  EXPECT_EQ(shownSchema(import.schema), fromScript(all, sql::Dialect::MariaDb));
  EXPECT_EQ(import.schema.dialect, sql::Dialect::MariaDb);
  EXPECT_EQ(import.schema.isolation, "read-committed");
  EXPECT_EQ(import.schema.find("a")->column("mail")->collation, "utf8mb4_bin");
  EXPECT_EQ(import.schema.find("a")->column("s")->collation, "utf8mb4_general_ci");
  std::string said =
      failureOf([&] { importMySql("mysql://clerk:hush'h\\ush@127.0.0.1:" + std::to_string(url.port) + "/test"); });
  EXPECT_EQ(said.find("mysql://clerk@127.0.0.1:" + std::to_string(url.port) + "/test: "), 0u) << said;
  EXPECT_NE(said.find("Access denied"), std::string::npos) << said;
  EXPECT_EQ(said.find("hush"), std::string::npos) << said;
  EXPECT_NE(failureOf([&] { importMySql("mysql://root@127.0.0.1"); }).find("a database is needed"), std::string::npos);
}

TEST(Catalogue, ParametersThatWouldBeDroppedAreRefused) {
  std::string said = failureOf([] { importMySql("mysql://me:hush@h/d?ssl-mode=REQUIRED&x=hush"); });
  EXPECT_EQ(said.find("mysql://me@h/d: the parameter ssl-mode is not known"), 0u) << said;
  EXPECT_EQ(said.find("REQUIRED"), std::string::npos) << said;
  EXPECT_EQ(said.find("hush"), std::string::npos) << said;
}

TEST(Catalogue, WhateverIsThrownNamesTheSource) {
  auto failing = [](const std::function<schema::DdlImport()> &read) {
    return failureOf([&] { readingOf("mysql://me@h/d", "mysql://me:hush@h/d", "hush", read); });
  };
  EXPECT_EQ(failing([]() -> schema::DdlImport { throw std::runtime_error("no hush here"); }),
            "mysql://me@h/d: no ... here");
  EXPECT_EQ(
      failing([]() -> schema::DdlImport { throw std::out_of_range("at hush"); }),
      "mysql://me@h/d: its catalogue is not as expected (at ...); dump the schema into a file and give that instead");
  EXPECT_NE(failing([]() -> schema::DdlImport { throw std::bad_cast(); }).find("dump the schema"), std::string::npos);
}

TEST(Catalogue, Addresses) {
  EXPECT_TRUE(isAddress("postgres://h/d"));
  EXPECT_TRUE(isAddress("sqlite:shop.db"));
  EXPECT_FALSE(isAddress("db/schema.sql"));
  EXPECT_EQ(shown("mariadb://me:secret@h/d?password=x"), "mariadb://me@h/d");
  EXPECT_EQ(hidePasswords("--schema=mysql://me:secret@h/d"), "--schema=mysql://me@h/d");
  EXPECT_EQ(hidePasswords("--database=postgresql://me:se?cret@h/d"), "--database=postgresql://…");
  EXPECT_EQ(hidePasswords("mysql://me:hushhush"), "mysql://…");
  EXPECT_EQ(hidePasswords("a b"), "a b");
}

}  // namespace
}  // namespace dbrace::catalogue
