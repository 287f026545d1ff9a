#include "statements.h"

#include <string.h>

static const struct statement statements[] = {
    {STMT_BEGIN_WRITE, "begin-write", "BEGIN IMMEDIATE"},
    {STMT_COMMIT, "commit", "COMMIT"},
    {STMT_FIND_GROUP, "find-group", "SELECT id FROM groups WHERE name = ?"},
    {STMT_ADD_GROUP, "add-group", "INSERT INTO groups (name) VALUES (?)"},
    {STMT_FIND_PERSON, "find-person", "SELECT id FROM persons WHERE email = ?"},
    {STMT_ADD_PERSON, "add-person", "INSERT INTO persons (email) VALUES (?)"},
    {STMT_FIND_CITY, "find-city", "SELECT id FROM cities WHERE name = ?"},
    {STMT_ADD_CITY, "add-city", "INSERT INTO cities (name) VALUES (?) ON CONFLICT (name) DO NOTHING"},
};

const char *statement_text(enum statement_id id) {
  unsigned i;
  for (i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
    if (statements[i].id == id)
      return statements[i].sql;
  return NULL;
}

const char *statement_named(const char *name) {
  const struct statement *at = statements;
  const struct statement *end = statements + sizeof(statements) / sizeof(statements[0]);
  for (; at < end; at++)
    if (strcmp(at->name, name) == 0)
      return at->sql;
  return NULL;
}
