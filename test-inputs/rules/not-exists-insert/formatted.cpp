// One text that is formatted as a whole, its values by place or by number.
// schema: plain.sql
// dialect: postgresql
#include <fmt/format.h>
#include <libpq-fe.h>
#include <cstdio>
#include <string>

void inOrder(PGconn *conn, int user, int tag) {
  PQexec(conn, fmt::format("INSERT INTO members (user_id, tag_id) SELECT {}, {} WHERE NOT EXISTS "  // finding: [dbrace-not-exists-insert] "members"
                           "(SELECT 1 FROM members WHERE user_id = {} AND tag_id = {})",
                           user, tag, user, tag)
                   .c_str());
}
// The values stand the wrong way round in the condition: another key.
void otherOrder(PGconn *conn, int user, int tag) {
  PQexec(conn, fmt::format("INSERT INTO members (user_id, tag_id) SELECT {}, {} WHERE NOT EXISTS "
                           "(SELECT 1 FROM members WHERE user_id = {} AND tag_id = {})",
                           user, tag, tag, user)
                   .c_str());
}
void byNumber(PGconn *conn, int user, int tag) {
  const std::string sql = fmt::format("INSERT INTO members (user_id, tag_id) SELECT {0}, {1} WHERE NOT EXISTS "
                                      "(SELECT 1 FROM members WHERE user_id = {0} AND tag_id = {1})",
                                      user, tag);
  PQexec(conn, sql.c_str());  // finding: [dbrace-not-exists-insert] "members"
}
void byOtherNumber(PGconn *conn, int user, int tag) {
  const std::string sql = fmt::format("INSERT INTO members (user_id, tag_id) SELECT {0}, {1} WHERE NOT EXISTS "
                                      "(SELECT 1 FROM members WHERE user_id = {1} AND tag_id = {0})",
                                      user, tag);
  PQexec(conn, sql.c_str());
}
void byPosition(PGconn *conn, const char *name) {
  char sql[300];
  std::snprintf(sql, sizeof sql,
                "INSERT INTO tags (name) SELECT '%1$s' WHERE NOT EXISTS (SELECT 1 FROM tags WHERE name = '%1$s')",
                name);
  PQexec(conn, sql);  // finding: [dbrace-not-exists-insert] "tags"
}
void byOtherPosition(PGconn *conn, const char *name, const char *alias) {
  char sql[300];
  std::snprintf(sql, sizeof sql,
                "INSERT INTO tags (name) SELECT '%1$s' WHERE NOT EXISTS (SELECT 1 FROM tags WHERE name = '%2$s')",
                name, alias);
  PQexec(conn, sql);
}
