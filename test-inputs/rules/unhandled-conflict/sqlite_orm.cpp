// sqlite_orm throws std::system_error for everything; the key of its mapping is unique in the schema.
// schema: keyed.sql
#include <optional>
#include <sqlite_orm/sqlite_orm.h>
#include <string>
#include <system_error>

struct Tag {
  int id = 0;
  std::string name;
};

static auto openTags(const std::string &path) {
  using namespace sqlite_orm;
  return make_storage(
      path, make_table("tags", make_column("id", &Tag::id, primary_key()), make_column("name", &Tag::name, unique())));
}
using Tags = decltype(openTags(""));

int ensureTag(Tags &tags, const std::string &name) {
  using namespace sqlite_orm;
  auto known = tags.get_all<Tag>(where(c(&Tag::name) == name), limit(1));
  if (!known.empty())
    return known[0].id;
  Tag tag;
  tag.name = name;
  return tags.insert(tag);  // finding: [dbrace-unhandled-conflict] "tags"
}

// Who loses reads the winner's row.
int ensureTagTwice(Tags &tags, const std::string &name) {
  using namespace sqlite_orm;
  auto known = tags.get_all<Tag>(where(c(&Tag::name) == name), limit(1));
  if (!known.empty())
    return known[0].id;
  Tag tag;
  tag.name = name;
  try {
    return tags.insert(tag);
  } catch (const std::system_error &) {
    auto again = tags.get_all<Tag>(where(c(&Tag::name) == name));
    if (again.empty())
      throw;
    return again.front().id;
  }
}
