#include "Queries.hpp"

#include <map>
#include <unordered_map>

static const std::map<std::string, std::string> queries = {
    {"find_user", "SELECT id FROM users WHERE login = $1"},
    {"add_user", "INSERT INTO users (login) VALUES ($1)"},
    {"find_role", "SELECT id FROM roles WHERE name = $1"},
    {"add_role", "INSERT INTO roles (name) VALUES ($1) ON CONFLICT (name) DO NOTHING"},
    {"find_team", "SELECT id FROM teams WHERE name = $1"},
};

static std::unordered_map<std::string, std::string> further;

void loadFurther() {
  further["add_team"] = "INSERT INTO teams (name) VALUES ($1)";
  further.insert({"find_badge", "SELECT id FROM badges WHERE code = $1"});
  further.emplace("add_badge", "INSERT INTO badges (code) VALUES ($1)");
}

const std::string &query(const std::string &name) {
  static const std::string none;
  auto found = queries.find(name);
  if (found != queries.end())
    return found->second;
  auto other = further.find(name);
  return other == further.end() ? none : other->second;
}

std::string text(Query which) {
  switch (which) {
  case Query::FindDevice:
    return "SELECT id FROM devices WHERE serial = $1";
  case Query::AddDevice:
    return "INSERT INTO devices (serial) VALUES ($1)";
  case Query::FindSensor:
    return "SELECT id FROM sensors WHERE serial = $1";
  case Query::AddSensor:
    return "INSERT INTO sensors (serial) VALUES ($1) ON CONFLICT (serial) DO NOTHING";
  }
  return {};
}
