// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Servers.h"
#include "witness/Guardian.h"

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <mysql.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <poll.h>
#include <stdexcept>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dbrace::witness {
namespace {

TEST(Servers, PostgreSqlAnswersAndGoesAway) {
  std::string address, folder;
  {
    auto server = startPostgreSql();
    address = server->url();
    PGconn *connection = PQconnectdb(address.c_str());
    PGresult *result = PQexec(connection, "SHOW data_directory");
    ASSERT_EQ(PQresultStatus(result), PGRES_TUPLES_OK) << PQerrorMessage(connection);
    folder = PQgetvalue(result, 0, 0);
    EXPECT_TRUE(std::filesystem::exists(folder));
    PQclear(result);
    PQfinish(connection);
  }
  EXPECT_NE(PQping(address.c_str()), PQPING_OK);
  EXPECT_FALSE(std::filesystem::exists(folder));
}

TEST(Servers, MariaDbAnswersToItsAdministrator) {
  mode_t before = umask(077);  // Which must not keep the server from reading what is written for it.
  auto server = startMariaDb();
  umask(before);
  auto port = static_cast<unsigned>(std::atoi(server->url().c_str() + server->url().rfind(':') + 1));
  MYSQL *connection = mysql_init(nullptr);
  ASSERT_TRUE(mysql_real_connect(connection, "127.0.0.1", "root", "", "test", port, nullptr, 0))
      << mysql_error(connection);
  EXPECT_EQ(mysql_query(connection, "CREATE USER clerk IDENTIFIED BY 'secret'"), 0) << mysql_error(connection);
  EXPECT_EQ(mysql_query(connection, "CREATE TABLE t(id INT) ENGINE = InnoDB"), 0) << mysql_error(connection);
  mysql_close(connection);
}

/// Whoever starts a server may be killed; the server and its folder go all the same.
TEST(Servers, NothingOutlivesAKilledOwner) {
  std::filesystem::path folder = temporaryFolder();
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  pid_t owner = fork();
  if (owner == 0) {
    Guardian guardian({{"/bin/sleep", "1000"}, folder, {}}, SIGKILL);
    [[maybe_unused]] auto written = write(ends[1], "x", 1);
    pause();
  }
  char started = 0;
  ASSERT_EQ(read(ends[0], &started, 1), 1);
  kill(owner, SIGKILL);
  waitpid(owner, nullptr, 0);
  for (int i = 0; i < 1000 && std::filesystem::exists(folder); ++i)
    poll(nullptr, 0, 10);  // The guardian is not our child: there is nothing to wait on.
  EXPECT_FALSE(std::filesystem::exists(folder));
  close(ends[0]);
  close(ends[1]);
}

TEST(Servers, AProgramThatFailsSaysWhy) {
  std::filesystem::path folder = temporaryFolder();
  try {
    runProgram({{"/bin/sh", "-c", "echo no such thing; exit 3"}, folder, {}});
    ADD_FAILURE() << "it did not throw";
  } catch (const std::runtime_error &error) {
    EXPECT_NE(std::string(error.what()).find("no such thing"), std::string::npos) << error.what();
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace dbrace::witness
