// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Servers.h"

#include "witness/Guardian.h"

#include <libpq-fe.h>
#include <mysql.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <netinet/in.h>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace dbrace::witness {
namespace {

using std::filesystem::path;

/// In the PATH, else in the folders given, newest first.
path programNamed(const std::string &name, std::vector<path> folders, const std::string &package) {
  std::ranges::sort(folders, std::greater());
  std::istringstream search(std::getenv("PATH") ? std::getenv("PATH") : "");
  std::vector<path> all;
  for (std::string folder; std::getline(search, folder, ':');)
    all.emplace_back(folder);
  all.insert(all.end(), folders.begin(), folders.end());
  for (const path &folder : all)
    if (!folder.empty() && access((folder / name).c_str(), X_OK) == 0)
      return folder / name;
  throw std::runtime_error("there is no program \"" + name + "\": install the Debian package " + package +
                           ", or put it into the PATH");
}

/// A port of 127.0.0.1 that nobody uses at the moment. Somebody may take it before the server does; then another try
/// helps.
int freePort() {
  int socketNumber = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t length = sizeof address;
  auto *plain = reinterpret_cast<sockaddr *>(&address);
  bool done = bind(socketNumber, plain, length) == 0 && getsockname(socketNumber, plain, &length) == 0;
  close(socketNumber);
  if (!done)
    throw std::runtime_error("there is no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

class GuardedServer : public Server {
public:
  GuardedServer(std::string address, std::unique_ptr<Guardian> guardian)
      : Server(std::move(address)), guardian(std::move(guardian)) {}

private:
  std::unique_ptr<Guardian> guardian;
};

struct Prepared {
  Program program;
  std::string address;
  int stopSignal = SIGKILL;
};

using Answers = std::function<bool(const std::string &address)>;

std::unique_ptr<Server> startPrepared(const std::function<Prepared(const path &folder, int port)> &prepare,
                                      const Answers &answers) {
  using namespace std::chrono_literals;
  for (int tries = 3;; --tries) {
    path folder = temporaryFolder();
    Prepared prepared;
    try {
      prepared = prepare(folder, freePort());
    } catch (...) {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
      throw;
    }
    auto guardian = std::make_unique<Guardian>(prepared.program, prepared.stopSignal);
    auto patience = std::chrono::steady_clock::now() + 60s;
    while (guardian->alive() && std::chrono::steady_clock::now() < patience) {
      if (answers(prepared.address))
        return std::make_unique<GuardedServer>(prepared.address, std::move(guardian));
      std::this_thread::sleep_for(20ms);  // Nothing else says that a server has come up.
    }
    if (tries == 1)
      throw std::runtime_error(prepared.program.arguments[0] + " does not answer on " + prepared.address + ":" +
                               guardian->log());
  }
}

Prepared preparePostgreSql(const path &folder, int port) {
  std::vector<path> places;
  std::error_code none;
  for (const auto &version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
    places.push_back(version.path() / "bin");
  path server = programNamed("postgres", places, "postgresql");
  // Its neighbour, not one found elsewhere: both must be of one version.
  path initdb = std::filesystem::canonical(server).parent_path() / "initdb", data = folder / "data";
  runProgram(
      {{initdb, "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8"}, folder, {}});
  Prepared prepared;
  prepared.program = {{server, "-D", data, "-p", std::to_string(port)}, folder, {}};
  for (const char *setting : {"listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
                              "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=16MB",
                              "deadlock_timeout=5ms", "max_connections=30"}) {
    prepared.program.arguments.emplace_back("-c");
    prepared.program.arguments.emplace_back(setting);
  }
  prepared.address = "postgresql://postgres@127.0.0.1:" + std::to_string(port) + "/postgres";
  prepared.stopSignal = SIGQUIT;  // At once, and it takes its shared memory with it.
  return prepared;
}

/// The statements that make the system tables; mariadb-install-db would want programs of other packages.
void writeSystemTables(const path &file) {
  std::ofstream out(file);
  out << "CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n";
  for (const char *name : {"system_tables", "performance_tables", "system_tables_data"}) {
    std::ifstream in;
    for (const char *pattern : {"/usr/share/mysql/mysql_", "/usr/share/mariadb/mariadb_", "/usr/share/mysql/mariadb_"})
      if (!in.is_open())
        in.open(pattern + std::string(name) + ".sql");
    if (!in.is_open())
      throw std::runtime_error("there is no file mysql_" + std::string(name) +
                               ".sql: install the Debian package mariadb-server-core");
    out << in.rdbuf() << "\n";
  }
}

Prepared prepareMariaDb(const path &folder, int port) {
  path server = programNamed("mariadbd", {"/usr/sbin", "/usr/libexec"}, "mariadb-server-core");
  path data = folder / "data";
  runProgram({{"/bin/mkdir", data}, folder, {}});  // So that it belongs to the right user.
  writeSystemTables(folder / "system.sql");
  std::ofstream(folder / "users.sql") << "CREATE DATABASE test;\n"
                                         "CREATE USER root@'127.0.0.1';\n"
                                         "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;\n";
  // The server may be another user, who reads it itself.
  std::filesystem::permissions(folder / "users.sql", std::filesystem::perms(0644));
  const std::vector<std::string> common{server,
                                        "--no-defaults",
                                        "--datadir=" + data.string(),
                                        "--innodb-log-file-size=8M",
                                        "--innodb-buffer-pool-size=16M",
                                        "--innodb-flush-log-at-trx-commit=0",
                                        "--innodb-doublewrite=0",
                                        "--skip-log-bin",
                                        "--loose-innodb-flush-method=nosync"};
  Program bootstrap{common, folder, folder / "system.sql"};
  bootstrap.arguments.emplace_back("--bootstrap");
  bootstrap.arguments.emplace_back("--skip-networking");
  runProgram(bootstrap);
  Prepared prepared;
  prepared.program = {common, folder, {}};
  for (std::string option : {"--socket=" + (folder / "socket").string(), "--pid-file=" + (folder / "pid").string(),
                             std::string("--bind-address=127.0.0.1"), "--port=" + std::to_string(port),
                             std::string("--skip-name-resolve"), "--init-file=" + (folder / "users.sql").string()})
    prepared.program.arguments.push_back(std::move(option));
  prepared.address = "mysql://root@127.0.0.1:" + std::to_string(port) + "/test";
  return prepared;
}

bool mariaDbAnswers(const std::string &address) {
  int port = std::atoi(address.c_str() + address.rfind(':') + 1);
  MYSQL *connection = mysql_init(nullptr);
  bool answers =
      mysql_real_connect(connection, "127.0.0.1", "root", "", "test", static_cast<unsigned>(port), nullptr, 0);
  mysql_close(connection);
  return answers;
}

}  // namespace

std::unique_ptr<Server> startPostgreSql() {
  return startPrepared(preparePostgreSql,
                       [](const std::string &address) { return PQping(address.c_str()) == PQPING_OK; });
}

std::unique_ptr<Server> startMariaDb() { return startPrepared(prepareMariaDb, mariaDbAnswers); }

}  // namespace dbrace::witness
