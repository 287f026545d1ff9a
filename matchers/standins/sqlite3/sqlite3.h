// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the C interface of SQLite, after https://sqlite.org/c3ref/intro.html.
#ifndef SQLITE3_H
#define SQLITE3_H

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SQLITE_VERSION "3.40.1"
#define SQLITE_VERSION_NUMBER 3040001
#ifndef SQLITE_API
#define SQLITE_API
#endif
#define SQLITE_STDCALL
#define SQLITE_EXTERN extern

// https://sqlite.org/rescode.html
#define SQLITE_OK 0
#define SQLITE_ERROR 1
#define SQLITE_INTERNAL 2
#define SQLITE_PERM 3
#define SQLITE_ABORT 4
#define SQLITE_BUSY 5
#define SQLITE_LOCKED 6
#define SQLITE_NOMEM 7
#define SQLITE_READONLY 8
#define SQLITE_INTERRUPT 9
#define SQLITE_IOERR 10
#define SQLITE_CORRUPT 11
#define SQLITE_NOTFOUND 12
#define SQLITE_FULL 13
#define SQLITE_CANTOPEN 14
#define SQLITE_PROTOCOL 15
#define SQLITE_EMPTY 16
#define SQLITE_SCHEMA 17
#define SQLITE_TOOBIG 18
#define SQLITE_CONSTRAINT 19
#define SQLITE_MISMATCH 20
#define SQLITE_MISUSE 21
#define SQLITE_NOLFS 22
#define SQLITE_AUTH 23
#define SQLITE_FORMAT 24
#define SQLITE_RANGE 25
#define SQLITE_NOTADB 26
#define SQLITE_NOTICE 27
#define SQLITE_WARNING 28
#define SQLITE_ROW 100
#define SQLITE_DONE 101
#define SQLITE_BUSY_RECOVERY (SQLITE_BUSY | (1 << 8))
#define SQLITE_BUSY_SNAPSHOT (SQLITE_BUSY | (2 << 8))
#define SQLITE_BUSY_TIMEOUT (SQLITE_BUSY | (3 << 8))
#define SQLITE_LOCKED_SHAREDCACHE (SQLITE_LOCKED | (1 << 8))
#define SQLITE_CONSTRAINT_CHECK (SQLITE_CONSTRAINT | (1 << 8))
#define SQLITE_CONSTRAINT_COMMITHOOK (SQLITE_CONSTRAINT | (2 << 8))
#define SQLITE_CONSTRAINT_FOREIGNKEY (SQLITE_CONSTRAINT | (3 << 8))
#define SQLITE_CONSTRAINT_FUNCTION (SQLITE_CONSTRAINT | (4 << 8))
#define SQLITE_CONSTRAINT_NOTNULL (SQLITE_CONSTRAINT | (5 << 8))
#define SQLITE_CONSTRAINT_PRIMARYKEY (SQLITE_CONSTRAINT | (6 << 8))
#define SQLITE_CONSTRAINT_TRIGGER (SQLITE_CONSTRAINT | (7 << 8))
#define SQLITE_CONSTRAINT_UNIQUE (SQLITE_CONSTRAINT | (8 << 8))
#define SQLITE_CONSTRAINT_VTAB (SQLITE_CONSTRAINT | (9 << 8))
#define SQLITE_CONSTRAINT_ROWID (SQLITE_CONSTRAINT | (10 << 8))
#define SQLITE_CONSTRAINT_PINNED (SQLITE_CONSTRAINT | (11 << 8))
#define SQLITE_CONSTRAINT_DATATYPE (SQLITE_CONSTRAINT | (12 << 8))
#define SQLITE_READONLY_DBMOVED (SQLITE_READONLY | (4 << 8))
#define SQLITE_IOERR_NOMEM (SQLITE_IOERR | (12 << 8))
#define SQLITE_ABORT_ROLLBACK (SQLITE_ABORT | (2 << 8))

