// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A hand-made checked write for the tests of the rules; each test changes what it is about.
//
//   CheckedWrite write = sample();
//   write.handling = Handling::Escapes;
//   schema::Schema closed = schemaOf(keyed);
//   EXPECT_EQ(only(write, &closed).message, "...");
#pragma once

#include "rules/Rules.h"
#include "schema/Ddl.h"

#include <gtest/gtest.h>

namespace dbrace {

inline std::shared_ptr<const sql::Statement> statement(const std::string &text) {
  return std::make_shared<sql::Statement>(sql::read(sql::Text(text)).at(0));
}

/// `SELECT id FROM users WHERE email = ?` decides `INSERT INTO users(email) VALUES (?)`, in autocommit.
inline CheckedWrite sample() {
  CheckedWrite write;
  write.table = "users";
  write.key = {{"email"}};
  write.written = {{"email", WrittenColumn::Null::Never, {}}};
  write.read.at = {"shop.cpp", 10, 3, 100, 120, "signUp"};
  write.read.way = {write.read.at};
  write.read.statement = statement("SELECT id FROM users WHERE email = ?");
  write.write.at = {"shop.cpp", 14, 3, 200, 220, "add"};
  write.write.way = {{"shop.cpp", 12, 5, 150, 160, "signUp"}, write.write.at};
  write.write.statement = statement("INSERT INTO users(email) VALUES (?)");
  write.write.dialect = sql::Dialect::PostgreSql;
  write.branches = {{{"shop.cpp", 11, 7, 130, 140, "signUp"}, "rows == 0", true}};
  write.function = "signUp";
  write.handling = Handling::Dropped;
  Protection autocommit;
  autocommit.atRead = autocommit.atWrite = TransactionShape::Autocommit;
  write.protections = {autocommit};
  return write;
}

inline schema::Schema schemaOf(const std::string &ddl, sql::Dialect dialect = sql::Dialect::PostgreSql) {
  std::vector<schema::DdlSource> sources{{"schema.sql", ddl}};
  return schema::importDdl(sources, dialect).schema;
}
inline const std::string plain = "CREATE TABLE users (id bigint PRIMARY KEY, email text, tenant int NOT NULL)";
inline const std::string keyed = plain + "; CREATE UNIQUE INDEX users_email_key ON users (email)";

inline Protection transaction(TransactionShape shape = TransactionShape::Deferred) {
  Protection protection;
  protection.atRead = protection.atWrite = shape;
  protection.sameTransaction = true;
  return protection;
}
inline HeldLock lock(LockKind kind, bool inTransaction, const std::string &mode = "") {
  HeldLock held;
  held.kind = kind;
  held.mode = mode;
  held.at = {"shop.cpp", 9, 1, 80, 90, "signUp"};
  held.beforeRead = held.heldAtWrite = true;
  held.inTransaction = inTransaction;
  return held;
}

/// The one finding about it.
inline Finding only(const CheckedWrite &write, const schema::Schema *schema) {
  auto findings = judge({write}, schema, {});
  EXPECT_EQ(findings.size(), 1u);
  return findings.empty() ? Finding{} : findings[0];
}

}  // namespace dbrace
