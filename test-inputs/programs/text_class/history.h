#pragma once
#include "client.h"
#include "text.h"
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>

typedef std::shared_ptr<MYSQL_RES> Rows;
typedef std::shared_ptr<std::map<std::string, std::string>> Row;

class History {
public:
  explicit History(const Text &prefix);
  void connect(const Text &station);
  void describe(const Text &sensor, const Text &unit);

private:
  typedef Client *(*ClientMaker)();
  void open();
  Rows query(const Text &text);
  Row fetchRow(const Rows &rows);
  Text escape(const Text &text);
  long insertId();
  Text prefix() const { return prefix_; }

  Text prefix_;
  long station_ = 0;
  std::unique_ptr<Client, ClientDeleter> client_;
  MYSQL connection_;
};
