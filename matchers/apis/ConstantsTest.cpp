// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The numbers that models say a call yields, against the constants of the real headers.
#include "apis/Model.h"

#include <gtest/gtest.h>
#include <mariadb/mysql.h>
#include <mariadb/mysqld_error.h>
#include <postgresql/libpq-fe.h>
#include <sqlite3.h>

using namespace dbrace::apis;

namespace {

struct Constant {
  const char *id;
  Outcome outcome;
  std::int64_t number;
};

TEST(Constants, AreThoseOfTheHeaders) {
  for (const Constant &constant : {
           Constant{"sqlite3/sqlite3_step", Outcome::Row, SQLITE_ROW},
           {"sqlite3/sqlite3_step", Outcome::None, SQLITE_DONE},
           {"sqlite3/sqlite3_step", Outcome::Stored, SQLITE_DONE},
           {"sqlite3/sqlite3_step", Outcome::Violated, SQLITE_CONSTRAINT},
           {"sqlite3/sqlite3_step", Outcome::Failed, SQLITE_ERROR},
           {"sqlite3/sqlite3_exec", Outcome::Stored, SQLITE_OK},
           {"sqlite3/sqlite3_exec", Outcome::Violated, SQLITE_CONSTRAINT},
           {"sqlite3/sqlite3_extended_errcode", Outcome::Violated, SQLITE_CONSTRAINT_UNIQUE},
           {"sqlite3/sqlite3_column_type", Outcome::Row, SQLITE_NULL},
           {"sqlite3/sqlite3_open", Outcome::Failed, SQLITE_CANTOPEN},
           {"libpq/PQstatus", Outcome::Row, CONNECTION_OK},
           {"libpq/PQresultStatus", Outcome::Row, PGRES_TUPLES_OK},
           {"libpq/PQresultStatus", Outcome::None, PGRES_TUPLES_OK},
           {"libpq/PQresultStatus", Outcome::Stored, PGRES_COMMAND_OK},
           {"libpq/PQresultStatus", Outcome::Violated, PGRES_FATAL_ERROR},
           {"libpq/PQtransactionStatus", Outcome::None, PQTRANS_IDLE},
           {"mysql/mysql_stmt_fetch", Outcome::None, MYSQL_NO_DATA},
           {"mysql/mysql_errno", Outcome::Violated, ER_DUP_ENTRY},
           {"mysql/mysql_errno", Outcome::Failed, ER_UNKNOWN_ERROR},
       }) {
    const Function *function = builtinModels().find(constant.id);
    ASSERT_TRUE(function && function->yields[constant.outcome]) << constant.id;
    EXPECT_EQ(function->yields[constant.outcome]->kind, Yield::Kind::Integer) << constant.id;
    EXPECT_EQ(function->yields[constant.outcome]->number, constant.number) << constant.id;
  }
}

}  // namespace
