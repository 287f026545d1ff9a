// What only a build makes is missing: the macro that marks classes of a library, and a header that defines what others
// announce. The classes stay what they are, and a function that returns one still returns where it says so.
// schema: plain.sql
#include "tags_export.h"
#include "tags/message-gen.hpp"
#include <sqlite3.h>
#include <string>

class TAGS_EXPORT Tag {
public:
  Tag() = default;
  Tag(long id, const std::string &name);
  enum class State { Unknown, Stored };
  bool isValid() const { return id_ != 0; }
  State state() const { return id_ ? State::Stored : State::Unknown; }

private:
  long id_ = 0;
  std::string name_;
};

class Message;

class TAGS_EXPORT Tags {
public:
  Tag find(const std::string &name);
  Tag tag(const std::string &name, const Message &message);
  Tag fresh(const std::string &name, const Message &message);

private:
  Tag add(const std::string &name, Message::Kind kind);
  sqlite3 *db_ = nullptr;
};

Tag Tags::find(const std::string &name) {
  Tag found;
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db_, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  if (sqlite3_step(stmt) == SQLITE_ROW)
    found = Tag(sqlite3_column_int64(stmt, 0), name);
  sqlite3_finalize(stmt);
  return found;
}

Tag Tags::add(const std::string &name, Message::Kind kind) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db_, "INSERT INTO tags (name) VALUES (?)", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  Tag made;
  if (sqlite3_step(stmt) == SQLITE_DONE)  // finding: [dbrace-duplicate-insert] error "tags"
    made = Tag(sqlite3_last_insert_rowid(db_), name);
  sqlite3_finalize(stmt);
  return kind == Message::Silent ? Tag() : made;
}

Tag Tags::tag(const std::string &name, const Message &message) {
  sqlite3_stmt *stmt = nullptr;
  sqlite3_prepare_v2(db_, "SELECT id FROM tags WHERE name = ?", -1, &stmt, nullptr);
  sqlite3_bind_text(stmt, 1, name.c_str(), -1, SQLITE_TRANSIENT);
  if (sqlite3_step(stmt) == SQLITE_ROW) {
    Tag tag(sqlite3_column_int64(stmt, 0), name);
    sqlite3_finalize(stmt);
    return tag;
  }
  sqlite3_finalize(stmt);
  return add(name, message.kind());
}

// The row that is found is not the one that is stored.
Tag Tags::fresh(const std::string &name, const Message &message) {
  Tag old = find(message.oldName());
  if (old.isValid())
    return old;
  return add(name, message.kind());
}
