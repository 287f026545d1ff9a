// A shop with an SQLite database. It was written to be scanned: `tool/dev demo` does.
#include "articles.h"
#include "cart.h"
#include "customers.h"

#include <cstdio>

int main(int count, char **arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: shop DATABASE EMAIL [ARTICLE]\n");
    return 2;
  }
  shop::Database db(arguments[1]);
  const long long customer = shop::registerCustomer(db, arguments[2], "new customer");
  shop::subscribe(db, arguments[2]);
  shop::countVisit(db, customer);
  if (count > 3) {
    shop::deliver(db, arguments[3], "new article", 10);
    shop::addToCart(db, customer, 1, 1);
    shop::redeemCoupon(db, "WELCOME", customer);
    shop::repeatOrder(db, customer, customer - 1);
  }
}
