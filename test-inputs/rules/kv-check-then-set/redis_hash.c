/* Fields of hashes, members of sorted sets, lists. */
// schema: none
#include <hiredis/hiredis.h>

void set_default(redisContext *c, const char *user, const char *theme) {
  redisReply *reply = redisCommand(c, "HEXISTS settings:%s theme", user);
  int missing = reply->integer == 0;
  freeReplyObject(reply);
  if (missing)
    freeReplyObject(redisCommand(c, "HSET settings:%s theme %s", user, theme)); // finding: [dbrace-kv-check-then-set] warning "field 'theme' of 'settings:…'"
}

void set_default_at_once(redisContext *c, const char *user, const char *theme) {
  freeReplyObject(redisCommand(c, "HSETNX settings:%s theme %s", user, theme));
}

/* Another field of the hash. */
void set_other(redisContext *c, const char *user, const char *theme) {
  redisReply *reply = redisCommand(c, "HGET settings:%s theme", user);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "HSET settings:%s asked %s", user, theme));
  freeReplyObject(reply);
}

/* The hash as a whole. */
void create_user(redisContext *c, const char *user, const char *mail) {
  redisReply *reply = redisCommand(c, "HGETALL user:%s", user);
  if (reply->type == REDIS_REPLY_ARRAY && reply->elements == 0)
    freeReplyObject(redisCommand(c, "HMSET user:%s mail %s active 1", user, mail)); // finding: [dbrace-kv-check-then-set] warning "'user:…'"
  freeReplyObject(reply);
}

/* Two that fill an empty list fill it twice. */
void seed_queue(redisContext *c, const char *job) {
  redisReply *reply = redisCommand(c, "LLEN jobs");
  if (reply->integer == 0)
    freeReplyObject(redisCommand(c, "RPUSH jobs %s", job)); // finding: [dbrace-kv-check-then-set] warning "append to it: it gets everything twice"
  freeReplyObject(reply);
}

/* Members of a set are there once, however often they are added. */
void remember(redisContext *c, const char *id) {
  redisReply *reply = redisCommand(c, "SISMEMBER seen %s", id);
  if (reply->integer == 0)
    freeReplyObject(redisCommand(c, "SADD seen %s", id));
  freeReplyObject(reply);
}

void enter(redisContext *c, const char *player) {
  redisReply *reply = redisCommand(c, "ZSCORE board %s", player);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "ZADD board 0 %s", player)); // finding: [dbrace-kv-check-then-set] warning "of 'board'"
  freeReplyObject(reply);
}

void enter_at_once(redisContext *c, const char *player) {
  redisReply *reply = redisCommand(c, "ZSCORE board %s", player);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "ZADD board NX 0 %s", player));
  freeReplyObject(reply);
}
