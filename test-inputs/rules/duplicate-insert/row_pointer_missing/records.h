#pragma once
#include "records-gen.h"  // Of the build; it includes what follows needs.
#include <memory>
#include <mysql.h>

namespace shop {
class Records : public RecordsBase {
public:
  long tag(const Text &name);
  long copy(const Text &name);

private:
  std::shared_ptr<MYSQL_RES> query(const Text &text);
  Record::Ptr fetch(const std::shared_ptr<MYSQL_RES> &result);
  Text escape(const Text &text);
  MYSQL *db_ = nullptr;
};
}  // namespace shop
