# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
include(GoogleTest)

add_compile_options(-Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID MATCHES Clang AND CMAKE_LINKER_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# dbrace_library(NAME SOURCES... LINK targets...): a static library of one folder.
function(dbrace_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
endfunction()

# dbrace_test(NAME SOURCES... LINK targets... ARGS arguments...): a GoogleTest program, one ctest entry per program.
function(dbrace_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;DEFINITIONS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gtest GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE DBRACE_SOURCE_DIR="${CMAKE_SOURCE_DIR}" DBRACE_BINARY_DIR="${CMAKE_BINARY_DIR}" ${ARG_DEFINITIONS})
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# dbrace_fuzzer(NAME SOURCES... LINK targets...): a libFuzzer program; its seeds are in fuzz/<name> beside the source.
function(dbrace_fuzzer name)
  if(NOT DBRACE_FUZZERS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer,address,undefined)
endfunction()

# dbrace_embed(TARGET NAMESPACE_NAME FILES... [BASE folder]): the files' bytes as a function `<name>()` that lists (name,
# content); a name is the file's own, or its path from BASE.
# The generated source lives in the build folder; the header is declared by whoever uses it:
#   namespace dbrace { struct Embedded { std::string_view name, content; }; std::span<const Embedded> <name>(); }
function(dbrace_embed target name)
  cmake_parse_arguments(ARG "" "BASE" "" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAME=${name} "-DFILES=${ARG_UNPARSED_ARGUMENTS}" "-DBASE=${ARG_BASE}" -P ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${ARG_UNPARSED_ARGUMENTS} ${CMAKE_SOURCE_DIR}/cmake/Embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
