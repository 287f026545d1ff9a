// As drogon_ctl writes a model.
#pragma once
#include <drogon/orm/BaseBuilder.h>
#include <drogon/orm/Mapper.h>
#include <drogon/orm/Row.h>
#include <memory>
#include <string>
#include <vector>

namespace drogon_model::shop {
class Users {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _email;
    static const std::string _display_name;
  };
  static const int primaryKeyNumber;
  static const std::string tableName;
  static const bool hasPrimaryKey;
  static const std::string primaryKeyName;
  using PrimaryKeyType = int32_t;

  Users() = default;
  explicit Users(const drogon::orm::Row &r, const long indexOffset = 0) noexcept;

  const int32_t &getValueOfId() const noexcept;
  const std::string &getValueOfEmail() const noexcept;
  const std::shared_ptr<std::string> &getEmail() const noexcept;
  void setEmail(const std::string &pEmail) noexcept;
  void setEmail(std::string &&pEmail) noexcept;
  const std::string &getValueOfDisplayName() const noexcept;
  void setDisplayName(const std::string &pDisplayName) noexcept;

private:
  friend drogon::orm::Mapper<Users>;
  std::shared_ptr<int32_t> id_;
  std::shared_ptr<std::string> email_;
  std::shared_ptr<std::string> displayName_;
  bool dirtyFlag_[3] = {false};
};

class Coupons {
public:
  struct Cols {
    static const std::string _id;
    static const std::string _code;
  };
  static const std::string tableName;
  using PrimaryKeyType = int32_t;
  const std::string &getValueOfCode() const noexcept;
  void setCode(const std::string &pCode) noexcept;

private:
  std::shared_ptr<int32_t> id_;
  std::shared_ptr<std::string> code_;
  bool dirtyFlag_[2] = {false};
};
}  // namespace drogon_model::shop
