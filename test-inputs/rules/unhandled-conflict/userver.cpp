// userver: UniqueViolation below Error.
// schema: keyed.sql
#include <cstdio>
#include <string>
#include <userver/storages/postgres/cluster.hpp>

namespace pg = userver::storages::postgres;

static bool missing(pg::Cluster &cluster, const std::string &name) {
  return cluster.Execute(pg::ClusterHostType::kMaster, "SELECT id FROM tags WHERE name = $1", name).IsEmpty();
}
void escapes(pg::Cluster &cluster, const std::string &name) {
  if (missing(cluster, name))
    cluster.Execute(pg::ClusterHostType::kMaster, "INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-unhandled-conflict] warning "tags"
}
bool byClass(pg::Cluster &cluster, const std::string &name) {
  try {
    if (missing(cluster, name))
      cluster.Execute(pg::ClusterHostType::kMaster, "INSERT INTO tags (name) VALUES ($1)", name);
  } catch (const pg::UniqueViolation &) {
    return true;
  } catch (const pg::Error &error) {
    std::fprintf(stderr, "%s\n", error.what());
    return false;
  }
  return true;
}
