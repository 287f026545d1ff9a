/* MongoDB from C: two clients that both find no document both insert one, unless a unique index refuses the second. */
// schema: none
// flags: -I/usr/include/libmongoc-1.0 -I/usr/include/libbson-1.0
#include <mongoc/mongoc.h>

bool add_user(mongoc_client_t *client, const char *mail, const char *name) {
  mongoc_collection_t *users = mongoc_client_get_collection(client, "shop", "users");
  bson_t *filter = BCON_NEW("mail", BCON_UTF8(mail));
  mongoc_cursor_t *cursor = mongoc_collection_find_with_opts(users, filter, NULL, NULL);
  const bson_t *found;
  bool known = mongoc_cursor_next(cursor, &found);
  mongoc_cursor_destroy(cursor);
  bson_destroy(filter);
  bool stored = false;
  if (!known) {
    bson_t *user = BCON_NEW("mail", BCON_UTF8(mail), "name", BCON_UTF8(name));
    bson_error_t error;
    stored = mongoc_collection_insert_one(users, user, NULL, NULL, &error); // finding: [dbrace-kv-check-then-set] warning "one mail in users and both insert one: two documents, unless (mail) has a unique index"
    bson_destroy(user);
  }
  mongoc_collection_destroy(users);
  return stored;
}

/* An upsert decides by itself (with a unique index). */
bool add_user_once(mongoc_client_t *client, const char *mail, const char *name) {
  mongoc_collection_t *users = mongoc_client_get_collection(client, "shop", "users");
  bson_t *filter = BCON_NEW("mail", BCON_UTF8(mail));
  bson_error_t error;
  bool stored = true;
  if (mongoc_collection_count_documents(users, filter, NULL, NULL, NULL, &error) == 0) {
    bson_t *update = BCON_NEW("$setOnInsert", "{", "name", BCON_UTF8(name), "}");
    bson_t *opts = BCON_NEW("upsert", BCON_BOOL(true));
    stored = mongoc_collection_update_one(users, filter, update, opts, NULL, &error);
    bson_destroy(update);
    bson_destroy(opts);
  }
  bson_destroy(filter);
  mongoc_collection_destroy(users);
  return stored;
}

/* Fields appended one by one. */
void add_tag(mongoc_client_t *client, const char *tag) {
  mongoc_collection_t *tags = mongoc_client_get_collection(client, "shop", "tags");
  bson_t filter, document;
  bson_error_t error;
  bson_init(&filter);
  BSON_APPEND_UTF8(&filter, "tag", tag);
  if (mongoc_collection_count_documents(tags, &filter, NULL, NULL, NULL, &error) == 0) {
    bson_init(&document);
    BSON_APPEND_UTF8(&document, "tag", tag);
    BSON_APPEND_INT32(&document, "uses", 0);
    mongoc_collection_insert_one(tags, &document, NULL, NULL, &error); // finding: [dbrace-kv-check-then-set] warning "one tag in tags"
    bson_destroy(&document);
  }
  bson_destroy(&filter);
  mongoc_collection_destroy(tags);
}

/* Another collection. */
void log_missing_tag(mongoc_client_t *client, const char *tag) {
  mongoc_collection_t *tags = mongoc_client_get_collection(client, "shop", "tags");
  mongoc_collection_t *log = mongoc_client_get_collection(client, "shop", "log");
  bson_t *filter = BCON_NEW("tag", BCON_UTF8(tag));
  bson_error_t error;
  if (mongoc_collection_count_documents(tags, filter, NULL, NULL, NULL, &error) == 0) {
    bson_t *entry = BCON_NEW("tag", BCON_UTF8(tag));
    mongoc_collection_insert_one(log, entry, NULL, NULL, &error);
    bson_destroy(entry);
  }
  bson_destroy(filter);
}