#define SQLITE_OPEN_READONLY 0x00000001
#define SQLITE_OPEN_READWRITE 0x00000002
#define SQLITE_OPEN_CREATE 0x00000004
#define SQLITE_OPEN_URI 0x00000040
#define SQLITE_OPEN_MEMORY 0x00000080
#define SQLITE_OPEN_NOMUTEX 0x00008000
#define SQLITE_OPEN_FULLMUTEX 0x00010000
#define SQLITE_OPEN_SHAREDCACHE 0x00020000
#define SQLITE_OPEN_PRIVATECACHE 0x00040000
#define SQLITE_OPEN_WAL 0x00080000
#define SQLITE_OPEN_NOFOLLOW 0x01000000
#define SQLITE_OPEN_EXRESCODE 0x02000000

#define SQLITE_INTEGER 1
#define SQLITE_FLOAT 2
#define SQLITE_TEXT 3
#define SQLITE3_TEXT 3
#define SQLITE_BLOB 4
#define SQLITE_NULL 5

#define SQLITE_UTF8 1
#define SQLITE_UTF16LE 2
#define SQLITE_UTF16BE 3
#define SQLITE_UTF16 4
#define SQLITE_ANY 5
#define SQLITE_DETERMINISTIC 0x000000800
#define SQLITE_DIRECTONLY 0x000080000
#define SQLITE_SUBTYPE 0x000100000
#define SQLITE_INNOCUOUS 0x000200000

#define SQLITE_PREPARE_PERSISTENT 0x01
#define SQLITE_PREPARE_NORMALIZE 0x02
#define SQLITE_PREPARE_NO_VTAB 0x04

#define SQLITE_TXN_NONE 0
#define SQLITE_TXN_READ 1
#define SQLITE_TXN_WRITE 2

#define SQLITE_CONFIG_SINGLETHREAD 1
#define SQLITE_CONFIG_MULTITHREAD 2
#define SQLITE_CONFIG_SERIALIZED 3
#define SQLITE_CONFIG_LOG 16
#define SQLITE_CONFIG_URI 17
#define SQLITE_DBCONFIG_ENABLE_FKEY 1002
#define SQLITE_DBCONFIG_ENABLE_TRIGGER 1003
#define SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION 1005
#define SQLITE_DBCONFIG_DEFENSIVE 1010
#define SQLITE_LIMIT_VARIABLE_NUMBER 9

#define SQLITE_CHECKPOINT_PASSIVE 0
#define SQLITE_CHECKPOINT_FULL 1
#define SQLITE_CHECKPOINT_RESTART 2
#define SQLITE_CHECKPOINT_TRUNCATE 3

#define SQLITE_MUTEX_FAST 0
#define SQLITE_MUTEX_RECURSIVE 1
#define SQLITE_TRACE_STMT 0x01
#define SQLITE_TRACE_PROFILE 0x02
#define SQLITE_TRACE_ROW 0x04
#define SQLITE_TRACE_CLOSE 0x08

// What an authorizer and an update hook are told.
#define SQLITE_CREATE_INDEX 1
#define SQLITE_CREATE_TABLE 2
#define SQLITE_DELETE 9
#define SQLITE_DROP_TABLE 11
#define SQLITE_INSERT 18
#define SQLITE_PRAGMA 19
#define SQLITE_READ 20
#define SQLITE_SELECT 21
#define SQLITE_TRANSACTION 22
#define SQLITE_UPDATE 23
#define SQLITE_ATTACH 24
#define SQLITE_DETACH 25
#define SQLITE_FUNCTION 31
#define SQLITE_SAVEPOINT 32
#define SQLITE_DENY 1
#define SQLITE_IGNORE 2

typedef long long int sqlite_int64;
typedef unsigned long long int sqlite_uint64;
typedef sqlite_int64 sqlite3_int64;
typedef sqlite_uint64 sqlite3_uint64;

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef struct sqlite3_value sqlite3_value;
typedef struct sqlite3_context sqlite3_context;
typedef struct sqlite3_blob sqlite3_blob;
typedef struct sqlite3_backup sqlite3_backup;
typedef struct sqlite3_mutex sqlite3_mutex;
typedef struct sqlite3_str sqlite3_str;
typedef struct sqlite3_vfs sqlite3_vfs;
typedef struct sqlite3_module sqlite3_module;
typedef struct sqlite3_api_routines sqlite3_api_routines;

