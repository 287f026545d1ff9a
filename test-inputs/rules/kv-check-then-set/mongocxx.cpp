// MongoDB from C++: an optional document, documents made of fields.
// schema: none
// headers: stand-ins
#include <bsoncxx/builder/basic/document.hpp>
#include <mongocxx/client.hpp>
#include <mongocxx/exception/bulk_write_exception.hpp>
#include <string>

using bsoncxx::builder::basic::kvp;
using bsoncxx::builder::basic::make_document;

bool subscribe(mongocxx::client &client, const std::string &mail) {
  auto readers = client["news"]["readers"];
  auto known = readers.find_one(make_document(kvp("mail", mail)));
  if (known)
    return false;
  readers.insert_one(make_document(kvp("mail", mail), kvp("active", true)));  // finding: [dbrace-kv-check-then-set] warning "one mail in readers"
  return true;
}

// Error 11000 means that a rival was first.
bool subscribeExpecting(mongocxx::client &client, const std::string &mail) {
  auto readers = client["news"]["readers"];
  if (readers.find_one(make_document(kvp("mail", mail))))
    return false;
  try {
    readers.insert_one(make_document(kvp("mail", mail), kvp("active", true)));
  } catch (const mongocxx::bulk_write_exception &error) {
    if (error.code().value() == 11000)
      return false;
    throw;
  }
  return true;
}

bool subscribeAtOnce(mongocxx::client &client, const std::string &mail) {
  auto readers = client["news"]["readers"];
  if (readers.count_documents(make_document(kvp("mail", mail))) > 0)
    return false;
  mongocxx::options::update options;
  options.upsert(true);
  readers.update_one(make_document(kvp("mail", mail)), make_document(kvp("$setOnInsert", true)), options);
  return true;
}

// By a builder's document, and another mail.
void invite(mongocxx::database &news, const std::string &from, const std::string &to) {
  bsoncxx::builder::basic::document filter;
  filter.append(kvp("mail", from));
  if (news.collection("readers").count_documents(filter.view()) == 0)
    news.collection("readers").insert_one(make_document(kvp("mail", to)));
}
