// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for DuckDB's C interface.
#ifndef DBRACE_STAND_IN_DUCKDB_H
#define DBRACE_STAND_IN_DUCKDB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t idx_t;
typedef enum { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;
typedef struct _duckdb_database {
  void *internal_ptr;
} *duckdb_database;
typedef struct _duckdb_connection {
  void *internal_ptr;
} *duckdb_connection;
typedef struct _duckdb_prepared_statement {
  void *internal_ptr;
} *duckdb_prepared_statement;
typedef struct {
  idx_t deprecated_column_count, deprecated_row_count, deprecated_rows_changed;
  void *internal_data;
} duckdb_result;

duckdb_state duckdb_open(const char *path, duckdb_database *out);
void duckdb_close(duckdb_database *);
duckdb_state duckdb_connect(duckdb_database, duckdb_connection *out);
void duckdb_disconnect(duckdb_connection *);
duckdb_state duckdb_query(duckdb_connection, const char *query, duckdb_result *out);
void duckdb_destroy_result(duckdb_result *);
const char *duckdb_result_error(duckdb_result *);
idx_t duckdb_row_count(duckdb_result *);
idx_t duckdb_column_count(duckdb_result *);
idx_t duckdb_rows_changed(duckdb_result *);
bool duckdb_value_boolean(duckdb_result *, idx_t column, idx_t row);
int32_t duckdb_value_int32(duckdb_result *, idx_t column, idx_t row);
int64_t duckdb_value_int64(duckdb_result *, idx_t column, idx_t row);
double duckdb_value_double(duckdb_result *, idx_t column, idx_t row);
char *duckdb_value_varchar(duckdb_result *, idx_t column, idx_t row);
bool duckdb_value_is_null(duckdb_result *, idx_t column, idx_t row);
void duckdb_free(void *);
duckdb_state duckdb_prepare(duckdb_connection, const char *query, duckdb_prepared_statement *out);
void duckdb_destroy_prepare(duckdb_prepared_statement *);
const char *duckdb_prepare_error(duckdb_prepared_statement);
duckdb_state duckdb_bind_null(duckdb_prepared_statement, idx_t);
duckdb_state duckdb_bind_boolean(duckdb_prepared_statement, idx_t, bool);
duckdb_state duckdb_bind_int32(duckdb_prepared_statement, idx_t, int32_t);
duckdb_state duckdb_bind_int64(duckdb_prepared_statement, idx_t, int64_t);
duckdb_state duckdb_bind_double(duckdb_prepared_statement, idx_t, double);
duckdb_state duckdb_bind_varchar(duckdb_prepared_statement, idx_t, const char *);
duckdb_state duckdb_execute_prepared(duckdb_prepared_statement, duckdb_result *out);

#ifdef __cplusplus
}
#endif

#endif
