// Rows as dictionaries behind a reference-counted pointer of the project's own, null where there is none; in front of each
// table's name a prefix that the configuration gives.
// schema: plain.sql
// dialect: mysql
#include <mysql.h>
#include <map>
#include <memory>
#include <sstream>
#include <string>

template <class T> class Ref {
public:
  Ref() = default;
  Ref(std::nullptr_t) {}
  explicit Ref(T *object) : object(object) {}
  T *operator->() const { return object; }
  T &operator*() const { return *object; }
  explicit operator bool() const { return object != nullptr; }
  bool operator!() const { return object == nullptr; }

private:
  T *object = nullptr;
};

class Dictionary {
public:
  using Ptr = Ref<Dictionary>;
  void Set(const std::string &key, const std::string &value) { values[key] = value; }
  std::string Get(const std::string &key) const {
    auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
  }

private:
  std::map<std::string, std::string> values;
};

class Link {
public:
  std::string GetTablePrefix() const { return prefix; }
  std::shared_ptr<MYSQL_RES> Query(const std::string &query) {
    if (mysql_query(handle, query.c_str()) != 0)
      throw query;
    return std::shared_ptr<MYSQL_RES>(mysql_store_result(handle), [](MYSQL_RES *rows) { mysql_free_result(rows); });
  }
  Dictionary::Ptr FetchRow(const std::shared_ptr<MYSQL_RES> &rows) {
    MYSQL_ROW row = mysql_fetch_row(rows.get());
    if (!row)
      return nullptr;
    Dictionary::Ptr dictionary(new Dictionary());
    dictionary->Set("id", row[0] ? row[0] : "");
    return dictionary;
  }
  std::string Escape(const std::string &text) {
    std::string to(text.size() * 2 + 1, '\0');
    to.resize(mysql_real_escape_string(handle, &to[0], text.c_str(), text.size()));
    return to;
  }

private:
  MYSQL *handle = nullptr;
  std::string prefix;
};

std::string addUser(Link &link, const std::string &email) {
  auto rows = link.Query("SELECT id FROM " + link.GetTablePrefix() + "users WHERE email = '" + link.Escape(email) + "'");
  Dictionary::Ptr row = link.FetchRow(rows);
  if (!row) {
    std::ostringstream insert;
    insert << "INSERT INTO " << link.GetTablePrefix() << "users (email) VALUES ('" << link.Escape(email) << "')";
    link.Query(insert.str());  // finding: [dbrace-duplicate-insert] "users"
    return "";
  }
  return row->Get("id");
}
std::string addUserAgain(Link &link, const std::string &email) {
  auto rows = link.Query("SELECT id FROM " + link.GetTablePrefix() + "users WHERE email = '" + link.Escape(email) + "'");
  Dictionary::Ptr row = link.FetchRow(rows);
  if (row)
    link.Query("INSERT INTO " + link.GetTablePrefix() + "users (email) VALUES ('" + link.Escape(email) + "')");
  return "";
}
// Both ends name the prefix, but not the same table.
std::string archiveUser(Link &link, const std::string &email) {
  auto rows = link.Query("SELECT id FROM " + link.GetTablePrefix() + "users WHERE email = '" + link.Escape(email) + "'");
  if (!link.FetchRow(rows))
    link.Query("INSERT INTO " + link.GetTablePrefix() + "archive (email) VALUES ('" + link.Escape(email) + "')");
  return "";
}
