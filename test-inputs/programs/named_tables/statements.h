/* The statements of the address book, by number and by name. */
#ifndef STATEMENTS_H
#define STATEMENTS_H

enum statement_id {
  STMT_BEGIN_WRITE,
  STMT_COMMIT,
  STMT_FIND_PERSON,
  STMT_ADD_PERSON,
  STMT_FIND_GROUP,
  STMT_ADD_GROUP,
  STMT_FIND_CITY,
  STMT_ADD_CITY,
  STMT_COUNT
};

struct statement {
  enum statement_id id;
  const char *name;
  const char *sql;
};

const char *statement_text(enum statement_id id);
const char *statement_named(const char *name);

#endif
