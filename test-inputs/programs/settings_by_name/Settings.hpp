// All settings of the server, by name. Every module declares its own with a default; a file overrides them at start.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

class Settings {
public:
  std::string &set(const std::string &name, const std::string &help) {
    help_[name] = help;
    return values_[name];
  }
  const std::string &operator[](const std::string &name) const {
    auto found = values_.find(name);
    if (found == values_.end())
      throw std::out_of_range("undefined setting '" + name + "'");
    return found->second;
  }
  bool readFile(const std::string &path);

private:
  std::map<std::string, std::string> values_, help_;
};

Settings &settings();
