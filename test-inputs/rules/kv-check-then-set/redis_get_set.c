/* Redis from C: the reply of a GET or EXISTS decides a SET. */
// schema: none
#include <hiredis/hiredis.h>
#include <stdio.h>
#include <string.h>

/* The reply's type tells. */
int claim_name(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "GET name:%s", name);
  if (reply == NULL)
    return -1;
  if (reply->type != REDIS_REPLY_NIL) {
    freeReplyObject(reply);
    return 0;
  }
  freeReplyObject(reply);
  reply = redisCommand(c, "SET name:%s %s", name, owner); // finding: [dbrace-kv-check-then-set] warning "two clients can both find no value for 'name:…'"
  freeReplyObject(reply);
  return 1;
}

/* One command decides: nothing to report. */
int claim_name_at_once(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "SET name:%s %s NX", name, owner);
  int claimed = reply != NULL && reply->type != REDIS_REPLY_NIL;
  freeReplyObject(reply);
  return claimed;
}

/* The lookup is there to save a write; SETNX decides all the same. */
void claim_if_free(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "EXISTS name:%s", name);
  if (reply->integer == 0) {
    redisReply *set = redisCommand(c, "SETNX name:%s %s", name, owner);
    freeReplyObject(set);
  }
  freeReplyObject(reply);
}

/* EXISTS as a number, the key in a buffer. */
void register_device(redisContext *c, int id, const char *owner) {
  char key[64];
  snprintf(key, sizeof key, "device:%d:owner", id);
  redisReply *reply = redisCommand(c, "EXISTS %s", key);
  int known = reply->type == REDIS_REPLY_INTEGER && reply->integer == 1;
  freeReplyObject(reply);
  if (known)
    return;
  freeReplyObject(redisCommand(c, "SET %s %s", key, owner)); // finding: [dbrace-kv-check-then-set] warning "'device:…:owner' and both write it"
}

/* It is written whatever was found: no lookup decides it. */
void touch_device(redisContext *c, int id, const char *owner) {
  char key[64];
  snprintf(key, sizeof key, "device:%d:owner", id);
  redisReply *reply = redisCommand(c, "EXISTS %s", key);
  if (reply->integer == 0)
    printf("first time\n");
  freeReplyObject(reply);
  freeReplyObject(redisCommand(c, "SET %s %s", key, owner));
}

/* Another key is written. */
void count_misses(redisContext *c, const char *name) {
  redisReply *reply = redisCommand(c, "GET name:%s", name);
  if (reply->type == REDIS_REPLY_NIL)
    freeReplyObject(redisCommand(c, "SET last-miss %s", name));
  freeReplyObject(reply);
}

/* Who finds the key writes over it: that is an update. */
void refresh(redisContext *c, const char *name, const char *owner) {
  redisReply *reply = redisCommand(c, "GET name:%s", name);
  if (reply->type == REDIS_REPLY_STRING)
    freeReplyObject(redisCommand(c, "SET name:%s %s", name, owner));
  freeReplyObject(reply);
}

/* A lock that two can hold: the mark is a constant, however long it lasts. */
int lock_job(redisContext *c, const char *job) {
  redisReply *reply = redisCommand(c, "GET lock:%s", job);
  int taken = reply->str != NULL;
  freeReplyObject(reply);
  if (taken)
    return 0;
  freeReplyObject(redisCommand(c, "SET lock:%s 1 EX 30", job)); // finding: [dbrace-kv-check-then-set] warning "'lock:…'"
  return 1;
}

int lock_job_at_once(redisContext *c, const char *job) {
  redisReply *reply = redisCommand(c, "SET lock:%s 1 NX EX 30", job);
  int taken = reply->type == REDIS_REPLY_STATUS;
  freeReplyObject(reply);
  return taken;
}

char *render(const char *page);

/* A cache: whoever comes second stores as good a page, and it expires. */
char *page_of(redisContext *c, const char *page) {
  redisReply *reply = redisCommand(c, "GET page:%s", page);
  if (reply->type == REDIS_REPLY_STRING) {
    char *known = strdup(reply->str);
    freeReplyObject(reply);
    return known;
  }
  freeReplyObject(reply);
  char *fresh = render(page);
  freeReplyObject(redisCommand(c, "SETEX page:%s 60 %s", page, fresh));
  return fresh;
}

/* The same without an end: the second one's token replaces the one that the first has handed out. */
char *token_of(redisContext *c, const char *user) {
  redisReply *reply = redisCommand(c, "GET token:%b", user, strlen(user));
  if (reply->type == REDIS_REPLY_STRING) {
    char *known = strdup(reply->str);
    freeReplyObject(reply);
    return known;
  }
  freeReplyObject(reply);
  char *fresh = render(user);
  freeReplyObject(redisCommand(c, "SET token:%b %b", user, strlen(user), fresh, strlen(fresh))); // finding: [dbrace-kv-check-then-set] warning "'token:…'"
  return fresh;
}