typedef void (*sqlite3_destructor_type)(void *);
#define SQLITE_STATIC ((sqlite3_destructor_type)0)
#define SQLITE_TRANSIENT ((sqlite3_destructor_type) - 1)

// The library and its connections.
extern const char sqlite3_version[];
const char *sqlite3_libversion(void);
const char *sqlite3_sourceid(void);
int sqlite3_libversion_number(void);
int sqlite3_compileoption_used(const char *name);
int sqlite3_threadsafe(void);
int sqlite3_initialize(void);
int sqlite3_shutdown(void);
int sqlite3_config(int option, ...);
int sqlite3_db_config(sqlite3 *, int option, ...);
int sqlite3_limit(sqlite3 *, int which, int value);
int sqlite3_enable_shared_cache(int on);
int sqlite3_open(const char *file, sqlite3 **db);
int sqlite3_open16(const void *file, sqlite3 **db);
int sqlite3_open_v2(const char *file, sqlite3 **db, int flags, const char *vfs);
int sqlite3_close(sqlite3 *);
int sqlite3_close_v2(sqlite3 *);
int sqlite3_key(sqlite3 *, const void *key, int length);
int sqlite3_rekey(sqlite3 *, const void *key, int length);
sqlite3_vfs *sqlite3_vfs_find(const char *name);
const char *sqlite3_db_filename(sqlite3 *, const char *database);
int sqlite3_db_readonly(sqlite3 *, const char *database);
int sqlite3_db_release_memory(sqlite3 *);
int sqlite3_db_cacheflush(sqlite3 *);
int sqlite3_db_status(sqlite3 *, int what, int *current, int *highest, int reset);
int sqlite3_status(int what, int *current, int *highest, int reset);
int sqlite3_enable_load_extension(sqlite3 *, int on);
int sqlite3_load_extension(sqlite3 *, const char *file, const char *entry, char **error);
int sqlite3_auto_extension(void (*entry)(void));
void sqlite3_reset_auto_extension(void);
int sqlite3_busy_timeout(sqlite3 *, int milliseconds);
int sqlite3_busy_handler(sqlite3 *, int (*handler)(void *, int), void *);
void sqlite3_interrupt(sqlite3 *);
int sqlite3_sleep(int milliseconds);

// Errors and what the last statement did.
int sqlite3_extended_result_codes(sqlite3 *, int on);
int sqlite3_errcode(sqlite3 *);
int sqlite3_extended_errcode(sqlite3 *);
const char *sqlite3_errmsg(sqlite3 *);
const void *sqlite3_errmsg16(sqlite3 *);
const char *sqlite3_errstr(int);
int sqlite3_error_offset(sqlite3 *);
int sqlite3_system_errno(sqlite3 *);
sqlite3_int64 sqlite3_last_insert_rowid(sqlite3 *);
void sqlite3_set_last_insert_rowid(sqlite3 *, sqlite3_int64);
int sqlite3_changes(sqlite3 *);
sqlite3_int64 sqlite3_changes64(sqlite3 *);
int sqlite3_total_changes(sqlite3 *);
sqlite3_int64 sqlite3_total_changes64(sqlite3 *);
int sqlite3_get_autocommit(sqlite3 *);
int sqlite3_txn_state(sqlite3 *, const char *schema);

