// The client library behind a table of functions, so that the plug-in can be loaded without it.
#pragma once
#include <mysql.h>
struct Client {
  Client() = default;
  Client(const Client &) = delete;
  virtual void destroy() = 0;
  virtual int query(MYSQL *mysql, const char *text) const = 0;
  virtual MYSQL_RES *storeResult(MYSQL *mysql) const = 0;
  virtual MYSQL_ROW fetchRow(MYSQL_RES *result) const = 0;
  virtual void freeResult(MYSQL_RES *result) const = 0;
  virtual unsigned int fieldCount(MYSQL *mysql) const = 0;
  virtual unsigned long escape(MYSQL *mysql, char *to, const char *from, unsigned long length) const = 0;
  virtual unsigned long long insertId(MYSQL *mysql) const = 0;
protected:
  ~Client() = default;
};
struct ClientDeleter { void operator()(Client *client) const { client->destroy(); } };
extern "C" Client *makeClient();
