// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements registered under a name, as a function's own steps show them: a call with the name and the text, a row of
// a table with both.
//
// Nothing is run here, so that a table of a thousand rows costs nothing. Texts that are put together on the way are
// learnt where the function is run (Machine::tellNames).
#pragma once

#include "worlds/NamedTexts.h"
#include "worlds/Program.h"

namespace dbrace::worlds {

/// Adds what the steps of the function register.
void readRegistrations(const Program &program, FunctionIndex function, sql::Dialect dialect, NamedTexts &into);

/// Has it a constant that may be a statement, or the start of one? What it does with it is worth a look.
bool holdsStatement(const Program &program, FunctionIndex function);

/// The registration of a text under a name, in a step of the function.
NamedText namedText(const Program &program, FunctionIndex function, facts::SourceId source, std::string_view name,
                    std::string_view text);

}  // namespace dbrace::worlds