// Statements.
int sqlite3_exec(sqlite3 *, const char *sql, int (*callback)(void *, int, char **, char **), void *, char **error);
typedef int (*sqlite3_callback)(void *, int, char **, char **);
int sqlite3_get_table(sqlite3 *, const char *sql, char ***result, int *rows, int *columns, char **error);
void sqlite3_free_table(char **result);
int sqlite3_complete(const char *sql);
int sqlite3_prepare(sqlite3 *, const char *sql, int bytes, sqlite3_stmt **, const char **tail);
int sqlite3_prepare_v2(sqlite3 *, const char *sql, int bytes, sqlite3_stmt **, const char **tail);
int sqlite3_prepare_v3(sqlite3 *, const char *sql, int bytes, unsigned int flags, sqlite3_stmt **, const char **tail);
int sqlite3_prepare16(sqlite3 *, const void *sql, int bytes, sqlite3_stmt **, const void **tail);
int sqlite3_prepare16_v2(sqlite3 *, const void *sql, int bytes, sqlite3_stmt **, const void **tail);
int sqlite3_prepare16_v3(sqlite3 *, const void *sql, int bytes, unsigned int flags, sqlite3_stmt **, const void **tail);
const char *sqlite3_sql(sqlite3_stmt *);
char *sqlite3_expanded_sql(sqlite3_stmt *);
int sqlite3_stmt_readonly(sqlite3_stmt *);
int sqlite3_stmt_busy(sqlite3_stmt *);
int sqlite3_stmt_status(sqlite3_stmt *, int what, int reset);
sqlite3 *sqlite3_db_handle(sqlite3_stmt *);
sqlite3_stmt *sqlite3_next_stmt(sqlite3 *, sqlite3_stmt *);
int sqlite3_step(sqlite3_stmt *);
int sqlite3_reset(sqlite3_stmt *);
int sqlite3_finalize(sqlite3_stmt *);
int sqlite3_clear_bindings(sqlite3_stmt *);

int sqlite3_bind_parameter_count(sqlite3_stmt *);
int sqlite3_bind_parameter_index(sqlite3_stmt *, const char *name);
const char *sqlite3_bind_parameter_name(sqlite3_stmt *, int);
int sqlite3_bind_blob(sqlite3_stmt *, int, const void *, int bytes, void (*release)(void *));
int sqlite3_bind_blob64(sqlite3_stmt *, int, const void *, sqlite3_uint64 bytes, void (*release)(void *));
int sqlite3_bind_double(sqlite3_stmt *, int, double);
int sqlite3_bind_int(sqlite3_stmt *, int, int);
int sqlite3_bind_int64(sqlite3_stmt *, int, sqlite3_int64);
int sqlite3_bind_null(sqlite3_stmt *, int);
int sqlite3_bind_pointer(sqlite3_stmt *, int, void *, const char *type, void (*release)(void *));
int sqlite3_bind_text(sqlite3_stmt *, int, const char *, int bytes, void (*release)(void *));
int sqlite3_bind_text16(sqlite3_stmt *, int, const void *, int bytes, void (*release)(void *));
int sqlite3_bind_text64(sqlite3_stmt *, int, const char *, sqlite3_uint64 bytes, void (*release)(void *),
                        unsigned char encoding);
int sqlite3_bind_value(sqlite3_stmt *, int, const sqlite3_value *);
int sqlite3_bind_zeroblob(sqlite3_stmt *, int, int bytes);
int sqlite3_bind_zeroblob64(sqlite3_stmt *, int, sqlite3_uint64 bytes);

int sqlite3_column_count(sqlite3_stmt *);
int sqlite3_data_count(sqlite3_stmt *);
const char *sqlite3_column_name(sqlite3_stmt *, int);
const void *sqlite3_column_name16(sqlite3_stmt *, int);
const char *sqlite3_column_decltype(sqlite3_stmt *, int);
const char *sqlite3_column_table_name(sqlite3_stmt *, int);
const char *sqlite3_column_origin_name(sqlite3_stmt *, int);
const char *sqlite3_column_database_name(sqlite3_stmt *, int);
const void *sqlite3_column_blob(sqlite3_stmt *, int);
double sqlite3_column_double(sqlite3_stmt *, int);
int sqlite3_column_int(sqlite3_stmt *, int);
sqlite3_int64 sqlite3_column_int64(sqlite3_stmt *, int);
const unsigned char *sqlite3_column_text(sqlite3_stmt *, int);
const void *sqlite3_column_text16(sqlite3_stmt *, int);
sqlite3_value *sqlite3_column_value(sqlite3_stmt *, int);
int sqlite3_column_bytes(sqlite3_stmt *, int);
int sqlite3_column_bytes16(sqlite3_stmt *, int);
int sqlite3_column_type(sqlite3_stmt *, int);

