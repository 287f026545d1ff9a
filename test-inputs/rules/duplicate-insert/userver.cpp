// userver: queries kept as constants, clusters and transactions, single rows. Debian has no header for it.
// schema: plain.sql
#include <string>
#include <userver/storages/postgres/cluster.hpp>

namespace pg = userver::storages::postgres;

const pg::Query kFindUser{"SELECT id FROM users WHERE email = $1"};
const pg::Query kAddUser{"INSERT INTO users (email, name) VALUES ($1, $2)"};

bool addUser(const pg::ClusterPtr &cluster, const std::string &email, const std::string &name) {
  const auto found = cluster->Execute(pg::ClusterHostType::kMaster, kFindUser, email);
  if (!found.IsEmpty())
    return false;
  cluster->Execute(pg::ClusterHostType::kMaster, kAddUser, email, name);  // finding: [dbrace-duplicate-insert] "users.email"
  return true;
}
bool addUserSwapped(const pg::ClusterPtr &cluster, const std::string &email, const std::string &name) {
  const auto found = cluster->Execute(pg::ClusterHostType::kMaster, kFindUser, email);
  if (!found.IsEmpty())
    return false;
  cluster->Execute(pg::ClusterHostType::kMaster, kAddUser, name, email);
  return true;
}
int tagId(pg::Cluster &cluster, const std::string &name) {
  auto trx = cluster.Begin("tag", {});
  auto id = trx.Execute("SELECT id FROM tags WHERE name = $1", name).AsOptionalSingleRow<int>();
  if (!id)
    id = trx.Execute("INSERT INTO tags (name) VALUES ($1) RETURNING id", name).AsSingleRow<int>();  // finding: [dbrace-duplicate-insert] "tags"
  trx.Commit();
  return *id;
}
void tagTwice(pg::Cluster &cluster, const std::string &name) {
  auto trx = cluster.Begin("tag", {});
  const auto id = trx.Execute("SELECT id FROM tags WHERE name = $1", name).AsOptionalSingleRow<int>();
  if (id)
    trx.Execute("INSERT INTO tags (name) VALUES ($1)", name);
  trx.Commit();
}
