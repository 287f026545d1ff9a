// Backends as structures of functions, to which a handle points: C's virtual methods.
// schema: plain.sql
#include <sqlite3.h>
#include <string.h>

struct store;
struct store_ops {
  const char *name;
  int (*find)(struct store *store, const char *name);
  int (*add)(struct store *store, const char *name);
};
struct store {
  const struct store_ops *ops;
  sqlite3 *db;
  char last[64];
};

static int run(sqlite3 *db, const char *sql, const char *name) {
  sqlite3_stmt *s = 0;
  int row;
  sqlite3_prepare_v2(db, sql, -1, &s, 0);
  sqlite3_bind_text(s, 1, name, -1, 0);
  row = sqlite3_step(s) == SQLITE_ROW;
  sqlite3_finalize(s);
  return row;
}
static int plain_find(struct store *store, const char *name) {
  return run(store->db, "SELECT 1 FROM tags WHERE name = ?", name);
}
static int plain_add(struct store *store, const char *name) {
  return run(store->db, "INSERT INTO tags (name) VALUES (?)", name);  // finding: [dbrace-duplicate-insert]
}
// Another one keeps its rows apart. It looks among users, and stores there.
static int users_find(struct store *store, const char *name) {
  return run(store->db, "SELECT 1 FROM users WHERE name = ?", name);
}
static int users_add(struct store *store, const char *name) {
  return run(store->db, "INSERT INTO users (email, name) VALUES ('', ?)", name);  // finding: [dbrace-duplicate-insert]
}
// This one looks in memory, and stores what is stored by nobody else: no lookup of another backend decides it.
static int memory_find(struct store *store, const char *name) { return strcmp(store->last, name) == 0; }
static int devices_add(struct store *store, const char *name) {
  return run(store->db, "INSERT INTO devices (serial, port) VALUES (?, 1)", name);
}

const struct store_ops plain_ops = {.name = "plain", .find = plain_find, .add = plain_add};
const struct store_ops memory_ops = {.name = "memory", .find = memory_find, .add = devices_add};
// Filled by a function.
void users_ops(struct store_ops *ops) {
  ops->name = "users";
  ops->find = users_find;
  ops->add = users_add;
}

int store_ensure(struct store *store, const char *name) {
  if (store->ops->find(store, name))
    return 0;
  return store->ops->add(store, name);
}
int store_ensure_other(struct store *store, const char *name, const char *parent) {
  if ((*store->ops->find)(store, parent))
    return 0;
  return (*store->ops->add)(store, name);
}

// What one backend finds says nothing about what another one stores.
struct mixed_ops {
  int (*find)(struct store *store, const char *name);
  int (*add)(struct store *store, const char *name);
};
static int settings_find(struct store *store, const char *name) {
  return run(store->db, "SELECT 1 FROM settings WHERE name = ?", name);
}
static int nothing_add(struct store *store, const char *name) { return store->db != 0 && name != 0; }
static int nothing_find(struct store *store, const char *name) { return store->db != 0 && name != 0; }
static int settings_add(struct store *store, const char *name) {
  return run(store->db, "INSERT INTO settings (owner, name) VALUES (1, ?)", name);
}
const struct mixed_ops reads_only = {settings_find, nothing_add};
const struct mixed_ops writes_only = {nothing_find, settings_add};

int mixed_ensure(const struct mixed_ops *ops, struct store *store, const char *name) {
  if (ops->find(store, name))
    return 0;
  return ops->add(store, name);
}
