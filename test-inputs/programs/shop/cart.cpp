#include "cart.h"

namespace shop {

// Two clicks at once: the second INSERT is refused by the key, and its quantity is lost.
void addToCart(Database &db, long long customer, long long article, int quantity) {
  const Rows line = db.query("SELECT quantity FROM cart_lines WHERE customer = %lld AND article = %lld", customer, article);
  if (line.empty())
    db.execute("INSERT INTO cart_lines (customer, article, quantity) VALUES (%lld, %lld, %d)", customer, article, quantity);  // finding: [dbrace-unhandled-conflict] "cart_lines"
  else
    db.execute("UPDATE cart_lines SET quantity = quantity + %d WHERE customer = %lld AND article = %lld", quantity, customer, article);
}

// The write lock is taken before the check: nobody redeems the code in between.
bool redeemCoupon(Database &db, const std::string &code, long long customer) {
  WriteTransaction transaction(db);
  if (!db.query("SELECT id FROM coupons WHERE code = '%q'", code.c_str()).empty())
    return false;
  return db.execute("INSERT INTO coupons (code, customer) VALUES ('%q', %lld)", code.c_str(), customer);
}

} // namespace shop
