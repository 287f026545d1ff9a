// A class around the client, as most programs have one: a variadic command, helpers for single commands, replies owned.
// schema: none
#include <cstdarg>
#include <hiredis/hiredis.h>
#include <memory>
#include <optional>
#include <string>

struct ReplyDeleter {
  void operator()(redisReply *reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, ReplyDeleter>;

class Store {
public:
  explicit Store(redisContext *context) : context(context) {}

  Reply command(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Reply reply(static_cast<redisReply *>(redisvCommand(context, format, arguments)));
    va_end(arguments);
    return reply;
  }
  bool exists(const std::string &key) {
    Reply reply = command("EXISTS %s", key.c_str());
    return reply && reply->integer == 1;
  }
  std::optional<std::string> get(const std::string &key) {
    Reply reply = command("GET %s", key.c_str());
    if (!reply || reply->type == REDIS_REPLY_NIL)
      return std::nullopt;
    return std::string(reply->str, reply->len);
  }
  void set(const std::string &key, const std::string &value) {
    command("SET %s %s", key.c_str(), value.c_str());
  }
  bool setIfAbsent(const std::string &key, const std::string &value) {
    Reply reply = command("SETNX %s %s", key.c_str(), value.c_str());
    return reply && reply->integer == 1;
  }

private:
  redisContext *context;
};

bool invite(Store &store, const std::string &mail, const std::string &by) {
  const std::string key = "invitation:" + mail;
  if (store.exists(key))
    return false;
  store.set(key, by);  // finding: [dbrace-kv-check-then-set] warning "'invitation:…'"
  return true;
}

bool inviteOnce(Store &store, const std::string &mail, const std::string &by) {
  const std::string key = "invitation:" + mail;
  if (store.exists(key))
    return false;
  return store.setIfAbsent(key, by);
}

std::string makeId();

std::string idOf(Store &store, const std::string &mail) {
  if (auto known = store.get("id:" + mail))
    return *known;
  std::string id = makeId();
  store.set("id:" + mail, id);  // finding: [dbrace-kv-check-then-set] warning "'id:…'"
  return id;
}

// One account is looked up, another is written.
void copyId(Store &store, const std::string &from, const std::string &to) {
  if (!store.get("id:" + from))
    store.set("id:" + to, makeId());
}
