#pragma once

#include "database.h"

namespace shop {

/// Sets the stock of an article, which is created if it is new. False if the database refused.
bool deliver(Database &db, const std::string &number, const std::string &title, int pieces);
/// Puts every article of a list into a customer's cart again.
void repeatOrder(Database &db, long long customer, long long earlier);

} // namespace shop
