// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "worlds/ProgramIo.h"

#include "facts/Document.h"
#include "facts/Validator.h"
#include "worlds/DescribeProgram.h"
#include "worlds/Linker.h"

namespace dbrace::worlds {
namespace {

constexpr facts::DocumentKind programDocument{"dbrace-program", facts::formatVersion,
                                              "`dbrace extract` and `dbrace link`"};

facts::Expected<Program> finished(facts::Expected<Program> program) {
  if (!program)
    return program;
  if (auto error = facts::Validator(program->strings, program->units.size()).check(*program))
    return std::move(*error);
  Linker linker;
  linker.add(std::move(*program));
  return linker.finish();
}

}  // namespace

std::string toCbor(const Program &program) { return facts::writeCbor(programDocument, program); }
std::string toJson(const Program &program) { return facts::writeJson(programDocument, program); }
facts::Expected<Program> fromCbor(std::string_view bytes) {
  return finished(facts::readCbor<Program>(programDocument, bytes));
}
facts::Expected<Program> fromJson(std::string_view text) {
  return finished(facts::readJson<Program>(programDocument, text));
}

}  // namespace dbrace::worlds
