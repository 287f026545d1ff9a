#include "Storage.hpp"

#include <fstream>
#include <sstream>

std::string Storage::queryString(const std::string &name, int version) const {
  std::string folder = "sql/" + displayName();
  if (version > 0)
    folder += "/version/" + std::to_string(version);
  std::ifstream in(folder + "/" + name + ".sql");
  if (!in)
    return {};
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}
