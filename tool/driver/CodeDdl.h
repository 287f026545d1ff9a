// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements that make tables, in the text of programs and settings.
//
// Programs that create their own tables keep the statements in string literals: whole, put together with `+` and `<<`,
// line by line in a list, or appended in one statement after the other. This reads them without a compiler, so that
// files that no build reaches count too. What is put in at run time becomes `%s`.
#pragma once

#include "schema/Ddl.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbrace::driver {

struct CodeDdl {
  schema::DdlSource source;             ///< With `literalAt`.
  std::optional<sql::Dialect> dialect;  ///< The database it is for, where words in it or around it say so.
};

/// In the order of the file.
std::vector<CodeDdl> ddlInCode(std::string_view source, const std::string &file);
/// Of texts and attributes, in the order of the document.
std::vector<CodeDdl> ddlInXml(std::string_view xml, const std::string &file);

/// Whether a statement in the text creates, alters, renames or drops a table or an index.
bool definesTables(std::string_view text);

}  // namespace dbrace::driver