// Texts and memory.
void *sqlite3_malloc(int);
void *sqlite3_malloc64(sqlite3_uint64);
void *sqlite3_realloc(void *, int);
void *sqlite3_realloc64(void *, sqlite3_uint64);
void sqlite3_free(void *);
sqlite3_int64 sqlite3_memory_used(void);
void sqlite3_randomness(int bytes, void *);
char *sqlite3_mprintf(const char *, ...);
char *sqlite3_vmprintf(const char *, va_list);
char *sqlite3_snprintf(int size, char *, const char *, ...);
char *sqlite3_vsnprintf(int size, char *, const char *, va_list);
int sqlite3_stricmp(const char *, const char *);
int sqlite3_strnicmp(const char *, const char *, int);
int sqlite3_strglob(const char *pattern, const char *);
int sqlite3_strlike(const char *pattern, const char *, unsigned int escape);
sqlite3_str *sqlite3_str_new(sqlite3 *);
char *sqlite3_str_finish(sqlite3_str *);
void sqlite3_str_appendf(sqlite3_str *, const char *format, ...);
void sqlite3_str_vappendf(sqlite3_str *, const char *format, va_list);
void sqlite3_str_append(sqlite3_str *, const char *, int bytes);
void sqlite3_str_appendall(sqlite3_str *, const char *);
void sqlite3_str_appendchar(sqlite3_str *, int count, char);
void sqlite3_str_reset(sqlite3_str *);
int sqlite3_str_errcode(sqlite3_str *);
int sqlite3_str_length(sqlite3_str *);
char *sqlite3_str_value(sqlite3_str *);

// Functions written by the program.
int sqlite3_create_function(sqlite3 *, const char *name, int arguments, int encoding, void *,
                            void (*function)(sqlite3_context *, int, sqlite3_value **),
                            void (*step)(sqlite3_context *, int, sqlite3_value **), void (*last)(sqlite3_context *));
int sqlite3_create_function_v2(sqlite3 *, const char *name, int arguments, int encoding, void *,
                               void (*function)(sqlite3_context *, int, sqlite3_value **),
                               void (*step)(sqlite3_context *, int, sqlite3_value **), void (*last)(sqlite3_context *),
                               void (*release)(void *));
int sqlite3_create_collation(sqlite3 *, const char *name, int encoding, void *,
                             int (*compare)(void *, int, const void *, int, const void *));
int sqlite3_create_collation_v2(sqlite3 *, const char *name, int encoding, void *,
                                int (*compare)(void *, int, const void *, int, const void *), void (*release)(void *));
