/* Cassandra: a plain INSERT writes over the row that is there. */
// schema: none
// headers: stand-ins
#include <cassandra.h>

static int exists(CassSession *session, const char *name) {
  CassStatement *select = cass_statement_new("SELECT owner FROM names WHERE name = ?", 1);
  cass_statement_bind_string(select, 0, name);
  CassFuture *future = cass_session_execute(session, select);
  cass_statement_free(select);
  const CassResult *result = cass_future_get_result(future);
  int found = result && cass_result_first_row(result) != NULL;
  cass_result_free(result);
  cass_future_free(future);
  return found;
}

static void store(CassSession *session, const char *text, const char *name, const char *owner) {
  CassStatement *insert = cass_statement_new(text, 2);
  cass_statement_bind_string(insert, 0, name);
  cass_statement_bind_string(insert, 1, owner);
  CassFuture *future = cass_session_execute(session, insert);
  cass_statement_free(insert);
  cass_future_free(future);
}

void claim(CassSession *session, const char *name, const char *owner) {
  if (!exists(session, name))
    store(session, "INSERT INTO names (name, owner) VALUES (?, ?)", name, owner); // finding: [dbrace-kv-check-then-set] warning "one name in names and both write it"
}

void claim_at_once(CassSession *session, const char *name, const char *owner) {
  if (!exists(session, name))
    store(session, "INSERT INTO names (name, owner) VALUES (?, ?) IF NOT EXISTS", name, owner);
}

void claim_other(CassSession *session, const char *name, const char *other, const char *owner) {
  if (!exists(session, name))
    store(session, "INSERT INTO names (name, owner) VALUES (?, ?)", other, owner);
}

/* With a prepared statement, by the number of rows. */
void claim_prepared(CassSession *session, const CassPrepared *insert, const char *name, const char *owner) {
  CassFuture *prepared = cass_session_prepare(session, "SELECT owner FROM names WHERE name = ?");
  CassStatement *select = cass_prepared_bind(cass_future_get_prepared(prepared));
  cass_statement_bind_string(select, 0, name);
  CassFuture *future = cass_session_execute(session, select);
  const CassResult *result = cass_future_get_result(future);
  size_t rows = cass_result_row_count(result);
  cass_result_free(result);
  cass_future_free(future);
  if (rows == 0)
    store(session, "INSERT INTO names (name, owner) VALUES (?, ?) USING TTL 600", name, owner); // finding: [dbrace-kv-check-then-set] warning "one name in names"
}
