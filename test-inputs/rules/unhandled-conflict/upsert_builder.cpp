// Builders whose method makes an upsert of an INSERT: without the call it is the plain statement.
// schema: keyed.sql
// dialect: mysql
#include <mysql.h>
#include <string>
#include <vector>

extern MYSQL *handle;

bool execute(const std::string &query) { return mysql_real_query(handle, query.c_str(), query.length()) == 0; }
bool found(const std::string &query) {
  if (mysql_query(handle, query.c_str()) != 0)
    return false;
  MYSQL_RES *rows = mysql_store_result(handle);
  if (rows == nullptr)
    return false;
  const bool any = mysql_fetch_row(rows) != nullptr;
  mysql_free_result(rows);
  return any;
}

class Insert {
public:
  explicit Insert(std::string query) : query(std::move(query)) {}
  void upsert(const std::vector<std::string> &columns) { upsertColumns = columns; }
  bool addRow(const std::string &row) {
    values = "(" + row + ")";
    return true;
  }
  bool execute() {
    std::string text = query + " VALUES " + values;
    if (!upsertColumns.empty()) {
      text += " ON DUPLICATE KEY UPDATE ";
      for (std::size_t i = 0; i < upsertColumns.size(); ++i) {
        if (i > 0)
          text += ", ";
        text += upsertColumns[i] + " = VALUES(" + upsertColumns[i] + ")";
      }
    }
    return ::execute(text);
  }

private:
  std::string query, values;
  std::vector<std::string> upsertColumns;
};

void plain(const std::string &email) {
  if (found("SELECT id FROM users WHERE email = '" + email + "'"))
    return;
  Insert insert("INSERT INTO users (email)");
  insert.addRow("'" + email + "'");
  insert.execute();  // finding: [dbrace-unhandled-conflict] "users"
}
void safe(const std::string &email) {
  if (found("SELECT id FROM users WHERE email = '" + email + "'"))
    return;
  Insert insert("INSERT INTO users (email)");
  insert.upsert({"email"});
  insert.addRow("'" + email + "'");
  insert.execute();
}

// Another author's: chained, with a flag.
class Writer {
public:
  Writer &into(const char *name) {
    table = name;
    return *this;
  }
  Writer &value(const char *column, const std::string &text) {
    columns += (columns.empty() ? "" : ", ") + std::string(column);
    texts += (texts.empty() ? "'" : ", '") + text + "'";
    return *this;
  }
  Writer &ignoreExisting() {
    ignore = true;
    return *this;
  }
  bool run() const {
    std::string sql = ignore ? "INSERT IGNORE INTO " : "INSERT INTO ";
    return ::execute(sql + table + " (" + columns + ") VALUES (" + texts + ")");
  }

private:
  std::string table, columns, texts;
  bool ignore = false;
};

void chained(const std::string &name) {
  if (!found("SELECT id FROM tags WHERE name = '" + name + "'"))
    Writer().into("tags").value("name", name).run();  // finding: [dbrace-unhandled-conflict] "tags"
}
void chainedSafe(const std::string &name) {
  if (!found("SELECT id FROM tags WHERE name = '" + name + "'"))
    Writer().into("tags").value("name", name).ignoreExisting().run();
}
