// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What reading a statement costs. Every call of a wrapper hands its text to the reader, so a big program has it read
// hundreds of thousands. The aim is a few microseconds for a statement of 200 characters.
#include "sql/Statement.h"

#include <benchmark/benchmark.h>

namespace dbrace::sql {
namespace {

void readText(benchmark::State &state, const Text &text, Dialect dialect) {
  for ([[maybe_unused]] auto _ : state)
    benchmark::DoNotOptimize(read(text, dialect));
}

Text lookup() {
  return Text(
      "SELECT u.id, u.name, u.email, u.created_at, count(o.id) FROM users u LEFT JOIN orders o ON o.user_id = u.id "
      "WHERE u.email = ? AND u.tenant_id = 42 AND u.deleted IS NULL ORDER BY u.id DESC LIMIT 1");
}

Text upsert() {
  return Text(
      "INSERT INTO settings (tenant_id, user_id, name, value, updated_at) VALUES (?, ?, 'theme', 'dark', now()) "
      "ON CONFLICT (tenant_id, user_id, name) DO UPDATE SET value = excluded.value, updated_at = now()");
}

/// As a wrapper with a format string sees it: holes inside and outside of quotes, and conversions.
Text built() {
  Text text("UPDATE ");
  text.append(Hole{0});
  text.append("accounts SET balance = balance - %d, owner = '");
  text.append(Hole{1});
  text.append("', changed = CURRENT_TIMESTAMP WHERE account_number = '");
  text.append(Hole{2});
  text.append("' AND (state = 'open' OR state = '%s') AND balance >= ");
  text.append(Hole{3});
  text.append(" AND currency IN ('EUR', 'USD')");
  return text;
}

BENCHMARK_CAPTURE(readText, lookup, lookup(), Dialect::Generic);
BENCHMARK_CAPTURE(readText, lookupPostgreSql, lookup(), Dialect::PostgreSql);
BENCHMARK_CAPTURE(readText, upsert, upsert(), Dialect::Generic);
BENCHMARK_CAPTURE(readText, built, built(), Dialect::Generic);
BENCHMARK_CAPTURE(readText, short, Text("SELECT 1 FROM users WHERE email = ?"), Dialect::Generic);
BENCHMARK_CAPTURE(readText, begin, Text("BEGIN IMMEDIATE"), Dialect::Generic);
BENCHMARK_CAPTURE(readText, noSql, Text("could not open the configuration file, is it readable?"), Dialect::Generic);

}  // namespace
}  // namespace dbrace::sql

BENCHMARK_MAIN();
