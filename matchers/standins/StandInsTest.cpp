// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "standins/StandIns.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace dbrace::standins {
namespace {

TEST(StandIns, LieInAFolderOfTheirModuleThatIsSearched) {
  ASSERT_FALSE(all().empty());
  for (const StandIn &one : all()) {
    EXPECT_TRUE(one.path.starts_with(folder)) << one.path;
    EXPECT_TRUE(one.path.ends_with("/" + one.name)) << one.path;
    std::string place = one.path.substr(0, one.path.size() - one.name.size() - 1);
    EXPECT_EQ(std::count(searchFolders().begin(), searchFolders().end(), place), 1) << one.path;
    EXPECT_EQ(find(one.path), &one);
  }
}

TEST(StandIns, HaveOneNameEach) {
  std::set<std::pair<std::string, std::string>> names;
  for (const StandIn &one : all())
    EXPECT_TRUE(names.emplace(one.module, one.name).second) << one.module << ": " << one.name;
}

TEST(StandIns, SpellingsLeadToAHeader) {
  const StandIn *further = find("/dbrace/stand-ins/sqlite3 (spellings)/sqlite3/sqlite3.h");
  ASSERT_NE(further, nullptr);
  EXPECT_EQ(further->target, "/dbrace/stand-ins/sqlite3/sqlite3.h");
  ASSERT_NE(find(further->target), nullptr);
  EXPECT_TRUE(find(further->target)->target.empty());
}

TEST(StandIns, ListHeadersThatMeanAnotherOne) {
  for (const char *path : {"/dbrace/stand-ins/qt/QSqlError", "/dbrace/stand-ins/qt (spellings)/QtSql/QSqlError",
                           "/dbrace/stand-ins/qt/qsqlerror.h"}) {
    const StandIn *one = find(path);
    ASSERT_NE(one, nullptr) << path;
    EXPECT_EQ(one->target, "/dbrace/stand-ins/qt/QSqlQuery") << path;
  }
}

TEST(StandIns, LeadToHeadersThatAreThere) {
  for (const StandIn &one : all())
    if (!one.target.empty()) {
      const StandIn *target = find(one.target);
      ASSERT_NE(target, nullptr) << one.path;
      EXPECT_TRUE(target->target.empty() && !target->isMadeUp) << one.path;
    }
}

TEST(StandIns, OfANameOnlyDeclareTheClass) {
  const StandIn *painter = find("/dbrace/stand-ins/qt/QPainter");
  ASSERT_NE(painter, nullptr);
  EXPECT_TRUE(painter->isMadeUp);
  EXPECT_NE(painter->content.find("#ifndef QPAINTER_H\n"), std::string_view::npos);
  EXPECT_NE(painter->content.find("class QPainter "), std::string_view::npos);
  EXPECT_EQ(find(painter->path), painter);
  EXPECT_NE(find("/dbrace/stand-ins/qt (spellings)/QtWidgets/QLabel"), nullptr);
  EXPECT_TRUE(isMadeUpFolder("/dbrace/stand-ins/qt (spellings)/QtWidgets"));
  for (const char *other :
       {"/dbrace/stand-ins/qt/Painter", "/dbrace/stand-ins/qt/Quiet", "/dbrace/stand-ins/qt/QPainter.h",
        "/dbrace/stand-ins/qt/app/QLabel", "/dbrace/stand-ins/sqlite3/QPainter"})
    EXPECT_EQ(find(other), nullptr) << other;
  EXPECT_FALSE(isMadeUpFolder("/dbrace/stand-ins/sqlite3 (spellings)/QtWidgets"));
}

TEST(StandIns, AreNothingElsewhere) {
  EXPECT_EQ(find("/usr/include/sqlite3.h"), nullptr);
  EXPECT_EQ(find("/dbrace/stand-ins/sqlite3/other.h"), nullptr);
  EXPECT_EQ(find("/dbrace/stand-ins"), nullptr);
}

TEST(StandIns, NamesOfOneHeader) {
  EXPECT_TRUE(meanTheSame("QSqlQuery", "QtSql/qsqlquery.h"));
  EXPECT_TRUE(meanTheSame("mysql.h", "mariadb/mysql.h"));
  EXPECT_FALSE(meanTheSame("QSqlQuery", "QSqlQueryModel"));
  EXPECT_FALSE(meanTheSame("fmt/core.h", "fmt/format.h"));
}

}  // namespace
}  // namespace dbrace::standins
