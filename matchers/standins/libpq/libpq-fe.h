// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the C interface of PostgreSQL, after https://www.postgresql.org/docs/current/libpq.html.
#ifndef LIBPQ_FE_H
#define LIBPQ_FE_H

#include <stddef.h>
#include <stdio.h>

#include "postgres_ext.h"

#ifdef __cplusplus
extern "C" {
#endif

#define PG_COPYRES_ATTRS 0x01
#define PG_COPYRES_TUPLES 0x02
#define PG_COPYRES_EVENTS 0x04
#define PG_COPYRES_NOTICEHOOKS 0x08
#define PQ_QUERY_PARAM_MAX_LIMIT 65535
#define PQTRACE_SUPPRESS_TIMESTAMPS (1 << 0)
#define PQTRACE_REGRESS_MODE (1 << 1)
#define LIBPQ_HAS_PIPELINING 1
#define LIBPQ_HAS_TRACE_FLAGS 1
#define LIBPQ_HAS_SSL_LIBRARY_DETECTION 1

typedef enum {
  CONNECTION_OK,
  CONNECTION_BAD,
  CONNECTION_STARTED,
  CONNECTION_MADE,
  CONNECTION_AWAITING_RESPONSE,
  CONNECTION_AUTH_OK,
  CONNECTION_SETENV,
  CONNECTION_SSL_STARTUP,
  CONNECTION_NEEDED,
  CONNECTION_CHECK_WRITABLE,
  CONNECTION_CONSUME,
  CONNECTION_GSS_STARTUP,
  CONNECTION_CHECK_TARGET,
  CONNECTION_CHECK_STANDBY
} ConnStatusType;

typedef enum {
  PGRES_POLLING_FAILED,
  PGRES_POLLING_READING,
  PGRES_POLLING_WRITING,
  PGRES_POLLING_OK,
  PGRES_POLLING_ACTIVE
} PostgresPollingStatusType;

typedef enum {
  PGRES_EMPTY_QUERY,
  PGRES_COMMAND_OK,
  PGRES_TUPLES_OK,
  PGRES_COPY_OUT,
  PGRES_COPY_IN,
  PGRES_BAD_RESPONSE,
  PGRES_NONFATAL_ERROR,
  PGRES_FATAL_ERROR,
  PGRES_COPY_BOTH,
  PGRES_SINGLE_TUPLE,
  PGRES_PIPELINE_SYNC,
  PGRES_PIPELINE_ABORTED,
  PGRES_TUPLES_CHUNK
} ExecStatusType;

typedef enum {
  PQTRANS_IDLE,
  PQTRANS_ACTIVE,
  PQTRANS_INTRANS,
  PQTRANS_INERROR,
  PQTRANS_UNKNOWN
} PGTransactionStatusType;
typedef enum { PQERRORS_TERSE, PQERRORS_DEFAULT, PQERRORS_VERBOSE, PQERRORS_SQLSTATE } PGVerbosity;
typedef enum { PQSHOW_CONTEXT_NEVER, PQSHOW_CONTEXT_ERRORS, PQSHOW_CONTEXT_ALWAYS } PGContextVisibility;
typedef enum { PQPING_OK, PQPING_REJECT, PQPING_NO_RESPONSE, PQPING_NO_ATTEMPT } PGPing;
typedef enum { PQ_PIPELINE_OFF, PQ_PIPELINE_ON, PQ_PIPELINE_ABORTED } PGpipelineStatus;

typedef struct pg_conn PGconn;
typedef struct pg_cancel_conn PGcancelConn;
typedef struct pg_result PGresult;
typedef struct pg_cancel PGcancel;
typedef struct pgNotify {
  char *relname;
  int be_pid;
  char *extra;
  struct pgNotify *next;
} PGnotify;

typedef char pqbool;
typedef struct _PQprintOpt {
  pqbool header, align, standard, html3, expanded, pager;
  char *fieldSep, *tableOpt, *caption;
  char **fieldName;
} PQprintOpt;

typedef struct _PQconninfoOption {
  char *keyword, *envvar, *compiled, *val, *label, *dispchar;
  int dispsize;
} PQconninfoOption;

typedef struct {
  int len, isint;
  union {
    int *ptr;
    int integer;
  } u;
} PQArgBlock;

typedef struct pgresAttDesc {
  char *name;
  Oid tableid;
  int columnid, format;
  Oid typid;
  int typlen, atttypmod;
} PGresAttDesc;

typedef void (*PQnoticeReceiver)(void *, const PGresult *);
typedef void (*PQnoticeProcessor)(void *, const char *message);
typedef void (*pgthreadlock_t)(int acquire);

// Connections.
PGconn *PQconnectdb(const char *info);
PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand);
PGconn *PQconnectStart(const char *info);
PGconn *PQconnectStartParams(const char *const *keywords, const char *const *values, int expand);
PostgresPollingStatusType PQconnectPoll(PGconn *);
PGconn *PQsetdbLogin(const char *host, const char *port, const char *options, const char *tty, const char *database,
                     const char *login, const char *password);
