// Commands as arrays of words, and pipelines.
// schema: none
#include <hiredis/hiredis.h>
#include <string>

bool reserve(redisContext *c, const std::string &seat, const std::string &guest) {
  const char *get[] = {"GET", seat.c_str()};
  auto *reply = static_cast<redisReply *>(redisCommandArgv(c, 2, get, nullptr));
  bool taken = reply->type == REDIS_REPLY_STRING;
  freeReplyObject(reply);
  if (taken)
    return false;
  const char *set[] = {"SET", seat.c_str(), guest.c_str()};
  reply = static_cast<redisReply *>(redisCommandArgv(c, 3, set, nullptr));  // finding: [dbrace-kv-check-then-set] warning "the key"
  freeReplyObject(reply);
  return true;
}

bool reserveAtOnce(redisContext *c, const std::string &seat, const std::string &guest) {
  const char *get[] = {"GET", seat.c_str()};
  auto *reply = static_cast<redisReply *>(redisCommandArgv(c, 2, get, nullptr));
  bool taken = reply->type == REDIS_REPLY_STRING;
  freeReplyObject(reply);
  if (taken)
    return false;
  const char *set[] = {"SET", seat.c_str(), guest.c_str(), "NX"};
  reply = static_cast<redisReply *>(redisCommandArgv(c, 4, set, nullptr));
  freeReplyObject(reply);
  return true;
}

// The reply is fetched later.
void announce(redisContext *c, const std::string &room, const std::string &host) {
  redisAppendCommand(c, "GET room:%s", room.c_str());
  redisReply *reply = nullptr;
  if (redisGetReply(c, reinterpret_cast<void **>(&reply)) != REDIS_OK)
    return;
  bool missing = reply->type == REDIS_REPLY_NIL;
  freeReplyObject(reply);
  if (!missing)
    return;
  redisAppendCommand(c, "SET room:%s %s", room.c_str(), host.c_str());  // finding: [dbrace-kv-check-then-set] warning "'room:…'"
  redisGetReply(c, reinterpret_cast<void **>(&reply));
  freeReplyObject(reply);
}

// The whole command as one text.
void welcome(redisContext *c, const std::string &guest) {
  std::string get = "GET greeted:" + guest;
  auto *reply = static_cast<redisReply *>(redisCommand(c, get.c_str()));
  if (reply->type == REDIS_REPLY_NIL) {
    std::string set = "SET greeted:" + guest + " yes";
    freeReplyObject(redisCommand(c, set.c_str()));  // finding: [dbrace-kv-check-then-set] warning "'greeted:…'"
  }
  freeReplyObject(reply);
}
