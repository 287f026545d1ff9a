// The program's own text class.
#pragma once
#include <iosfwd>
#include <string>

class Text {
public:
  Text() = default;
  Text(const char *data);
  Text(std::string data);
  Text(const Text &other);
  Text(Text &&other) noexcept;
  Text &operator=(const Text &other);
  Text &operator+=(const Text &other);
  Text &operator+=(const char *other);
  const char *c_str() const;
  const std::string &data() const;
  std::size_t length() const;
  bool isEmpty() const;

private:
  std::string data_;
};

Text operator+(const Text &left, const Text &right);
Text operator+(const Text &left, const char *right);
Text operator+(const char *left, const Text &right);
