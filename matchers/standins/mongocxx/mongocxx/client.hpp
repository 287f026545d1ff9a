// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for mongocxx and bsoncxx, the C++ driver of MongoDB, where they are not installed. Written from their
// documentation (https://mongocxx.org): collections, cursors, options, and documents by the basic builder.
#ifndef DBRACE_STAND_IN_MONGOCXX_CLIENT_HPP
#define DBRACE_STAND_IN_MONGOCXX_CLIENT_HPP
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>

namespace bsoncxx {

namespace stdx {
template <typename T> using optional = std::optional<T>;
using string_view = std::string_view;
}  // namespace stdx

class oid {
public:
  oid();
  explicit oid(std::string_view hex);
  std::string to_string() const;
};

namespace types {
struct b_string {
  std::string_view value;
};
struct b_int32 {
  std::int32_t value;
};
struct b_int64 {
  std::int64_t value;
};
struct b_bool {
  bool value;
};
namespace bson_value {
class view;
}
}  // namespace types

namespace document {
class element {
public:
  explicit operator bool() const;
  types::b_string get_string() const;
  types::b_int32 get_int32() const;
  types::b_int64 get_int64() const;
  types::b_bool get_bool() const;
};
class view {
public:
  view();
  element operator[](std::string_view key) const;
  bool empty() const;
};
class value {
public:
  value(const value &);
  value(value &&);
  class view view() const;
  operator class view() const;
  element operator[](std::string_view key) const;
};
class view_or_value {
public:
  view_or_value(class view view);
  view_or_value(class value value);
};
}  // namespace document

std::string to_json(document::view view);
document::value from_json(std::string_view json);

namespace builder::basic {
template <typename K, typename V> std::tuple<K, V> kvp(K &&key, V &&value);
template <typename... Fields> document::value make_document(Fields &&...fields);
class sub_document {
public:
  template <typename... Fields> void append(Fields &&...fields);
};
class document : public sub_document {
public:
  document();
  bsoncxx::document::view view() const;
  bsoncxx::document::value extract();
};
}  // namespace builder::basic

}  // namespace bsoncxx

namespace mongocxx {

class exception : public std::system_error {
public:
  using std::system_error::system_error;
};
class operation_exception : public exception {
public:
  using exception::exception;
};
class query_exception : public operation_exception {
public:
  using operation_exception::operation_exception;
};
class bulk_write_exception : public operation_exception {
public:
  using operation_exception::operation_exception;
};

namespace options {
class find {};
class insert {};
class count {};
class update {
public:
  update &upsert(bool value);
};
class replace {
public:
  replace &upsert(bool value);
};
}  // namespace options

namespace result {
class insert_one {};
class update {
public:
  std::int32_t matched_count() const;
  std::int32_t upserted_count() const;
};
class delete_result {};
}  // namespace result

class uri {
public:
  uri(std::string_view text = "mongodb://localhost:27017");
};
class instance {
public:
  instance();
};

class cursor {
public:
  class iterator {
  public:
    const bsoncxx::document::view &operator*() const;
    iterator &operator++();
    bool operator==(const iterator &other) const;
    bool operator!=(const iterator &other) const;
  };
  iterator begin();
  iterator end();
};

class collection {
public:
  using view_or_value = bsoncxx::document::view_or_value;
  std::optional<bsoncxx::document::value> find_one(view_or_value filter, const options::find &options = {});
  cursor find(view_or_value filter, const options::find &options = {});
  std::int64_t count_documents(view_or_value filter, const options::count &options = {});
  std::optional<result::insert_one> insert_one(view_or_value document, const options::insert &options = {});
  std::optional<result::update> update_one(view_or_value filter, view_or_value update,
                                           const options::update &options = {});
  std::optional<result::update> replace_one(view_or_value filter, view_or_value replacement,
                                            const options::replace &options = {});
  std::optional<result::delete_result> delete_one(view_or_value filter);
  std::optional<result::delete_result> delete_many(view_or_value filter);
  bsoncxx::document::value create_index(view_or_value keys, view_or_value options = bsoncxx::document::view());
};

class database {
public:
  class collection collection(std::string_view name) const;
  class collection operator[](std::string_view name) const;
};

class client {
public:
  client();
  explicit client(const uri &uri);
  class database database(std::string_view name) const;
  class database operator[](std::string_view name) const;
};

class pool {
public:
  explicit pool(const uri &uri);
  class entry {
  public:
    client &operator*() const;
    client *operator->() const;
    class database operator[](std::string_view name) const;
  };
  entry acquire();
};

}  // namespace mongocxx

#endif
