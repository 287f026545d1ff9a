// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for redis++, the C++ client of Redis, where that is not installed. Written from its documentation
// (https://github.com/sewenew/redis-plus-plus): commands on keys as methods, transactions, and commands by name.
#ifndef SEWENEW_REDISPLUSPLUS_REDISPLUSPLUS_H
#define SEWENEW_REDISPLUSPLUS_REDISPLUSPLUS_H
#include <chrono>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct redisReply;

namespace sw::redis {

using StringView = std::string_view;
using OptionalString = std::optional<std::string>;
using OptionalDouble = std::optional<double>;
using OptionalLongLong = std::optional<long long>;

struct ReplyDeleter {
  void operator()(redisReply *reply) const;
};
using ReplyUPtr = std::unique_ptr<redisReply, ReplyDeleter>;

enum class UpdateType { EXIST, NOT_EXIST, ALWAYS };
enum class Role { MASTER, SLAVE };

class Error : public std::exception {
public:
  explicit Error(const std::string &message);
  const char *what() const noexcept override;
};
class IoError : public Error {
public:
  using Error::Error;
};
class TimeoutError : public IoError {
public:
  using IoError::IoError;
};
class ClosedError : public Error {
public:
  using Error::Error;
};
class ReplyError : public Error {
public:
  using Error::Error;
};
class WatchError : public Error {
public:
  WatchError();
};

struct ConnectionOptions {
  std::string host;
  int port = 6379;
  std::string user, password;
  int db = 0;
  bool keep_alive = false;
  std::chrono::milliseconds connect_timeout{0}, socket_timeout{0};
};
struct ConnectionPoolOptions {
  std::size_t size = 1;
  std::chrono::milliseconds wait_timeout{0}, connection_lifetime{0}, connection_idle_time{0};
};

class QueuedReplies {
public:
  std::size_t size() const;
  template <typename Result> Result get(std::size_t index);
  redisReply &get(std::size_t index);
};

class Redis;

/// What a queued command returns is the queue.
template <typename Impl> class QueuedRedis {
public:
  QueuedReplies exec();
  void discard();
  Redis redis();
  QueuedRedis &get(const StringView &key);
  QueuedRedis &exists(const StringView &key);
  QueuedRedis &del(const StringView &key);
  QueuedRedis &expire(const StringView &key, long long timeout);
  QueuedRedis &expire(const StringView &key, const std::chrono::seconds &timeout);
  QueuedRedis &incr(const StringView &key);
  QueuedRedis &set(const StringView &key, const StringView &value,
                   const std::chrono::milliseconds &ttl = std::chrono::milliseconds(0),
                   UpdateType type = UpdateType::ALWAYS);
  QueuedRedis &setex(const StringView &key, long long ttl, const StringView &value);
  QueuedRedis &setex(const StringView &key, const std::chrono::seconds &ttl, const StringView &value);
  QueuedRedis &setnx(const StringView &key, const StringView &value);
  QueuedRedis &hget(const StringView &key, const StringView &field);
  QueuedRedis &hset(const StringView &key, const StringView &field, const StringView &value);
  QueuedRedis &hset(const StringView &key, const std::pair<StringView, StringView> &item);
  QueuedRedis &hsetnx(const StringView &key, const StringView &field, const StringView &value);
  QueuedRedis &lpush(const StringView &key, const StringView &value);
  QueuedRedis &rpush(const StringView &key, const StringView &value);
  QueuedRedis &sadd(const StringView &key, const StringView &member);
  QueuedRedis &zadd(const StringView &key, const StringView &member, double score, UpdateType type = UpdateType::ALWAYS,
                    bool changed = false);
  template <typename... Arguments> QueuedRedis &command(const StringView &name, Arguments &&...arguments);
};
class TransactionImpl;
class PipelineImpl;
using Transaction = QueuedRedis<TransactionImpl>;
using Pipeline = QueuedRedis<PipelineImpl>;

class Redis {
public:
  explicit Redis(const ConnectionOptions &options, const ConnectionPoolOptions &pool = {});
  explicit Redis(const std::string &uri);
  Redis(const Redis &) = delete;
  Redis &operator=(const Redis &) = delete;
  Redis(Redis &&) = default;
  Redis &operator=(Redis &&) = default;

