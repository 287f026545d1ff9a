// Results of libraries whose headers are missing here: optionals and expecteds are known by their names.
// schema: plain.sql
#include <pqxx/pqxx>
#include <absl/types/optional.h>
#include <tl/expected.hpp>
#include <string>

static absl::optional<int> tagId(pqxx::work &work, const std::string &name) {
  const auto rows = work.exec_params("SELECT id FROM tags WHERE name = $1", name);
  if (rows.empty())
    return absl::nullopt;
  return rows[0][0].as<int>();
}
int ensured(pqxx::work &work, const std::string &name) {
  auto id = tagId(work, name);
  if (!id.has_value()) {
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
    id = tagId(work, name);
  }
  return id.value();
}
void whenFound(pqxx::work &work, const std::string &name, const std::string &copy) {
  auto id = tagId(work, name);
  if (id.has_value())
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", copy);
}

static tl::expected<int, std::string> tagOrReason(pqxx::work &work, const std::string &name) {
  const auto rows = work.exec_params("SELECT id FROM tags WHERE name = $1", name);
  if (rows.empty())
    return tl::make_unexpected("no such tag");
  return rows[0][0].as<int>();
}
void orReason(pqxx::work &work, const std::string &name) {
  if (tagOrReason(work, name).has_value())
    return;
  work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void whenThere(pqxx::work &work, const std::string &name, const std::string &copy) {
  if (!tagOrReason(work, name).has_value())
    return;
  work.exec_params("INSERT INTO tags (name) VALUES ($1)", copy);
}
