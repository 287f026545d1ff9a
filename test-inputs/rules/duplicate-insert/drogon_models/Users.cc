#include "Users.h"
#include <string>

using namespace drogon::orm;
using namespace drogon_model::shop;

const std::string Users::Cols::_id = "id";
const std::string Users::Cols::_email = "email";
const std::string Users::Cols::_display_name = "display_name";
const std::string Users::primaryKeyName = "id";
const bool Users::hasPrimaryKey = true;
const std::string Users::tableName = "users";
const std::string Coupons::Cols::_id = "id";
const std::string Coupons::Cols::_code = "code";
const std::string Coupons::tableName = "coupons";

Users::Users(const Row &r, const long) noexcept {
  if (!r["id"].isNull())
    id_ = std::make_shared<int32_t>(r["id"].as<int32_t>());
  if (!r["email"].isNull())
    email_ = std::make_shared<std::string>(r["email"].as<std::string>());
}
const int32_t &Users::getValueOfId() const noexcept {
  static const int32_t defaultValue = int32_t();
  if (id_)
    return *id_;
  return defaultValue;
}
const std::string &Users::getValueOfEmail() const noexcept {
  static const std::string defaultValue = std::string();
  if (email_)
    return *email_;
  return defaultValue;
}
const std::shared_ptr<std::string> &Users::getEmail() const noexcept { return email_; }
void Users::setEmail(const std::string &pEmail) noexcept {
  email_ = std::make_shared<std::string>(pEmail);
  dirtyFlag_[1] = true;
}
void Users::setEmail(std::string &&pEmail) noexcept {
  email_ = std::make_shared<std::string>(std::move(pEmail));
  dirtyFlag_[1] = true;
}
void Users::setDisplayName(const std::string &pDisplayName) noexcept {
  displayName_ = std::make_shared<std::string>(pDisplayName);
  dirtyFlag_[2] = true;
}
void Coupons::setCode(const std::string &pCode) noexcept {
  code_ = std::make_shared<std::string>(pCode);
  dirtyFlag_[1] = true;
}
