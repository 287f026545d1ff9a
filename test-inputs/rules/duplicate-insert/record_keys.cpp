// Record classes that know their table and their key: given to the base class, kept in members or in a map.
// schema: plain.sql
#include <sqlite3.h>
#include <map>
#include <sstream>
#include <string>
#include <vector>

extern sqlite3 *database;

static bool any(const std::string &sql) {
  sqlite3_stmt *stmt = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &stmt, nullptr) != SQLITE_OK)
    return false;
  const bool row = sqlite3_step(stmt) == SQLITE_ROW;
  sqlite3_finalize(stmt);
  return row;
}
static bool run(const std::string &sql) { return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK; }

class Record {
public:
  virtual ~Record() = default;
  bool exists() const { return any("SELECT 1 FROM " + table_ + " WHERE " + keyColumn() + "='" + key_ + "'"); }
  virtual bool insert() { return run("INSERT INTO " + table_ + "(" + keyColumn() + ") VALUES('" + key_ + "')"); }
  void setKey(const std::string &key) { key_ = key; }

protected:
  explicit Record(const std::string &table) : table_(table) {}
  virtual std::string keyColumn() const = 0;
  std::string table_, key_;
};
class User : public Record {
public:
  User() : Record("users") {}

protected:
  std::string keyColumn() const override { return "email"; }
};
class Tag : public Record {
public:
  Tag() : Record("tags") {}

protected:
  std::string keyColumn() const override { return "name"; }
};

void saveUser(const std::string &email) {
  User user;
  user.setKey(email);
  if (!user.exists())
    user.insert();  // finding: [dbrace-duplicate-insert] "users"
}
void saveUserAndTag(const std::string &email) {
  User user;
  Tag tag;
  user.setKey(email);
  tag.setKey(email);
  if (!user.exists())
    tag.insert();
}

// Columns and values side by side in a map; the criteria are written by a stream.
class Row {
public:
  Row(const char *table, const char *keyName) : table(table), keyName(keyName) {}
  void set(const std::string &column, const std::string &value) { values[column] = value; }
  bool load(const std::string &key) {
    std::ostringstream sql;
    sql << "SELECT * FROM " << table << " WHERE " << keyName << " = '" << key << "'";
    return any(sql.str());
  }
  bool store(const std::string &key) {
    std::ostringstream sql;
    sql << "INSERT INTO " << table << " (" << keyName << ") VALUES ('" << key << "')";
    return run(sql.str());
  }

private:
  const char *table, *keyName;
  std::map<std::string, std::string> values;
};
struct Device : Row {
  Device() : Row("devices", "serial") {}
};

bool saveDevice(const std::string &serial, const std::string &label) {
  Device device;
  if (device.load(serial))
    return false;
  device.set("label", label);
  return device.store(serial);  // finding: [dbrace-duplicate-insert] "devices"
}
bool saveDeviceAsLabel(const std::string &serial, const std::string &label) {
  Device device;
  if (device.load(serial))
    return false;
  device.set("label", label);
  return device.store(label);
}

// The names of the columns are constants of a trait.
template <class Traits> class Repository {
public:
  bool contains(const std::string &key) {
    return any(std::string("SELECT COUNT(1) FROM ") + Traits::table + " WHERE " + Traits::key + " = '" + key + "' HAVING COUNT(1) > 0");
  }
  bool has(const std::string &key) {
    return any(std::string("SELECT 1 FROM ") + Traits::table + " WHERE " + Traits::key + " = '" + key + "' LIMIT 1");
  }
  void add(const std::string &key) {
    run(std::string("INSERT INTO ") + Traits::table + " (" + Traits::key + ") VALUES ('" + key + "')");  // finding: [dbrace-duplicate-insert] "archive"
  }
};
struct ArchiveTraits {
  static constexpr const char *table = "archive", *key = "email";
};
struct LogTraits {
  static constexpr const char *table = "log", *key = "line";
};

void archive(const std::string &email) {
  Repository<ArchiveTraits> archive;
  if (!archive.has(email))
    archive.add(email);
}
void logOther(const std::string &line, const std::string &other) {
  Repository<LogTraits> log;
  if (!log.has(line))
    log.add(other);
}
