/* What keeps a rival out: WATCH before the lookup, or a lock that is itself a key. */
// schema: none
#include <hiredis/hiredis.h>

static void run(redisContext *c, const char *command) { freeReplyObject(redisCommand(c, command)); }

/* The loser's EXEC answers nil. */
int add_account(redisContext *c, const char *name, const char *owner) {
  int stored = 0;
  freeReplyObject(redisCommand(c, "WATCH account:%s", name));
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  if (reply->type == REDIS_REPLY_NIL) {
    run(c, "MULTI");
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner));
    redisReply *done = redisCommand(c, "EXEC");
    stored = done->type == REDIS_REPLY_ARRAY;
    freeReplyObject(done);
  } else
    run(c, "UNWATCH");
  freeReplyObject(reply);
  return stored;
}

/* MULTI alone only puts commands together. */
void add_account_multi(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  if (reply->type == REDIS_REPLY_NIL) {
    run(c, "MULTI");
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner)); // finding: [dbrace-kv-check-then-set] warning "'account:…'"
    run(c, "EXEC");
  }
  freeReplyObject(reply);
}

/* What the rival has written before the WATCH is not noticed. */
void add_account_late(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  if (reply->type == REDIS_REPLY_NIL) {
    freeReplyObject(redisCommand(c, "WATCH account:%s", name));
    run(c, "MULTI");
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner)); // finding: [dbrace-kv-check-then-set] warning "'account:…'"
    run(c, "EXEC");
  }
  freeReplyObject(reply);
}

/* Without MULTI nothing is held back. */
void add_account_unqueued(redisContext *c, const char *name, const char *owner) {
  freeReplyObject(redisCommand(c, "WATCH account:%s", name));
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner)); // finding: [dbrace-kv-check-then-set] warning "'account:…'"
  freeReplyObject(reply);
}

/* Only one client has the lock. */
void add_account_locked(redisContext *c, const char *name, const char *owner) {
  redisReply *got = redisCommand(c, "SET accounts-lock %s NX EX 10", owner);
  int held = got->type == REDIS_REPLY_STATUS;
  freeReplyObject(got);
  if (!held)
    return;
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner));
  freeReplyObject(reply);
  run(c, "DEL accounts-lock");
}

/* The lock is given back too early. */
void add_account_unlocked(redisContext *c, const char *name, const char *owner) {
  freeReplyObject(redisCommand(c, "SET accounts-lock %s NX EX 10", owner));
  redisReply *reply = redisCommand(c, "GET account:%s", name);
  int missing = reply->type == REDIS_REPLY_NIL;
  freeReplyObject(reply);
  run(c, "DEL accounts-lock");
  if (missing)
    freeReplyObject(redisCommand(c, "SET account:%s %s", name, owner)); // finding: [dbrace-kv-check-then-set] warning "'account:…'"
}