  Pipeline pipeline(bool newConnection = true);
  Transaction transaction(bool piped = false, bool newConnection = true);
  template <typename... Arguments> ReplyUPtr command(const StringView &name, Arguments &&...arguments);
  template <typename Result, typename... Arguments> Result command(const StringView &name, Arguments &&...arguments);

  std::string ping();
  long long del(const StringView &key);
  template <typename T> long long del(std::initializer_list<T> keys);
  long long unlink(const StringView &key);
  long long exists(const StringView &key);
  bool expire(const StringView &key, long long timeout);
  bool expire(const StringView &key, const std::chrono::seconds &timeout);
  long long ttl(const StringView &key);
  void watch(const StringView &key);
  template <typename T> void watch(std::initializer_list<T> keys);
  void unwatch();

  OptionalString get(const StringView &key);
  OptionalString getset(const StringView &key, const StringView &value);
  bool set(const StringView &key, const StringView &value,
           const std::chrono::milliseconds &ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
  bool set(const StringView &key, const StringView &value, bool keepTtl, UpdateType type = UpdateType::ALWAYS);
  void setex(const StringView &key, long long ttl, const StringView &value);
  void setex(const StringView &key, const std::chrono::seconds &ttl, const StringView &value);
  void psetex(const StringView &key, long long ttl, const StringView &value);
  bool setnx(const StringView &key, const StringView &value);
  long long incr(const StringView &key);
  long long incrby(const StringView &key, long long by);
  long long decr(const StringView &key);
  long long append(const StringView &key, const StringView &value);
  long long strlen(const StringView &key);

  OptionalString hget(const StringView &key, const StringView &field);
  bool hexists(const StringView &key, const StringView &field);
  long long hset(const StringView &key, const StringView &field, const StringView &value);
  long long hset(const StringView &key, const std::pair<StringView, StringView> &item);
  template <typename Input> void hmset(const StringView &key, Input first, Input last);
  bool hsetnx(const StringView &key, const StringView &field, const StringView &value);
  long long hdel(const StringView &key, const StringView &field);
  long long hlen(const StringView &key);
  template <typename Output> void hgetall(const StringView &key, Output output);

  long long llen(const StringView &key);
  long long lpush(const StringView &key, const StringView &value);
  long long rpush(const StringView &key, const StringView &value);
  template <typename Output> void lrange(const StringView &key, long long start, long long stop, Output output);
  long long sadd(const StringView &key, const StringView &member);
  bool sismember(const StringView &key, const StringView &member);
  OptionalDouble zscore(const StringView &key, const StringView &member);
  long long zadd(const StringView &key, const StringView &member, double score, UpdateType type = UpdateType::ALWAYS,
                 bool changed = false);
  template <typename Result>
  Result eval(const StringView &script, std::initializer_list<StringView> keys,
              std::initializer_list<StringView> arguments);
};

class RedisCluster {
public:
  explicit RedisCluster(const ConnectionOptions &options, const ConnectionPoolOptions &pool = {});
  explicit RedisCluster(const std::string &uri);
  long long del(const StringView &key);
  long long exists(const StringView &key);
  OptionalString get(const StringView &key);
  bool set(const StringView &key, const StringView &value,
           const std::chrono::milliseconds &ttl = std::chrono::milliseconds(0), UpdateType type = UpdateType::ALWAYS);
  void setex(const StringView &key, const std::chrono::seconds &ttl, const StringView &value);
  bool setnx(const StringView &key, const StringView &value);
  OptionalString hget(const StringView &key, const StringView &field);
  bool hexists(const StringView &key, const StringView &field);
  long long hset(const StringView &key, const StringView &field, const StringView &value);
  bool hsetnx(const StringView &key, const StringView &field, const StringView &value);
};

}  // namespace sw::redis

#endif
