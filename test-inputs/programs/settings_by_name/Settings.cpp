#include "Settings.hpp"

#include <fstream>

Settings &settings() {
  static Settings all;
  return all;
}

bool Settings::readFile(const std::string &path) {
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line)) {
    auto equals = line.find('=');
    if (equals != std::string::npos)
      values_[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return !in.bad();
}
