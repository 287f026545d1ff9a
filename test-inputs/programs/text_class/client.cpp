#include "client.h"
struct MysqlClient final : public Client {
  void destroy() override { delete this; }
  int query(MYSQL *mysql, const char *text) const override { return mysql_query(mysql, text); }
  MYSQL_RES *storeResult(MYSQL *mysql) const override { return mysql_store_result(mysql); }
  MYSQL_ROW fetchRow(MYSQL_RES *result) const override { return mysql_fetch_row(result); }
  void freeResult(MYSQL_RES *result) const override { mysql_free_result(result); }
  unsigned int fieldCount(MYSQL *mysql) const override { return mysql_field_count(mysql); }
  unsigned long escape(MYSQL *mysql, char *to, const char *from, unsigned long length) const override {
    return mysql_real_escape_string(mysql, to, from, length);
  }
  unsigned long long insertId(MYSQL *mysql) const override { return mysql_insert_id(mysql); }
};
Client *makeClient() { return new MysqlClient(); }
