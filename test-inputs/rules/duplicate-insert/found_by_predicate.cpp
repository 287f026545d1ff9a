// All rows are read, and an algorithm asks a function about each of them.
// schema: plain.sql
// flags: -std=c++20
#include <pqxx/pqxx>
#include <algorithm>
#include <set>
#include <string>
#include <vector>

struct Tag {
  int id;
  std::string name;
};

static std::vector<Tag> allTags(pqxx::work &work) {
  std::vector<Tag> tags;
  for (const auto &row : work.exec("SELECT id, name FROM tags"))
    tags.push_back({row[0].as<int>(), row[1].as<std::string>()});
  return tags;
}

void found(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  auto it = std::find_if(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name == name; });
  if (it == tags.end())
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void any(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (!std::any_of(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void none(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (std::none_of(tags.cbegin(), tags.cend(), [&name](const auto &tag) { return name == tag.name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void all(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (std::all_of(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name != name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void counted(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (std::count_if(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name == name; }) == 0)
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void ranges(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (std::ranges::none_of(tags, [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void rangesFound(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  auto it = std::ranges::find_if(tags, [&](const Tag &tag) { return tag.name == name; });
  if (it != tags.end())
    return;
  work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
static std::vector<std::string> allNames(pqxx::work &work) {
  std::vector<std::string> names;
  for (const auto &row : work.exec("SELECT name FROM tags"))
    names.push_back(row[0].as<std::string>());
  return names;
}
void rangesByValue(pqxx::work &work, const std::string &name) {
  const auto names = allNames(work);
  if (std::ranges::find(names, name) == names.end())
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}
void insertedInSet(pqxx::work &work, const std::vector<std::string> &names) {
  std::set<std::string> known;
  for (const auto &row : work.exec("SELECT name FROM tags"))
    known.insert(row[0].as<std::string>());
  for (const auto &name : names)
    if (known.insert(name).second)
      work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);  // finding: [dbrace-duplicate-insert]
}

// Stored where one like it is there.
void copied(pqxx::work &work, const std::string &name) {
  const auto tags = allTags(work);
  if (std::any_of(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
}
void rangesCopied(pqxx::work &work, const std::string &name, const std::string &copy) {
  const auto names = allNames(work);
  if (std::ranges::find(names, name) != names.end())
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", copy);
}
// Another name is stored than was looked for.
void rangesOther(pqxx::work &work, const std::string &name, const std::string &copy) {
  const auto tags = allTags(work);
  if (std::ranges::none_of(tags, [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", copy);
}
void other(pqxx::work &work, const std::string &name, const std::string &copy) {
  const auto tags = allTags(work);
  if (std::none_of(tags.begin(), tags.end(), [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", copy);
}
// Looked for among what the caller hands over.
void handedOver(pqxx::work &work, const std::vector<Tag> &hidden, const std::string &name) {
  const auto tags = allTags(work);
  if (!tags.empty() && std::none_of(hidden.begin(), hidden.end(), [&](const Tag &tag) { return tag.name == name; }))
    work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
}
// The names that come twice are left out; the table is not asked.
void distinct(pqxx::work &work, const std::vector<std::string> &names) {
  std::set<std::string> seen;
  for (const auto &name : names)
    if (seen.insert(name).second)
      work.exec_params("INSERT INTO tags (name) VALUES ($1)", name);
}
