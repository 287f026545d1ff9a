// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which database a script is for, and when its turn comes.
//
// Projects that support several databases keep a script for each, in folders or under names that say so, or else the
// words of one dialect tell. Migrations are numbered. Both are what people write, so both are guesses; `--dialect` and
// naming the files one by one say better.
#pragma once

#include "sql/Statement.h"

#include <optional>
#include <string_view>

namespace dbrace::schema {

/// "db/pgsql/tables.sql", "schema.mysql.sql"; the last word that names one counts.
std::optional<sql::Dialect> dialectOfPath(std::string_view path);
/// Whether a folder or a file is named for a database that dbrace knows no schemas of: "db2", "firebird".
bool isForOtherDatabase(std::string_view path);
/// By words that only one database has, and headers of dumps.
std::optional<sql::Dialect> dialectOfText(std::string_view script);

/// Whether tables for `wanted` may come from a script for `offered`: MySQL and MariaDB read each other's.
bool servesDialect(sql::Dialect offered, sql::Dialect wanted);

/// Numbers by their value, the files of a folder before its subfolders, what creates before what upgrades.
bool appliesBefore(std::string_view left, std::string_view right);

/// "0003_users.down.sql", "U3__users.sql", "down.sql": undoes what others do.
bool isWayBack(std::string_view path);
/// Whether all that it does to tables is to drop them.
bool onlyDrops(std::string_view script);

}  // namespace dbrace::schema
