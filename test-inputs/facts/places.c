// Where values are kept in C: globals, fields, arrays, what a pointer points to.
#include <stdarg.h>
#include <stdio.h>

enum Statement { FindUser, AddUser, Count };
static const char *const texts[Count] = {  // steps: declare ::places.c:texts
    [FindUser] = "SELECT id FROM users WHERE email = ?",  // steps: ::places.c:texts[0] = "SELECT id FROM users WHERE email = ?"
    [AddUser] = "INSERT INTO users (email) VALUES (?)",  // steps: ::places.c:texts[1] = "INSERT INTO users (email) VALUES (?)"
};
struct Session { int open; struct { long rows; } result; char text[40]; };
struct Session *current;
int send(const char *sql), (*hook)(int);
int lookUp(const char *email, int *id);

int run(enum Statement which) {
  static int runs = 0;  // steps: declare ::run::runs = 0
  ++runs;  // steps: increment ::run::runs = ::run::runs + 1
  return send(texts[which]);  // steps: t0 = call send(::places.c:texts[which]); return t0
}

int addUser(const char *email) {
  int id = -1;  // steps: declare id = -1
  int rc = lookUp(email, &id);  // steps: t0 = call lookUp(email, out &id); declare rc = t0
  if (rc) return send(texts[AddUser]);  // steps: if rc != 0 then b1 else b2
      // steps: b1: t1 = call send(::places.c:texts[AddUser(1)]); b1: return t1
  return id;  // steps: b2: return id
}

void fields(struct Session *session, int i) {
  session->open = 1;  // steps: session->open = 1
  session->result.rows += 2;  // steps: increment session->result.rows = session->result.rows + 2
  current = session;  // steps: ::current = session
  current->text[i] = 'x';  // steps: ::current->text[i] = 120
  *(session->text + i) = 0;  // steps: session->text[i] = 0
  struct Session copy = *session;  // steps: declare copy = *session
  if (hook) hook(copy.open);  // steps: if ::hook != 0 then b1 else b2; b1: t0 = call *::hook(copy.open); b1: jump b2
}

int query(const char *format, ...) {
  char sql[200];  // steps: declare sql
  va_list rest;
  va_start(rest, format);  // steps: rest = &varargs
  vsnprintf(sql, sizeof sql, format, rest);  // steps: t0 = call vsnprintf(out &sql, 200, format, out rest)  [cstring/vsnprintf]
  va_end(rest);  // steps: nothing
  return send(sql);  // steps: t1 = call send(&sql); return t1
}

int removeUser(int id, const char *name) {
  return query("DELETE FROM users WHERE id = %d OR name = '%s'", id, name);  // steps: t0 = call query("DELETE FROM users WHERE id = %d OR name = '%s'", ... id, name)
      // steps: return t0
}