int sqlite3_create_module(sqlite3 *, const char *name, const sqlite3_module *, void *);
const void *sqlite3_value_blob(sqlite3_value *);
double sqlite3_value_double(sqlite3_value *);
int sqlite3_value_int(sqlite3_value *);
sqlite3_int64 sqlite3_value_int64(sqlite3_value *);
const unsigned char *sqlite3_value_text(sqlite3_value *);
const void *sqlite3_value_text16(sqlite3_value *);
const void *sqlite3_value_text16be(sqlite3_value *);
const void *sqlite3_value_text16le(sqlite3_value *);
void *sqlite3_value_pointer(sqlite3_value *, const char *type);
int sqlite3_value_bytes(sqlite3_value *);
int sqlite3_value_type(sqlite3_value *);
int sqlite3_value_numeric_type(sqlite3_value *);
sqlite3_value *sqlite3_value_dup(const sqlite3_value *);
void sqlite3_value_free(sqlite3_value *);
void *sqlite3_user_data(sqlite3_context *);
void *sqlite3_aggregate_context(sqlite3_context *, int bytes);
sqlite3 *sqlite3_context_db_handle(sqlite3_context *);
void *sqlite3_get_auxdata(sqlite3_context *, int);
void sqlite3_set_auxdata(sqlite3_context *, int, void *, void (*release)(void *));
void sqlite3_result_blob(sqlite3_context *, const void *, int bytes, void (*release)(void *));
void sqlite3_result_double(sqlite3_context *, double);
void sqlite3_result_error(sqlite3_context *, const char *, int bytes);
void sqlite3_result_error_code(sqlite3_context *, int);
void sqlite3_result_error_nomem(sqlite3_context *);
void sqlite3_result_int(sqlite3_context *, int);
void sqlite3_result_int64(sqlite3_context *, sqlite3_int64);
void sqlite3_result_null(sqlite3_context *);
void sqlite3_result_text(sqlite3_context *, const char *, int bytes, void (*release)(void *));
void sqlite3_result_value(sqlite3_context *, sqlite3_value *);

// Hooks, blobs, backups, logs, locks.
void *sqlite3_commit_hook(sqlite3 *, int (*)(void *), void *);
void *sqlite3_rollback_hook(sqlite3 *, void (*)(void *), void *);
void *sqlite3_update_hook(sqlite3 *, void (*)(void *, int, char const *, char const *, sqlite3_int64), void *);
int sqlite3_set_authorizer(sqlite3 *, int (*)(void *, int, const char *, const char *, const char *, const char *),
                           void *);
void sqlite3_progress_handler(sqlite3 *, int operations, int (*)(void *), void *);
int sqlite3_trace_v2(sqlite3 *, unsigned int mask, int (*)(unsigned int, void *, void *, void *), void *);
void *sqlite3_trace(sqlite3 *, void (*)(void *, const char *), void *);
void *sqlite3_profile(sqlite3 *, void (*)(void *, const char *, sqlite3_uint64), void *);
int sqlite3_unlock_notify(sqlite3 *, void (*)(void **, int), void *);
int sqlite3_blob_open(sqlite3 *, const char *database, const char *table, const char *column, sqlite3_int64 row,
                      int flags, sqlite3_blob **);
int sqlite3_blob_reopen(sqlite3_blob *, sqlite3_int64 row);
int sqlite3_blob_close(sqlite3_blob *);
int sqlite3_blob_bytes(sqlite3_blob *);
int sqlite3_blob_read(sqlite3_blob *, void *, int bytes, int offset);
int sqlite3_blob_write(sqlite3_blob *, const void *, int bytes, int offset);
sqlite3_backup *sqlite3_backup_init(sqlite3 *to, const char *toName, sqlite3 *from, const char *fromName);
int sqlite3_backup_step(sqlite3_backup *, int pages);
int sqlite3_backup_finish(sqlite3_backup *);
int sqlite3_backup_remaining(sqlite3_backup *);
int sqlite3_backup_pagecount(sqlite3_backup *);
int sqlite3_wal_autocheckpoint(sqlite3 *, int pages);
int sqlite3_wal_checkpoint(sqlite3 *, const char *database);
int sqlite3_wal_checkpoint_v2(sqlite3 *, const char *database, int mode, int *log, int *done);
int sqlite3_table_column_metadata(sqlite3 *, const char *database, const char *table, const char *column,
                                  char const **type, char const **collation, int *notNull, int *primaryKey,
                                  int *autoIncrement);
sqlite3_mutex *sqlite3_mutex_alloc(int);
void sqlite3_mutex_free(sqlite3_mutex *);
void sqlite3_mutex_enter(sqlite3_mutex *);
int sqlite3_mutex_try(sqlite3_mutex *);
void sqlite3_mutex_leave(sqlite3_mutex *);
sqlite3_mutex *sqlite3_db_mutex(sqlite3 *);
void sqlite3_log(int code, const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
