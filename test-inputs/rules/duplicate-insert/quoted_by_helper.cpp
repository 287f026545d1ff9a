// A helper quotes values, and answers '' for an empty one: two calls of it on one value give one text.
// schema: accounts-without-unique-email.json
#include <mysql.h>

#include <string>

class Database {
public:
  std::string quoted(const std::string &text) const {
    std::string out = "'";
    if (!text.empty()) {
      std::string escaped(text.size() * 2 + 1, '\0');
      unsigned long length = mysql_real_escape_string(handle, &escaped[0], text.c_str(), text.size());
      escaped.resize(length);
      out.append(escaped);
    }
    out.push_back('\'');
    return out;
  }
  bool run(const std::string &sql) { return mysql_query(handle, sql.c_str()) == 0; }
  bool any(const std::string &sql) {
    if (mysql_query(handle, sql.c_str()) != 0)
      return false;
    MYSQL_RES *rows = mysql_store_result(handle);
    bool found = rows && mysql_fetch_row(rows);
    mysql_free_result(rows);
    return found;
  }

private:
  MYSQL *handle = nullptr;
};

void add(Database &db, const std::string &email, const std::string &name) {
  if (!db.any("SELECT id FROM accounts WHERE email = " + db.quoted(email)))
    db.run("INSERT INTO accounts(email) VALUES (" + db.quoted(email) + ")");  // finding: [dbrace-duplicate-insert] error "accounts"
}

void addAnother(Database &db, const std::string &email, const std::string &name) {
  if (!db.any("SELECT id FROM accounts WHERE email = " + db.quoted(email)))
    db.run("INSERT INTO accounts(email) VALUES (" + db.quoted(name) + ")");
}
