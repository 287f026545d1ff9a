#include "customers.h"

namespace shop {

bool isRegistered(Database &db, const std::string &email) {
  return !db.query("SELECT id FROM customers WHERE email = '%q'", email.c_str()).empty();
}

// Two sign-ups with one address at the same time: both find nothing, and the shop has that customer twice.
long long registerCustomer(Database &db, const std::string &email, const std::string &name) {
  if (isRegistered(db, email))
    return -1;
  db.execute("INSERT INTO customers (email, name) VALUES ('%q', '%q')", email.c_str(), name.c_str());  // finding: [dbrace-duplicate-insert] error "customers"
  return db.lastId();
}

// The same by way of a count.
void subscribe(Database &db, const std::string &email) {
  const Rows found = db.query("SELECT COUNT(*) FROM newsletter WHERE email = '%q'", email.c_str());
  if (found.empty() || std::stoi(found[0][0]) > 0)
    return;
  db.execute("INSERT INTO newsletter (email) VALUES ('%q')", email.c_str());  // finding: [dbrace-duplicate-insert] error "newsletter"
}

// The database decides what a second row means, in one statement.
void countVisit(Database &db, long long customer) {
  db.execute("INSERT INTO visits (customer, count) VALUES (%lld, 1) "
             "ON CONFLICT (customer) DO UPDATE SET count = count + 1",
             customer);
}

} // namespace shop
