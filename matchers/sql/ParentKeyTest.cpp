// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rows that are named by a row of another table: one key, however it is spelled.
#include "sql/ParentKey.h"

#include "sql/Testing.h"

#include <gtest/gtest.h>

namespace dbrace::sql {
namespace {

/// The table that is looked up and the key, or "none".
std::string child(std::string_view text) {
  const std::vector<Statement> statements = read(textWithHoles(text));
  std::optional<Select> found = childLookup(std::get<Select>(statements.at(0).body));
  return found ? found->from.at(0).name.text + ": " + describe(keyLookup(found->where)) : "none";
}

TEST(ParentKey, ASubqueryForAKeyIsAValue) {
  const std::string key = keyOfWhere("owner_id = (SELECT id FROM owners WHERE name = ?) AND kind = ?");
  EXPECT_NE(key.find("owner_id=key of owners.id by (name)"), std::string::npos) << key;
  EXPECT_NE(key.find("kind="), std::string::npos) << key;
  EXPECT_EQ(keyOfWhere("owner_id = (SELECT id FROM owners WHERE name LIKE ?)").find("key of"), std::string::npos);
  EXPECT_EQ(keyOfWhere("owner_id = (SELECT id FROM owners)").find("key of"), std::string::npos);
  EXPECT_EQ(keyOfWhere("owner_id = (SELECT MAX(id) FROM owners WHERE name = ?)").find("key of"), std::string::npos);
}

TEST(ParentKey, AJoinIsALookupOfTheChild) {
  const std::string joined =
      child("SELECT v.day FROM owners o JOIN visits v ON v.owner_id = o.id WHERE o.name = :name");
  EXPECT_TRUE(joined.starts_with("visits: owner_id=key of owners.id by (name)")) << joined;
  const std::string listed =
      child("SELECT day FROM visits, owners WHERE visits.owner = owners.id AND name = ? AND visits.kind = ?");
  EXPECT_NE(listed.find("owner=key of owners.id by (name)"), std::string::npos) << listed;
  EXPECT_NE(listed.find("kind="), std::string::npos) << listed;
}

TEST(ParentKey, WhatDoesNotTellWhichOneIsTheParent) {
  EXPECT_EQ(child("SELECT 1 FROM a JOIN b ON a.code = b.code WHERE a.name = ?"), "none");
  EXPECT_EQ(child("SELECT 1 FROM a JOIN b ON a.id = b.id WHERE a.name = ?"), "none");
  EXPECT_EQ(child("SELECT 1 FROM owners o LEFT JOIN visits v ON v.owner_id = o.id WHERE o.name = ?"), "none");
  EXPECT_EQ(child("SELECT 1 FROM owners o JOIN visits v ON v.owner_id = o.id"), "none");
  EXPECT_EQ(child("SELECT 1 FROM owners WHERE name = ?"), "none");
}

}  // namespace
}  // namespace dbrace::sql
