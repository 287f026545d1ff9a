// Drogon's Mapper over generated models: the result as a vector, as an exception, as a callback's argument.
#include "Users.h"
#include <drogon/orm/Exception.h>

using namespace drogon::orm;
using drogon_model::shop::Coupons;
using drogon_model::shop::Users;

class UserController {
public:
  explicit UserController(DbClientPtr client) : client_(std::move(client)) {}

  bool signUp(const std::string &email, const std::string &name) {
    Mapper<Users> users(client_);
    auto found = users.findBy(Criteria(Users::Cols::_email, CompareOperator::EQ, email));
    if (!found.empty())
      return false;
    Users user;
    user.setEmail(email);
    user.setDisplayName(name);
    users.insert(user);  // finding: [dbrace-duplicate-insert] "users.email"
    return true;
  }

  // Another column is looked up than the one that gets the value.
  bool signUpSwapped(const std::string &email, const std::string &name) {
    Mapper<Users> users(client_);
    auto found = users.findBy(Criteria(Users::Cols::_email, CompareOperator::EQ, email));
    if (!found.empty())
      return false;
    Users user;
    user.setEmail(name);
    user.setDisplayName(email);
    users.insert(user);
    return true;
  }

  Users ensure(const std::string &email) {
    Mapper<Users> users(client_);
    try {
      return users.findOne(Criteria(Users::Cols::_email, email));
    } catch (const UnexpectedRows &) {
      Users user;
      user.setEmail(email);
      users.insert(user);  // finding: [dbrace-duplicate-insert] "users.email"
      return user;
    }
  }

  void later(const std::string &email, std::function<void(bool)> done) {
    Mapper<Users> users(client_);
    users.findOne(
        Criteria(Users::Cols::_email, CompareOperator::EQ, email), [done](const Users &) { done(false); },
        [this, done, email](const DrogonDbException &) {
          Users user;
          user.setEmail(email);
          Mapper<Users>(client_).insert(  // finding: [dbrace-duplicate-insert] "users.email"
              user, [done](const Users &) { done(true); }, [done](const DrogonDbException &) { done(false); });
        });
  }

  // The callback of a row that was found.
  void copied(const std::string &email) {
    Mapper<Users> users(client_);
    users.findOne(
        Criteria(Users::Cols::_email, CompareOperator::EQ, email),
        [this, email](const Users &) {
          Users user;
          user.setEmail(email);
          Mapper<Users>(client_).insert(user, [](const Users &) {}, [](const DrogonDbException &) {});
        },
        [](const DrogonDbException &) {});
  }

  // The key is unique, and a violation is told apart.
  bool addCoupon(const std::string &code) {
    Mapper<Coupons> coupons(client_);
    if (coupons.count(Criteria(Coupons::Cols::_code, CompareOperator::EQ, code)) > 0)
      return false;
    Coupons coupon;
    coupon.setCode(code);
    try {
      coupons.insert(coupon);
    } catch (const UniqueViolation &) {
      return false;
    }
    return true;
  }

  bool addCouponCarelessly(const std::string &code) {
    Mapper<Coupons> coupons(client_);
    if (coupons.count(Criteria(Coupons::Cols::_code, CompareOperator::EQ, code)) > 0)
      return false;
    Coupons coupon;
    coupon.setCode(code);
    coupons.insert(coupon);  // finding: [dbrace-unhandled-conflict] "coupons"
    return true;
  }

private:
  DbClientPtr client_;
};
