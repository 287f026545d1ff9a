// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "witness/Url.h"

#include "witness/Client.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dbrace::witness {
namespace {

TEST(Url, IsTakenApart) {
  Url url = parseUrl("mysql://me:p%40ss%2Fword@db.example.org:3307/shop?ssl=1");
  EXPECT_EQ(url.user, "me");
  EXPECT_EQ(url.password, "p@ss/word");
  EXPECT_EQ(url.host, "db.example.org");
  EXPECT_EQ(url.port, 3307);
  EXPECT_EQ(url.database, "shop");
  EXPECT_EQ(parseUrl("mysql://root@[::1]:1/x").host, "::1");
  EXPECT_EQ(parseUrl("mariadb://%2Frun%2Fmysqld.sock/x").host, "/run/mysqld.sock");
}

TEST(Url, NeverShowsAPassword) {
  for (const char *text :
       {"mysql://me:secret@host:1/db", "postgresql://me:secret@host/db?password=secret", "mysql://me:secret@host/x@y",
        "host=a password=secret", "mysql://me:se/secret@host:port/db", "mysql://me:50%secret@host/db",
        "mysql://me:se?secret@host/db", "mysql://me:secret", "mysql://me:secret?x", "mysql://host/db?password=a@secret",
        "mysql://me:secret@host/db?password=b@secret", "mysql://me:a@secret?b@host"}) {
    EXPECT_EQ(shownUrl(text).find("secret"), std::string::npos) << shownUrl(text);
    try {
      parseUrl(text);
    } catch (const std::runtime_error &error) {
      EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos) << error.what();
    }
  }
  EXPECT_EQ(shownUrl("mysql://me:secret@host:1/db"), "mysql://me@host:1/db");
  EXPECT_EQ(shownUrl("mysql://host/db"), "mysql://host/db");
  EXPECT_EQ(parseUrl("mysql://me:50%secret@host/db").password, "50%secret");
  EXPECT_EQ(parseUrl("mysql://me:p@host/db?sslmode=a%40b&x").parameters,
            (std::vector<std::pair<std::string, std::string>>{{"sslmode", "a@b"}, {"x", ""}}));
}

/// libpq quotes a URL that it cannot read.
TEST(Url, IsNotHandedToLibpq) {
  for (const char *text : {"postgresql://me:50%secret@127.0.0.1:1/x", "postgresql://me:se?secret@127.0.0.1:1/x",
                           "postgresql://me:secret", "postgresql://me:secret@127.0.0.1:1/x?nonsense=secret"}) {
    std::string said;
    try {
      openPostgreSql(text);
    } catch (const std::runtime_error &error) {
      said = error.what();
    }
    EXPECT_NE(said, "") << text;
    EXPECT_EQ(said.find("secret"), std::string::npos) << said;
  }
}

}  // namespace
}  // namespace dbrace::witness