#define PQsetdb(host, port, options, tty, database) PQsetdbLogin(host, port, options, tty, database, NULL, NULL)
void PQfinish(PGconn *);
void PQreset(PGconn *);
int PQresetStart(PGconn *);
PostgresPollingStatusType PQresetPoll(PGconn *);
PGPing PQping(const char *info);
PGPing PQpingParams(const char *const *keywords, const char *const *values, int expand);
PQconninfoOption *PQconndefaults(void);
PQconninfoOption *PQconninfoParse(const char *info, char **error);
PQconninfoOption *PQconninfo(PGconn *);
void PQconninfoFree(PQconninfoOption *);
char *PQdb(const PGconn *);
char *PQuser(const PGconn *);
char *PQpass(const PGconn *);
char *PQhost(const PGconn *);
char *PQhostaddr(const PGconn *);
char *PQport(const PGconn *);
char *PQtty(const PGconn *);
char *PQoptions(const PGconn *);
ConnStatusType PQstatus(const PGconn *);
PGTransactionStatusType PQtransactionStatus(const PGconn *);
const char *PQparameterStatus(const PGconn *, const char *name);
int PQprotocolVersion(const PGconn *);
int PQserverVersion(const PGconn *);
char *PQerrorMessage(const PGconn *);
int PQsocket(const PGconn *);
int PQbackendPID(const PGconn *);
PGpipelineStatus PQpipelineStatus(const PGconn *);
int PQconnectionNeedsPassword(const PGconn *);
int PQconnectionUsedPassword(const PGconn *);
int PQclientEncoding(const PGconn *);
int PQsetClientEncoding(PGconn *, const char *encoding);
int PQsslInUse(PGconn *);
const char *PQsslAttribute(PGconn *, const char *name);
void *PQgetssl(PGconn *);
void PQinitSSL(int);
void PQinitOpenSSL(int ssl, int crypto);
PGVerbosity PQsetErrorVerbosity(PGconn *, PGVerbosity);
PGContextVisibility PQsetErrorContextVisibility(PGconn *, PGContextVisibility);
PQnoticeReceiver PQsetNoticeReceiver(PGconn *, PQnoticeReceiver, void *);
PQnoticeProcessor PQsetNoticeProcessor(PGconn *, PQnoticeProcessor, void *);
pgthreadlock_t PQregisterThreadLock(pgthreadlock_t);
void PQtrace(PGconn *, FILE *);
void PQuntrace(PGconn *);
void PQsetTraceFlags(PGconn *, int flags);
PGcancel *PQgetCancel(PGconn *);
void PQfreeCancel(PGcancel *);
int PQcancel(PGcancel *, char *error, int size);
int PQrequestCancel(PGconn *);
PGcancelConn *PQcancelCreate(PGconn *);
int PQcancelBlocking(PGcancelConn *);
void PQcancelFinish(PGcancelConn *);
int PQisthreadsafe(void);
int PQlibVersion(void);

// Statements.
PGresult *PQexec(PGconn *, const char *sql);
PGresult *PQexecParams(PGconn *, const char *sql, int count, const Oid *types, const char *const *values,
                       const int *lengths, const int *formats, int resultFormat);
PGresult *PQprepare(PGconn *, const char *name, const char *sql, int count, const Oid *types);
PGresult *PQexecPrepared(PGconn *, const char *name, int count, const char *const *values, const int *lengths,
                         const int *formats, int resultFormat);
PGresult *PQdescribePrepared(PGconn *, const char *name);
PGresult *PQdescribePortal(PGconn *, const char *name);
PGresult *PQclosePrepared(PGconn *, const char *name);
int PQsendQuery(PGconn *, const char *sql);
int PQsendQueryParams(PGconn *, const char *sql, int count, const Oid *types, const char *const *values,
                      const int *lengths, const int *formats, int resultFormat);
int PQsendPrepare(PGconn *, const char *name, const char *sql, int count, const Oid *types);
int PQsendQueryPrepared(PGconn *, const char *name, int count, const char *const *values, const int *lengths,
                        const int *formats, int resultFormat);
int PQsendDescribePrepared(PGconn *, const char *name);
int PQsendDescribePortal(PGconn *, const char *name);
int PQsetSingleRowMode(PGconn *);
int PQsetChunkedRowsMode(PGconn *, int size);
PGresult *PQgetResult(PGconn *);
int PQisBusy(PGconn *);
int PQconsumeInput(PGconn *);
int PQenterPipelineMode(PGconn *);
int PQexitPipelineMode(PGconn *);
int PQpipelineSync(PGconn *);
int PQsendPipelineSync(PGconn *);
int PQsendFlushRequest(PGconn *);
int PQsetnonblocking(PGconn *, int);
int PQisnonblocking(const PGconn *);
int PQflush(PGconn *);
PGnotify *PQnotifies(PGconn *);
PGresult *PQfn(PGconn *, int function, int *result, int *length, int isInteger, const PQArgBlock *, int count);

