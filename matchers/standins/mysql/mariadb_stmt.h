// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the prepared statements of MySQL's and MariaDB's C interface. Included by mysql.h.
#ifndef _mariadb_stmt_h
#define _mariadb_stmt_h

MYSQL_STMT *mysql_stmt_init(MYSQL *);
int mysql_stmt_prepare(MYSQL_STMT *, const char *sql, unsigned long length);
int mysql_stmt_execute(MYSQL_STMT *);
int mysql_stmt_execute_start(int *result, MYSQL_STMT *);
int mysql_stmt_execute_cont(int *result, MYSQL_STMT *, int status);
int mysql_stmt_prepare_start(int *result, MYSQL_STMT *, const char *sql, unsigned long length);
int mysql_stmt_prepare_cont(int *result, MYSQL_STMT *, int status);
int mariadb_stmt_execute_direct(MYSQL_STMT *, const char *sql, size_t length);
my_bool mysql_stmt_close(MYSQL_STMT *);
my_bool mysql_stmt_reset(MYSQL_STMT *);
my_bool mysql_stmt_attr_get(MYSQL_STMT *, enum enum_stmt_attr_type, void *);
my_bool mysql_stmt_attr_set(MYSQL_STMT *, enum enum_stmt_attr_type, const void *);
unsigned long mysql_stmt_param_count(MYSQL_STMT *);
MYSQL_RES *mysql_stmt_param_metadata(MYSQL_STMT *);
my_bool mysql_stmt_bind_param(MYSQL_STMT *, MYSQL_BIND *);
my_bool mysql_stmt_bind_named_param(MYSQL_STMT *, MYSQL_BIND *, unsigned int count, const char **names);
my_bool mysql_stmt_send_long_data(MYSQL_STMT *, unsigned int, const char *, unsigned long);

my_bool mysql_stmt_bind_result(MYSQL_STMT *, MYSQL_BIND *);
MYSQL_RES *mysql_stmt_result_metadata(MYSQL_STMT *);
int mysql_stmt_store_result(MYSQL_STMT *);
int mysql_stmt_fetch(MYSQL_STMT *);
int mysql_stmt_fetch_column(MYSQL_STMT *, MYSQL_BIND *, unsigned int, unsigned long);
int mysql_stmt_next_result(MYSQL_STMT *);
my_bool mysql_stmt_more_results(MYSQL_STMT *);
my_bool mysql_stmt_free_result(MYSQL_STMT *);
my_ulonglong mysql_stmt_num_rows(MYSQL_STMT *);
my_ulonglong mysql_stmt_affected_rows(MYSQL_STMT *);
my_ulonglong mysql_stmt_insert_id(MYSQL_STMT *);
unsigned int mysql_stmt_field_count(MYSQL_STMT *);
void mysql_stmt_data_seek(MYSQL_STMT *, unsigned long long);
MYSQL_ROW_OFFSET mysql_stmt_row_seek(MYSQL_STMT *, MYSQL_ROW_OFFSET);
MYSQL_ROW_OFFSET mysql_stmt_row_tell(MYSQL_STMT *);

unsigned int mysql_stmt_errno(MYSQL_STMT *);
const char *mysql_stmt_error(MYSQL_STMT *);
const char *mysql_stmt_sqlstate(MYSQL_STMT *);

#endif
