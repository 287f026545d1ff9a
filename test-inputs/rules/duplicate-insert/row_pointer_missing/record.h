#pragma once
#include "text.h"
#include "vendor/ref_ptr.hpp"
#include <map>

namespace shop {
using vendor::ref_ptr;

class Record {
public:
  typedef ref_ptr<Record> Ptr;
  void set(const std::string &name, const std::string &value) { values_[name] = value; }
  std::string get(const std::string &name) const { return values_.at(name); }

private:
  std::map<std::string, std::string> values_;
};
}  // namespace shop
