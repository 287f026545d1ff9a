// The headers of another library are missing: its types, smart pointers and loops over its lists are around all the
// database code, which is understood nevertheless.
// schema: plain.sql
#include <quarry/config/reader.h>
#include <quarry/memory.hpp>
#include <sqlite3.h>
#include <string>

namespace qm = quarry::memory;

class Tags {
public:
  explicit Tags(quarry::Context &context) : context_(context) { sqlite3_open("tags.db", &db_); }

  bool known(const std::string &name) {
    quarry::Timer timer(context_, "known");
    const std::string sql = "SELECT id FROM tags WHERE name = '" + name + "'";
    sqlite3_stmt *stmt = nullptr;
    sqlite3_prepare_v2(db_, sql.c_str(), -1, &stmt, nullptr);
    const bool row = sqlite3_step(stmt) == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return row;
  }
  quarry::Status add(const std::string &name) {
    const std::string sql = "INSERT INTO tags (name) VALUES ('" + name + "')";
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)  // finding: [dbrace-duplicate-insert] error "tags"
      return quarry::Status::failure(sqlite3_errmsg(db_));
    return quarry::Status();
  }

private:
  sqlite3 *db_ = nullptr;
  quarry::Context &context_;
};

void importNames(qm::shared_ptr<Tags> tags, const quarry::config::Section &section) {
  for (const auto &name : section.values("tags")) {
    const std::string text = name.toString();
    quarry::config::Guard guard{section};
    if (!tags->known(text))
      tags->add(text);
  }
}

// What is stored is not what was looked for.
void importRenamed(qm::shared_ptr<Tags> tags, const quarry::config::Section &section) {
  for (const auto &name : section.values("tags")) {
    const std::string text = name.toString(), other = name.shortened();
    quarry::config::Guard guard{section};
    if (!tags->known(text))
      tags->add(other);
  }
}
