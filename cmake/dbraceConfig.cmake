# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# find_package(dbrace) for other projects: DBRACE_EXECUTABLE, and a function that makes a check of a target.
find_program(DBRACE_EXECUTABLE dbrace HINTS ${CMAKE_CURRENT_LIST_DIR}/../../../bin)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(dbrace REQUIRED_VARS DBRACE_EXECUTABLE)

# dbrace_add_check(TARGET [ARGUMENTS arguments of dbrace scan...]): `cmake --build . --target dbrace-TARGET` scans the
# target's sources with their own flags; with enable_testing() it is a test of that name too.
function(dbrace_add_check target)
  cmake_parse_arguments(ARG "" "" "ARGUMENTS" ${ARGN})
  if(NOT TARGET ${target})
    message(FATAL_ERROR "dbrace_add_check: ${target} is no target")
  endif()
  set_property(TARGET ${target} PROPERTY EXPORT_COMPILE_COMMANDS ON)
  get_target_property(folder ${target} SOURCE_DIR)
  get_target_property(listed ${target} SOURCES)
  set(sources "")
  foreach(source IN LISTS listed)
    if(source MATCHES "\\.(c|cc|cpp|cxx|c\\+\\+|C)$")
      cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${folder})
      if(EXISTS ${source})
        list(APPEND sources ${source})
      endif()
    endif()
  endforeach()
  if(NOT sources)
    message(FATAL_ERROR "dbrace_add_check: ${target} has no C or C++ source")
  endif()
  set(command ${DBRACE_EXECUTABLE} scan ${sources} -p ${CMAKE_BINARY_DIR} ${ARG_ARGUMENTS})
  add_custom_target(dbrace-${target} COMMAND ${command} WORKING_DIRECTORY ${folder} VERBATIM USES_TERMINAL)
  add_test(NAME dbrace-${target} COMMAND ${command} WORKING_DIRECTORY ${folder})
endfunction()
