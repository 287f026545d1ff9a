#pragma once
#include "vendor/ranges.hpp"
#include <string>

/// The program's own text.
class Text {
public:
  Text() = default;
  Text(const char *text);
  Text(std::string text);
  const char *cstr() const;
  std::size_t length() const { return data_.size(); }

private:
  std::string data_;
};
