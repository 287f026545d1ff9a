// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tidy/Host.h"

#include "clang/Basic/Version.h"

#include <cstdio>
#include <cstdlib>
#include <link.h>
#include <string_view>

namespace dbrace::tidy {
namespace {

struct Search {
  bool clangSeen = false, shared = false;
};

bool isLoadedAt(const dl_phdr_info &object, const void *address) {
  auto wanted = reinterpret_cast<ElfW(Addr)>(address);
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object.dlpi_phdr[i];
    ElfW(Addr) begin = object.dlpi_addr + segment.p_vaddr;
    if (segment.p_type == PT_LOAD && begin <= wanted && wanted < begin + segment.p_memsz)
      return true;
  }
  return false;
}

}  // namespace

bool sharesClangWithHost() {
  Search search;
  // Objects come in the order in which they were loaded; what the module brought along stands behind it.
  auto look = [](dl_phdr_info *object, std::size_t, void *data) {
    auto &search = *static_cast<Search *>(data);
    if (isLoadedAt(*object, reinterpret_cast<const void *>(&sharesClangWithHost))) {
      search.shared = search.clangSeen;
      return 1;
    }
    search.clangSeen |= std::string_view(object->dlpi_name).find(DBRACE_CLANG_FILE) != std::string_view::npos;
    return 0;
  };
  dl_iterate_phdr(look, &search);
  return search.shared;
}

void refuseHost() {
  std::fputs("dbrace: error: this module is built for clang-tidy " CLANG_VERSION_MAJOR_STRING
             ", which shares " DBRACE_CLANG_FILE " with it; the clang-tidy that loads it is another one. Run it with "
             "clang-tidy-" CLANG_VERSION_MAJOR_STRING ", or with dbrace tidy, which finds the right one\n",
             stderr);
  std::_Exit(2);  // Nothing of two copies of Clang may run, not even what they do at the end.
}

}  // namespace dbrace::tidy
