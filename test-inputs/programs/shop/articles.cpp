#include "articles.h"
#include "cart.h"

namespace shop {

// Whoever loses the INSERT adds to the row that is there now.
bool deliver(Database &db, const std::string &number, const std::string &title, int pieces) {
  Rows found = db.query("SELECT id FROM articles WHERE number = '%q'", number.c_str());
  if (found.empty()) {
    if (db.execute("INSERT INTO articles (number, title, stock) VALUES ('%q', '%q', %d)", number.c_str(), title.c_str(), pieces))
      return true;
    found = db.query("SELECT id FROM articles WHERE number = '%q'", number.c_str());
    if (found.empty())
      return false;
  }
  return db.execute("UPDATE articles SET stock = stock + %d WHERE id = %s", pieces, found[0][0].c_str());
}

void repeatOrder(Database &db, long long customer, long long earlier) {
  for (const Row &row : db.query("SELECT article, quantity FROM cart_lines WHERE customer = %lld", earlier))
    addToCart(db, customer, std::stoll(row[0]), std::stoi(row[1]));
}

} // namespace shop
