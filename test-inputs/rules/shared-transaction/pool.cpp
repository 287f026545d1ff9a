// Pools of the program's own, a transaction opened by a caller, and libpqxx's transaction objects.
// schema: settings.sql
#include <condition_variable>
#include <functional>
#include <mutex>
#include <pqxx/pqxx>
#include <queue>
#include <string>
#include <thread>
#include <vector>

class ThreadPool {
public:
  void enqueue(std::function<void()> job) {
    std::lock_guard<std::mutex> lock(mutex);
    jobs.push(std::move(job));
    wakeUp.notify_one();
  }
  void waitForAll();

private:
  std::mutex mutex;
  std::condition_variable wakeUp;
  std::queue<std::function<void()>> jobs;
};

void storeAll(pqxx::connection &connection, ThreadPool &pool, const std::vector<std::string> &names) {
  pqxx::work transaction(connection);
  for (const std::string &name : names)
    pool.enqueue([&transaction, name] {  // finding: [dbrace-shared-transaction]
      transaction.exec("INSERT INTO visits (page) VALUES (" + transaction.quote(name) + ")");
    });
  pool.waitForAll();
  transaction.commit();
}

// The connection is the task's own.
void storeEach(const std::string &where, ThreadPool &pool, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    pool.enqueue([where, name] {
      pqxx::connection connection(where);
      pqxx::work transaction(connection);
      transaction.exec("INSERT INTO visits (page) VALUES (" + transaction.quote(name) + ")");
      transaction.commit();
    });
  pool.waitForAll();
}

// Only the texts are made by the tasks.
void storeAfter(pqxx::connection &connection, ThreadPool &pool, std::vector<std::string> &names) {
  pqxx::work transaction(connection);
  for (std::string &name : names)
    pool.enqueue([&name] { name += "!"; });
  pool.waitForAll();
  for (const std::string &name : names)
    transaction.exec("INSERT INTO visits (page) VALUES (" + transaction.quote(name) + ")");
  transaction.commit();
}

// A pool of connections runs what it is given at once, on one that nobody else has meanwhile.
class ConnectionPool {
public:
  template <typename Job> void run(Job job) {
    pqxx::connection connection(where);
    pqxx::work transaction(connection);
    job(transaction);
    transaction.commit();
  }

private:
  std::string where;
};

void storeLent(ConnectionPool &pool, const std::vector<std::string> &names) {
  for (const std::string &name : names)
    pool.run([&name](pqxx::work &transaction) { transaction.exec("INSERT INTO visits (page) VALUES (" + transaction.quote(name) + ")"); });
}

// So does a scheduler that has no threads.
class Scheduler {
public:
  void run(const std::function<void()> &job) { job(); }
};

void storeAtOnce(pqxx::connection &connection, Scheduler &scheduler, const std::vector<std::string> &names) {
  pqxx::work transaction(connection);
  for (const std::string &name : names)
    scheduler.run([&transaction, &name] { transaction.exec("INSERT INTO visits (page) VALUES (" + transaction.quote(name) + ")"); });
  transaction.commit();
}
