// Threads inside one transaction of one connection.
// schema: settings.sql
#include <sqlite3.h>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

class Database {
public:
  explicit Database(const std::string &path) { sqlite3_open(path.c_str(), &handle); }
  ~Database() { sqlite3_close(handle); }
  void exec(const std::string &sql) { sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr); }

private:
  sqlite3 *handle = nullptr;
};

class Transaction {
public:
  explicit Transaction(Database &database) : database(database) { database.exec("BEGIN"); }
  ~Transaction() {
    if (!done)
      database.exec("ROLLBACK");
  }
  void commit() {
    database.exec("COMMIT");
    done = true;
  }

private:
  Database &database;
  bool done = false;
};

void count(Database &database, const std::string &page) { database.exec("INSERT INTO visits (page) VALUES ('" + page + "')"); }

// The transaction is begun outside, by an object.
void countAll(Database &database, const std::vector<std::string> &pages) {
  Transaction transaction(database);
  std::vector<std::thread> workers;
  for (const std::string &page : pages)
    workers.emplace_back([&database, page] { count(database, page); });  // finding: [dbrace-shared-transaction]
  for (std::thread &worker : workers)
    worker.join();
  transaction.commit();
}

// Each of them waited for before the next one: nothing runs beside anything.
void countOneByOne(Database &database, const std::vector<std::string> &pages) {
  Transaction transaction(database);
  for (const std::string &page : pages) {
    std::thread worker([&database, page] { count(database, page); });
    worker.join();
  }
  transaction.commit();
}

// A connection and a transaction of its own for each.
void countApart(const std::string &path, const std::vector<std::string> &pages) {
  std::vector<std::thread> workers;
  for (const std::string &page : pages)
    workers.emplace_back([path, page] {
      Database own(path);
      Transaction transaction(own);
      count(own, page);
      transaction.commit();
    });
  for (std::thread &worker : workers)
    worker.join();
}

// No transaction around: single statements, each by itself.
void countLoosely(Database &database) {
  std::thread first([&database] { count(database, "/"); }), second([&database] { count(database, "/about"); });
  first.join();
  second.join();
}

// The starter goes on with the transaction.
void countBeside(Database &database) {
  Transaction transaction(database);
  auto front = std::async(std::launch::async, [&] { count(database, "/"); });  // finding: [dbrace-shared-transaction]
  count(database, "/about");
  front.get();
  transaction.commit();
}

void countAfter(Database &database) {
  Transaction transaction(database);
  auto front = std::async(std::launch::async, [&] { count(database, "/"); });
  front.get();
  count(database, "/about");
  transaction.commit();
}

// What the future of std::async is dropped into waits for it.
void countDropped(Database &database) {
  Transaction transaction(database);
  std::async(std::launch::async, [&] { count(database, "/"); });
  std::async(std::launch::async, [&] { count(database, "/about"); });
  transaction.commit();
}

// Each begins its own, on the connection of all.
class Importer {
public:
  explicit Importer(const std::string &path) : database(path) {}
  void importAll() {
    std::thread first(&Importer::importPart, this, "a");  // finding: [dbrace-shared-transaction]
    std::thread second(&Importer::importPart, this, "b");
    first.join();
    second.join();
  }
  void importLocked() {
    std::thread first(&Importer::importPartLocked, this, "a"), second(&Importer::importPartLocked, this, "b");
    first.join();
    second.join();
  }

private:
  void importPart(const char *name) {
    Transaction transaction(database);
    database.exec("INSERT INTO settings (name, value) VALUES ('" + std::string(name) + "', '1') ON CONFLICT (name) DO NOTHING");
    transaction.commit();
  }
  void importPartLocked(const char *name) {
    std::lock_guard<std::mutex> lock(mutex);
    importPart(name);
  }
  Database database;
  std::mutex mutex;
};

thread_local Database perThread("app.db");

void touch() {
  Transaction transaction(perThread);
  count(perThread, "/");
  transaction.commit();
}

void touchTwice() {
  std::thread first(touch), second(touch);
  first.join();
  second.join();
}
