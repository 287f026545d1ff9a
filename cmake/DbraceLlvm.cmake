# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds the LLVM and Clang that DBRACE_LLVM names ("22", or a prefix such as /usr/lib/llvm-22). Both libraries are linked
# shared. `find_package(LLVM 22)` would refuse 22.1, hence the check by hand. Clang is looked for as a library: its CMake
# files come with Debian's compiler package, which is needed for one version only.
set(DBRACE_LLVM 22 CACHE STRING "LLVM major version (22 or 19), or the prefix LLVM is installed in")
if(DBRACE_LLVM MATCHES "^[0-9]+$")
  set(DBRACE_LLVM_PREFIX /usr/lib/llvm-${DBRACE_LLVM})
  set(wanted ${DBRACE_LLVM})
else()
  set(DBRACE_LLVM_PREFIX ${DBRACE_LLVM})
  set(wanted "")
endif()
if(NOT EXISTS ${DBRACE_LLVM_PREFIX}/lib/cmake/llvm/LLVMConfig.cmake)
  message(FATAL_ERROR "No LLVM in ${DBRACE_LLVM_PREFIX}: install llvm-${wanted}-dev and libclang-${wanted}-dev (tool/dev does), "
                      "or pass -DDBRACE_LLVM=<prefix>.")
endif()
find_package(LLVM REQUIRED CONFIG PATHS ${DBRACE_LLVM_PREFIX}/lib/cmake/llvm NO_DEFAULT_PATH)
find_library(DBRACE_CLANG_LIBRARY REQUIRED NAMES clang-cpp libclang-cpp.so.${LLVM_VERSION_MAJOR}.${LLVM_VERSION_MINOR}
             PATHS ${DBRACE_LLVM_PREFIX}/lib NO_DEFAULT_PATH)
if(wanted AND NOT LLVM_VERSION_MAJOR EQUAL wanted)
  message(FATAL_ERROR "${DBRACE_LLVM_PREFIX} holds LLVM ${LLVM_PACKAGE_VERSION}, not ${wanted}.")
endif()
if(NOT LLVM_VERSION_MAJOR EQUAL 22 AND NOT LLVM_VERSION_MAJOR EQUAL 19)
  message(FATAL_ERROR "dbrace is built with LLVM 22 or 19; ${DBRACE_LLVM_PREFIX} holds ${LLVM_PACKAGE_VERSION}.")
endif()
message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} in ${DBRACE_LLVM_PREFIX}")

add_library(dbrace_clang INTERFACE)
target_include_directories(dbrace_clang SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_link_libraries(dbrace_clang INTERFACE ${DBRACE_CLANG_LIBRARY} LLVM)
target_compile_definitions(dbrace_clang INTERFACE DBRACE_RESOURCE_DIR="${DBRACE_LLVM_PREFIX}/lib/clang/${LLVM_VERSION_MAJOR}")
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(dbrace_clang INTERFACE -fno-rtti)
endif()
