// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the C interface of MySQL and MariaDB, after https://dev.mysql.com/doc/c-api/8.0/en/ and
// https://mariadb.com/kb/en/mariadb-connector-c/. Where the two differ, declarations are MariaDB's and what only the
// other has is added.
#ifndef _mysql_h
#define _mysql_h

#include <stdarg.h>
#include <stddef.h>
#include <sys/types.h>

#include "mysql_com.h"

#ifdef __cplusplus
extern "C" {
#endif

#define MYSQL_VERSION_ID 80036
#define MYSQL_SERVER_VERSION "8.0.36"
#define MYSQL_PORT 3306
#define MYSQL_UNIX_ADDR "/run/mysqld/mysqld.sock"
#define MYSQL_NO_DATA 100
#define MYSQL_DATA_TRUNCATED 101
#define MYSQL_COUNT_ERROR (~(unsigned long long)0)
#define MYSQL_WAIT_READ 1
#define MYSQL_WAIT_WRITE 2
#define MYSQL_WAIT_EXCEPT 4
#define MYSQL_WAIT_TIMEOUT 8

enum mysql_option {
  MYSQL_OPT_CONNECT_TIMEOUT,
  MYSQL_OPT_COMPRESS,
  MYSQL_OPT_NAMED_PIPE,
  MYSQL_INIT_COMMAND,
  MYSQL_READ_DEFAULT_FILE,
  MYSQL_READ_DEFAULT_GROUP,
  MYSQL_SET_CHARSET_DIR,
  MYSQL_SET_CHARSET_NAME,
  MYSQL_OPT_LOCAL_INFILE,
  MYSQL_OPT_PROTOCOL,
  MYSQL_SHARED_MEMORY_BASE_NAME,
  MYSQL_OPT_READ_TIMEOUT,
  MYSQL_OPT_WRITE_TIMEOUT,
  MYSQL_OPT_USE_RESULT,
  MYSQL_OPT_USE_REMOTE_CONNECTION,
  MYSQL_OPT_USE_EMBEDDED_CONNECTION,
  MYSQL_OPT_GUESS_CONNECTION,
  MYSQL_SET_CLIENT_IP,
  MYSQL_SECURE_AUTH,
  MYSQL_REPORT_DATA_TRUNCATION,
  MYSQL_OPT_RECONNECT,
  MYSQL_OPT_SSL_VERIFY_SERVER_CERT,
  MYSQL_PLUGIN_DIR,
  MYSQL_DEFAULT_AUTH,
  MYSQL_OPT_BIND,
  MYSQL_OPT_SSL_KEY,
  MYSQL_OPT_SSL_CERT,
  MYSQL_OPT_SSL_CA,
  MYSQL_OPT_SSL_CAPATH,
  MYSQL_OPT_SSL_CIPHER,
  MYSQL_OPT_SSL_CRL,
  MYSQL_OPT_SSL_CRLPATH,
  MYSQL_OPT_CONNECT_ATTR_RESET,
  MYSQL_OPT_CONNECT_ATTR_ADD,
  MYSQL_OPT_CONNECT_ATTR_DELETE,
  MYSQL_SERVER_PUBLIC_KEY,
  MYSQL_ENABLE_CLEARTEXT_PLUGIN,
  MYSQL_OPT_CAN_HANDLE_EXPIRED_PASSWORDS,
  MYSQL_OPT_SSL_ENFORCE,
  MYSQL_OPT_MAX_ALLOWED_PACKET,
  MYSQL_OPT_NET_BUFFER_LENGTH,
  MYSQL_OPT_TLS_VERSION,
  // MySQL's own, and MariaDB's.
  MYSQL_OPT_SSL_MODE = 1000,
  MYSQL_OPT_GET_SERVER_PUBLIC_KEY,
  MYSQL_OPT_RETRY_COUNT,
  MYSQL_OPT_OPTIONAL_RESULTSET_METADATA,
  MYSQL_OPT_TLS_CIPHERSUITES,
  MYSQL_OPT_LOAD_DATA_LOCAL_DIR,
  MYSQL_PROGRESS_CALLBACK = 5999,
  MYSQL_OPT_NONBLOCK
};
enum mysql_ssl_mode {
  SSL_MODE_DISABLED = 1,
  SSL_MODE_PREFERRED,
  SSL_MODE_REQUIRED,
  SSL_MODE_VERIFY_CA,
  SSL_MODE_VERIFY_IDENTITY
};
enum mysql_protocol_type {
  MYSQL_PROTOCOL_DEFAULT,
  MYSQL_PROTOCOL_TCP,
  MYSQL_PROTOCOL_SOCKET,
  MYSQL_PROTOCOL_PIPE,
  MYSQL_PROTOCOL_MEMORY
};
enum enum_stmt_attr_type {
  STMT_ATTR_UPDATE_MAX_LENGTH,
  STMT_ATTR_CURSOR_TYPE,
  STMT_ATTR_PREFETCH_ROWS,
  STMT_ATTR_ARRAY_SIZE = 201
};
enum enum_cursor_type {
  CURSOR_TYPE_NO_CURSOR = 0,
  CURSOR_TYPE_READ_ONLY = 1,
  CURSOR_TYPE_FOR_UPDATE = 2,
  CURSOR_TYPE_SCROLLABLE = 4
};
enum net_async_status { NET_ASYNC_COMPLETE, NET_ASYNC_NOT_READY, NET_ASYNC_ERROR, NET_ASYNC_COMPLETE_NO_MORE_RESULTS };
enum enum_mysql_timestamp_type {
  MYSQL_TIMESTAMP_NONE = -2,
  MYSQL_TIMESTAMP_ERROR = -1,
  MYSQL_TIMESTAMP_DATE = 0,
  MYSQL_TIMESTAMP_DATETIME = 1,
  MYSQL_TIMESTAMP_TIME = 2
};

typedef char **MYSQL_ROW;
typedef unsigned int MYSQL_FIELD_OFFSET;

typedef struct st_mysql_time {
  unsigned int year, month, day, hour, minute, second;
  unsigned long second_part;
  my_bool neg;
  enum enum_mysql_timestamp_type time_type;
} MYSQL_TIME;

typedef struct st_mysql_field {
  char *name, *org_name, *table, *org_table, *db, *catalog, *def;
  unsigned long length, max_length;
  unsigned int name_length, org_name_length, table_length, org_table_length, db_length, catalog_length, def_length;
  unsigned int flags, decimals, charsetnr;
  enum enum_field_types type;
  void *extension;
} MYSQL_FIELD;

typedef struct st_mysql_rows {
  struct st_mysql_rows *next;
  MYSQL_ROW data;
  unsigned long length;
} MYSQL_ROWS;
typedef MYSQL_ROWS *MYSQL_ROW_OFFSET;

typedef struct st_mysql {
  NET net;
  char *host, *user, *passwd, *unix_socket, *server_version, *host_info, *info, *db;
  MYSQL_FIELD *fields;
  unsigned long long affected_rows, insert_id;
  unsigned long thread_id;
  unsigned int port;
  unsigned long client_flag, server_capabilities;
  unsigned int field_count, server_status, warning_count;
  my_bool reconnect;
} MYSQL;

typedef struct st_mysql_res {
  unsigned long long row_count;
  unsigned int field_count, current_field;
  MYSQL_FIELD *fields;
  MYSQL_ROW row, current_row;
  unsigned long *lengths;
  MYSQL *handle;
  my_bool eof;
} MYSQL_RES;

typedef struct st_mysql_stmt MYSQL_STMT;

/// `is_null` and `error` point to my_bool, or to bool since MySQL 8: here to either.
typedef struct st_mysql_bind {
  unsigned long *length;
  void *is_null;
  void *buffer;
  void *error;
  unsigned long buffer_length, offset, length_value;
  unsigned int flags;
  enum enum_field_types buffer_type;
  my_bool error_value, is_unsigned, long_data_used, is_null_value;
} MYSQL_BIND;

typedef struct character_set {
  unsigned int number, state;
  const char *csname, *name, *comment, *dir;
  unsigned int mbminlen, mbmaxlen;
} MY_CHARSET_INFO;

// The library and its connections.
int mysql_server_init(int count, char **arguments, char **groups);
void mysql_server_end(void);
#define mysql_library_init mysql_server_init
#define mysql_library_end mysql_server_end
my_bool mysql_thread_init(void);
void mysql_thread_end(void);
unsigned int mysql_thread_safe(void);
MYSQL *mysql_init(MYSQL *);
int mysql_options(MYSQL *, enum mysql_option, const void *);
int mysql_options4(MYSQL *, enum mysql_option, const void *, const void *);
int mysql_optionsv(MYSQL *, enum mysql_option, ...);
int mysql_get_option(MYSQL *, enum mysql_option, void *);
int mysql_ssl_set(MYSQL *, const char *key, const char *certificate, const char *authority, const char *path,
                  const char *cipher);
const char *mysql_get_ssl_cipher(MYSQL *);
MYSQL *mysql_real_connect(MYSQL *, const char *host, const char *user, const char *password, const char *database,
                          unsigned int port, const char *socket, unsigned long flags);
MYSQL *mysql_real_connect_dns_srv(MYSQL *, const char *service, const char *user, const char *password,
                                  const char *database, unsigned long flags);
enum net_async_status mysql_real_connect_nonblocking(MYSQL *, const char *host, const char *user, const char *password,
                                                     const char *database, unsigned int port, const char *socket,
                                                     unsigned long flags);
#define mariadb_connect(connection, info) mysql_real_connect((connection), (info), NULL, NULL, NULL, 0, NULL, 0)
my_bool mariadb_reconnect(MYSQL *);
void mysql_close(MYSQL *);
int mysql_ping(MYSQL *);
int mysql_select_db(MYSQL *, const char *);
my_bool mysql_change_user(MYSQL *, const char *user, const char *password, const char *database);
int mysql_reset_connection(MYSQL *);
int mysql_set_server_option(MYSQL *, enum enum_mysql_set_option);
int mysql_set_character_set(MYSQL *, const char *);
const char *mysql_character_set_name(MYSQL *);
void mysql_get_character_set_info(MYSQL *, MY_CHARSET_INFO *);
const char *mysql_get_client_info(void);
unsigned long mysql_get_client_version(void);
char *mysql_get_host_info(MYSQL *);
char *mysql_get_server_info(MYSQL *);
unsigned long mysql_get_server_version(MYSQL *);
unsigned int mysql_get_proto_info(MYSQL *);
unsigned long mysql_thread_id(MYSQL *);
char *mysql_stat(MYSQL *);
const char *mysql_info(MYSQL *);
int mysql_shutdown(MYSQL *, enum mysql_enum_shutdown_level);
int mysql_refresh(MYSQL *, unsigned int);
int mysql_kill(MYSQL *, unsigned long thread);
void mysql_debug(const char *);
int mysql_dump_debug_info(MYSQL *);

// Statements as texts.
int mysql_query(MYSQL *, const char *sql);
int mysql_real_query(MYSQL *, const char *sql, unsigned long length);
int mysql_send_query(MYSQL *, const char *sql, unsigned long length);
my_bool mysql_read_query_result(MYSQL *);
enum net_async_status mysql_real_query_nonblocking(MYSQL *, const char *sql, unsigned long length);
enum net_async_status mysql_store_result_nonblocking(MYSQL *, MYSQL_RES **);
enum net_async_status mysql_fetch_row_nonblocking(MYSQL_RES *, MYSQL_ROW *);
int mysql_query_start(int *result, MYSQL *, const char *sql);
int mysql_query_cont(int *result, MYSQL *, int status);
int mysql_real_query_start(int *result, MYSQL *, const char *sql, unsigned long length);
int mysql_real_query_cont(int *result, MYSQL *, int status);
int mysql_fetch_row_start(MYSQL_ROW *result, MYSQL_RES *);
int mysql_fetch_row_cont(MYSQL_ROW *result, MYSQL_RES *, int status);
int mysql_autocommit_start(my_bool *result, MYSQL *, my_bool);
int mysql_commit_start(my_bool *result, MYSQL *);
int mysql_rollback_start(my_bool *result, MYSQL *);
int mysql_store_result_start(MYSQL_RES **result, MYSQL *);
int mysql_store_result_cont(MYSQL_RES **result, MYSQL *, int status);
unsigned int mysql_errno(MYSQL *);
const char *mysql_error(MYSQL *);
const char *mysql_sqlstate(MYSQL *);
unsigned int mysql_warning_count(MYSQL *);
my_ulonglong mysql_affected_rows(MYSQL *);
my_ulonglong mysql_insert_id(MYSQL *);
unsigned int mysql_field_count(MYSQL *);
my_bool mysql_more_results(MYSQL *);
int mysql_next_result(MYSQL *);
my_bool mysql_autocommit(MYSQL *, my_bool);
my_bool mysql_commit(MYSQL *);
my_bool mysql_rollback(MYSQL *);
unsigned long mysql_escape_string(char *to, const char *from, unsigned long length);
unsigned long mysql_real_escape_string(MYSQL *, char *to, const char *from, unsigned long length);
unsigned long mysql_real_escape_string_quote(MYSQL *, char *to, const char *from, unsigned long length, char quote);
unsigned long mysql_hex_string(char *to, const char *from, unsigned long length);

// Results.
MYSQL_RES *mysql_store_result(MYSQL *);
MYSQL_RES *mysql_use_result(MYSQL *);
MYSQL_RES *mysql_list_dbs(MYSQL *, const char *pattern);
MYSQL_RES *mysql_list_tables(MYSQL *, const char *pattern);
MYSQL_RES *mysql_list_fields(MYSQL *, const char *table, const char *pattern);
MYSQL_RES *mysql_list_processes(MYSQL *);
void mysql_free_result(MYSQL_RES *);
MYSQL_ROW mysql_fetch_row(MYSQL_RES *);
unsigned long *mysql_fetch_lengths(MYSQL_RES *);
MYSQL_FIELD *mysql_fetch_field(MYSQL_RES *);
MYSQL_FIELD *mysql_fetch_fields(MYSQL_RES *);
MYSQL_FIELD *mysql_fetch_field_direct(MYSQL_RES *, unsigned int);
my_ulonglong mysql_num_rows(MYSQL_RES *);
unsigned int mysql_num_fields(MYSQL_RES *);
my_bool mysql_eof(MYSQL_RES *);
void mysql_data_seek(MYSQL_RES *, unsigned long long);
MYSQL_ROW_OFFSET mysql_row_seek(MYSQL_RES *, MYSQL_ROW_OFFSET);
MYSQL_ROW_OFFSET mysql_row_tell(MYSQL_RES *);
MYSQL_FIELD_OFFSET mysql_field_seek(MYSQL_RES *, MYSQL_FIELD_OFFSET);
MYSQL_FIELD_OFFSET mysql_field_tell(MYSQL_RES *);

#include "mariadb_stmt.h"

#ifdef __cplusplus
}
#endif

#endif
