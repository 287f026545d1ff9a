// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the header of the C/C++ driver of Cassandra, where that is not installed. Written from its
// documentation (https://docs.datastax.com/en/developer/cpp-driver): statements, futures, results.
#ifndef __CASS_H_INCLUDED__
#define __CASS_H_INCLUDED__
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { cass_false = 0, cass_true = 1 } cass_bool_t;
typedef float cass_float_t;
typedef double cass_double_t;
typedef int32_t cass_int32_t;
typedef int64_t cass_int64_t;
typedef uint8_t cass_byte_t;

typedef struct CassCluster_ CassCluster;
typedef struct CassSession_ CassSession;
typedef struct CassStatement_ CassStatement;
typedef struct CassBatch_ CassBatch;
typedef struct CassFuture_ CassFuture;
typedef struct CassPrepared_ CassPrepared;
typedef struct CassResult_ CassResult;
typedef struct CassIterator_ CassIterator;
typedef struct CassRow_ CassRow;
typedef struct CassValue_ CassValue;
typedef struct CassUuid_ {
  uint64_t time_and_version;
  uint64_t clock_seq_and_node;
} CassUuid;

typedef enum CassError_ { CASS_OK = 0, CASS_ERROR_LIB_BAD_PARAMS = 1 } CassError;

CassCluster *cass_cluster_new(void);
void cass_cluster_free(CassCluster *cluster);
CassError cass_cluster_set_contact_points(CassCluster *cluster, const char *points);
CassSession *cass_session_new(void);
void cass_session_free(CassSession *session);
CassFuture *cass_session_connect(CassSession *session, const CassCluster *cluster);
CassFuture *cass_session_prepare(CassSession *session, const char *query);
CassFuture *cass_session_execute(CassSession *session, const CassStatement *statement);

CassStatement *cass_statement_new(const char *query, size_t parameters);
CassStatement *cass_statement_new_n(const char *query, size_t length, size_t parameters);
void cass_statement_free(CassStatement *statement);
CassError cass_statement_bind_null(CassStatement *statement, size_t index);
CassError cass_statement_bind_int32(CassStatement *statement, size_t index, cass_int32_t value);
CassError cass_statement_bind_int64(CassStatement *statement, size_t index, cass_int64_t value);
CassError cass_statement_bind_bool(CassStatement *statement, size_t index, cass_bool_t value);
CassError cass_statement_bind_double(CassStatement *statement, size_t index, cass_double_t value);
CassError cass_statement_bind_string(CassStatement *statement, size_t index, const char *value);
CassError cass_statement_bind_string_n(CassStatement *statement, size_t index, const char *value, size_t length);
CassError cass_statement_bind_uuid(CassStatement *statement, size_t index, CassUuid value);
CassError cass_statement_bind_int32_by_name(CassStatement *statement, const char *name, cass_int32_t value);
CassError cass_statement_bind_int64_by_name(CassStatement *statement, const char *name, cass_int64_t value);
CassError cass_statement_bind_string_by_name(CassStatement *statement, const char *name, const char *value);
CassError cass_statement_bind_uuid_by_name(CassStatement *statement, const char *name, CassUuid value);

const CassPrepared *cass_future_get_prepared(CassFuture *future);
void cass_prepared_free(const CassPrepared *prepared);
CassStatement *cass_prepared_bind(const CassPrepared *prepared);

void cass_future_free(CassFuture *future);
void cass_future_wait(CassFuture *future);
CassError cass_future_error_code(CassFuture *future);
void cass_future_error_message(CassFuture *future, const char **message, size_t *length);
const CassResult *cass_future_get_result(CassFuture *future);

void cass_result_free(const CassResult *result);
size_t cass_result_row_count(const CassResult *result);
const CassRow *cass_result_first_row(const CassResult *result);
const CassValue *cass_row_get_column(const CassRow *row, size_t index);
const CassValue *cass_row_get_column_by_name(const CassRow *row, const char *name);
CassError cass_value_get_bool(const CassValue *value, cass_bool_t *output);
CassError cass_value_get_int32(const CassValue *value, cass_int32_t *output);
CassError cass_value_get_string(const CassValue *value, const char **output, size_t *length);
CassIterator *cass_iterator_from_result(const CassResult *result);
cass_bool_t cass_iterator_next(CassIterator *iterator);
const CassRow *cass_iterator_get_row(const CassIterator *iterator);
void cass_iterator_free(CassIterator *iterator);

#ifdef __cplusplus
}
#endif

#endif
