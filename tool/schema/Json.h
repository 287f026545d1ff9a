// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The schema as a JSON document, version 1: what people write by hand and what every importer writes.
//
// docs/schema.md describes the format, schema-v1.json is its JSON Schema. Reading is strict, since a misspelt member
// would silently turn a unique key into none and a finding into a false one.
#pragma once

#include "schema/Problem.h"
#include "schema/Schema.h"

namespace dbrace::schema {

struct SchemaReading {
  Schema schema;                  ///< What could be read; judge with it only if there are no errors.
  std::vector<Problem> problems;  ///< In the order of the document.
};

/// `file` is for messages and origins only.
SchemaReading readJson(std::string_view text, const std::string &file);

/// Ends with a newline. Members that hold their default are left out, except those that tell keys apart.
std::string writeJson(const Schema &schema);

}  // namespace dbrace::schema
