#pragma once

#include "database.h"

namespace shop {

void addToCart(Database &db, long long customer, long long article, int quantity);
bool redeemCoupon(Database &db, const std::string &code, long long customer);

} // namespace shop
