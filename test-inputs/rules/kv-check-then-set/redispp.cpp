// redis++: commands as methods, optionals for what may be missing.
// schema: none
// headers: stand-ins
#include <chrono>
#include <string>
#include <sw/redis++/redis++.h>

using namespace sw::redis;

std::string makeToken();

std::string tokenOf(Redis &redis, const std::string &user) {
  auto known = redis.get("token:" + user);
  if (known)
    return *known;
  std::string token = makeToken();
  redis.set("token:" + user, token);  // finding: [dbrace-kv-check-then-set] warning "two clients can both find no value for 'token:…' and both write it"
  return token;
}

std::string tokenAtOnce(Redis &redis, const std::string &user) {
  std::string token = makeToken();
  if (redis.setnx("token:" + user, token))
    return token;
  return redis.get("token:" + user).value_or("");
}

std::string tokenIfNew(Redis &redis, const std::string &user) {
  if (auto known = redis.get("token:" + user); known)
    return *known;
  std::string token = makeToken();
  redis.set("token:" + user, token, std::chrono::milliseconds(0), UpdateType::NOT_EXIST);
  return token;
}

bool enroll(Redis &redis, const std::string &course, const std::string &student) {
  if (redis.exists("course:" + course + ":" + student) == 1)
    return false;
  redis.set("course:" + course + ":" + student, "enrolled");  // finding: [dbrace-kv-check-then-set] warning "'course:…:…'"
  return true;
}

// A page in a cache, for a minute.
std::string page(Redis &redis, const std::string &path) {
  if (auto known = redis.get("page:" + path))
    return *known;
  std::string text = makeToken();
  redis.set("page:" + path, text, std::chrono::minutes(1));
  return text;
}

void setTheme(Redis &redis, const std::string &user, const std::string &theme) {
  if (!redis.hexists("settings:" + user, "theme"))
    redis.hset("settings:" + user, "theme", theme);  // finding: [dbrace-kv-check-then-set] warning "field 'theme' of 'settings:…'"
}

void setThemeAtOnce(Redis &redis, const std::string &user, const std::string &theme) {
  if (!redis.hexists("settings:" + user, "theme"))
    redis.hsetnx("settings:" + user, "theme", theme);
}

// WATCH before the lookup: the loser's exec throws.
bool claim(Redis &redis, const std::string &name, const std::string &owner) {
  auto transaction = redis.transaction(false, false);
  auto connection = transaction.redis();
  try {
    connection.watch("name:" + name);
    if (connection.get("name:" + name))
      return false;
    transaction.set("name:" + name, owner).exec();
    return true;
  } catch (const WatchError &) {
    return false;
  }
}
