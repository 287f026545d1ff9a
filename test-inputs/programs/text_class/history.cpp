// What stations measured, in tables with a prefix that the user chooses.
#include "history.h"
#include <dlfcn.h>
#include <sstream>

History::History(const Text &prefix) : prefix_(prefix) {
  open();
}
void History::open() {
  void *library = dlopen("client.so", RTLD_NOW);
  auto make = reinterpret_cast<ClientMaker>(dlsym(library, "makeClient"));
  client_.reset(make());
}

Rows History::query(const Text &text) {
  if (client_->query(&connection_, text.c_str()) != 0) {
    std::ostringstream message;
    message << "cannot run \"" << text.c_str() << "\"";
    throw std::runtime_error(message.str());
  }
  MYSQL_RES *result = client_->storeResult(&connection_);
  if (!result) {
    if (client_->fieldCount(&connection_) > 0)
      throw std::runtime_error("no rows");
    return Rows();
  }
  return Rows(result, [this](MYSQL_RES *result) { client_->freeResult(result); });
}

Row History::fetchRow(const Rows &rows) {
  MYSQL_ROW row = client_->fetchRow(rows.get());
  if (!row)
    return nullptr;
  Row all = std::make_shared<std::map<std::string, std::string>>();
  (*all)["id"] = row[0];
  return all;
}

Text History::escape(const Text &text) {
  std::size_t length = text.length();
  std::unique_ptr<char[]> to(new char[length * 2 + 1]);
  client_->escape(&connection_, to.get(), text.c_str(), length);
  return Text(to.get());
}

long History::insertId() { return static_cast<long>(client_->insertId(&connection_)); }

void History::connect(const Text &station) {
  Rows rows = query("SELECT id FROM " + prefix() + "stations WHERE name = '" + escape(station) + "'");
  Row row = fetchRow(rows);
  if (!row) {
    query("INSERT INTO " + prefix() + "stations (name) VALUES ('" + escape(station) + "')");  // finding: [dbrace-duplicate-insert] error "stations"
    station_ = insertId();
  } else {
    station_ = std::stol((*row)["id"]);
  }
}

// The upsert of the same shape.
void History::describe(const Text &sensor, const Text &unit) {
  Rows rows = query("SELECT id FROM " + prefix() + "sensors WHERE name = '" + escape(sensor) + "'");
  if (!fetchRow(rows))
    query("INSERT INTO " + prefix() + "sensors (name, unit) VALUES ('" + escape(sensor) + "', '" + escape(unit) +
          "') ON DUPLICATE KEY UPDATE unit = VALUES(unit)");
}
