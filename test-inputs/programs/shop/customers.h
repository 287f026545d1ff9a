#pragma once

#include "database.h"

namespace shop {

bool isRegistered(Database &db, const std::string &email);
/// The customer's id, or -1 if the address is taken.
long long registerCustomer(Database &db, const std::string &email, const std::string &name);
void subscribe(Database &db, const std::string &email);
void countVisit(Database &db, long long customer);

} // namespace shop
