// Neither file holds both ends; the innermost call that is specific to the insert is in the other one.
#include "users.h"

bool signUp(Users &users, const std::string &email, const std::string &name) {
  if (users.exists(email))
    return false;
  return users.insert(email, name);
}

// Looks in one table and writes another.
bool signOut(Users &users, const std::string &email, const std::string &name) {
  if (users.exists(email))
    return false;
  return users.archive(email, name);
}