// Results.
ExecStatusType PQresultStatus(const PGresult *);
char *PQresStatus(ExecStatusType);
char *PQresultErrorMessage(const PGresult *);
char *PQresultVerboseErrorMessage(const PGresult *, PGVerbosity, PGContextVisibility);
char *PQresultErrorField(const PGresult *, int field);
void PQclear(PGresult *);
int PQntuples(const PGresult *);
int PQnfields(const PGresult *);
int PQbinaryTuples(const PGresult *);
char *PQfname(const PGresult *, int column);
int PQfnumber(const PGresult *, const char *column);
Oid PQftable(const PGresult *, int column);
int PQftablecol(const PGresult *, int column);
int PQfformat(const PGresult *, int column);
Oid PQftype(const PGresult *, int column);
int PQfsize(const PGresult *, int column);
int PQfmod(const PGresult *, int column);
char *PQgetvalue(const PGresult *, int row, int column);
int PQgetisnull(const PGresult *, int row, int column);
int PQgetlength(const PGresult *, int row, int column);
int PQnparams(const PGresult *);
Oid PQparamtype(const PGresult *, int parameter);
char *PQcmdStatus(PGresult *);
char *PQcmdTuples(PGresult *);
char *PQoidStatus(const PGresult *);
Oid PQoidValue(const PGresult *);
PGresult *PQmakeEmptyPGresult(PGconn *, ExecStatusType);
PGresult *PQcopyResult(const PGresult *, int flags);
int PQsetResultAttrs(PGresult *, int count, PGresAttDesc *);
int PQsetvalue(PGresult *, int row, int column, char *, int length);
void *PQresultAlloc(PGresult *, size_t);
size_t PQresultMemorySize(const PGresult *);
void PQprint(FILE *, const PGresult *, const PQprintOpt *);
void PQdisplayTuples(const PGresult *, FILE *, int align, const char *separator, int header, int quiet);

// Texts and memory.
size_t PQescapeStringConn(PGconn *, char *to, const char *from, size_t length, int *error);
char *PQescapeLiteral(PGconn *, const char *, size_t length);
char *PQescapeIdentifier(PGconn *, const char *, size_t length);
unsigned char *PQescapeByteaConn(PGconn *, const unsigned char *from, size_t length, size_t *newLength);
unsigned char *PQunescapeBytea(const unsigned char *, size_t *length);
size_t PQescapeString(char *to, const char *from, size_t length);
unsigned char *PQescapeBytea(const unsigned char *from, size_t length, size_t *newLength);
void PQfreemem(void *);
#define PQfreeNotify(pointer) PQfreemem(pointer)
char *PQencryptPassword(const char *password, const char *user);
char *PQencryptPasswordConn(PGconn *, const char *password, const char *user, const char *algorithm);
int PQmblen(const char *, int encoding);
int PQdsplen(const char *, int encoding);
int PQenv2encoding(void);
int pg_char_to_encoding(const char *);
const char *pg_encoding_to_char(int);
int pg_valid_server_encoding_id(int);

// COPY and large objects.
int PQputCopyData(PGconn *, const char *, int bytes);
int PQputCopyEnd(PGconn *, const char *error);
int PQgetCopyData(PGconn *, char **, int async);
int PQgetline(PGconn *, char *, int length);
int PQgetlineAsync(PGconn *, char *, int size);
int PQputline(PGconn *, const char *);
int PQputnbytes(PGconn *, const char *, int bytes);
int PQendcopy(PGconn *);
int lo_open(PGconn *, Oid, int mode);
int lo_close(PGconn *, int);
int lo_read(PGconn *, int, char *, size_t);
int lo_write(PGconn *, int, const char *, size_t);
int lo_lseek(PGconn *, int, int offset, int whence);
pg_int64 lo_lseek64(PGconn *, int, pg_int64 offset, int whence);
Oid lo_creat(PGconn *, int mode);
Oid lo_create(PGconn *, Oid);
int lo_tell(PGconn *, int);
pg_int64 lo_tell64(PGconn *, int);
int lo_truncate(PGconn *, int, size_t);
int lo_unlink(PGconn *, Oid);
Oid lo_import(PGconn *, const char *file);
Oid lo_import_with_oid(PGconn *, const char *file, Oid);
int lo_export(PGconn *, Oid, const char *file);

#ifdef __cplusplus
}
#endif

#endif
