#include "text.h"
#include <utility>

Text::Text(const char *data) : data_(data) {}
Text::Text(std::string data) : data_(std::move(data)) {}
Text::Text(const Text &other) : data_(other.data_) {}
Text::Text(Text &&other) noexcept : data_(std::move(other.data_)) {}
Text &Text::operator=(const Text &other) {
  data_ = other.data_;
  return *this;
}
Text &Text::operator+=(const Text &other) {
  data_ += other.data_;
  return *this;
}
Text &Text::operator+=(const char *other) {
  data_ += other;
  return *this;
}
const char *Text::c_str() const { return data_.c_str(); }
const std::string &Text::data() const { return data_; }
std::size_t Text::length() const { return data_.size(); }
bool Text::isEmpty() const { return data_.empty(); }

Text operator+(const Text &left, const Text &right) { return left.data() + right.data(); }
Text operator+(const Text &left, const char *right) { return left.data() + right; }
Text operator+(const char *left, const Text &right) { return left + right.data(); }
