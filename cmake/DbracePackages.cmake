# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What `cmake --install` and `cpack` put where: the Debian packages dbrace and dbrace-tidy-<LLVM major>. Clang's resource
# headers are looked for where Debian has them, so the package that ships them is a dependency; and sources in C++ are not
# understood without a standard library's headers.
install(FILES ${CMAKE_SOURCE_DIR}/cmake/dbraceConfig.cmake DESTINATION lib/cmake/dbrace)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/dbrace RENAME copyright)
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/dbrace-tidy-${LLVM_VERSION_MAJOR} RENAME copyright COMPONENT tidy)
install(FILES ${CMAKE_SOURCE_DIR}/docs/changelog.md DESTINATION share/doc/dbrace)
install(FILES ${CMAKE_SOURCE_DIR}/ci/gitlab.yml DESTINATION share/dbrace)

# What is installed is built before; tests need not be.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dbrace)
set(CPACK_PACKAGE_VENDOR dbrace)
set(CPACK_PACKAGE_CONTACT "dbrace maintainers <dbrace@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds check-then-insert races in database code")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL dbrace tidy)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_DBRACE_PACKAGE_NAME dbrace)
set(headers "libclang-common-${LLVM_VERSION_MAJOR}-dev, libstdc++-12-dev | libstdc++-dev")
set(CPACK_DEBIAN_DBRACE_PACKAGE_DEPENDS ${headers})
set(CPACK_DEBIAN_DBRACE_PACKAGE_RECOMMENDS git)
set(CPACK_COMPONENT_DBRACE_DESCRIPTION "Static analyser for C and C++ programs that use databases.")
set(CPACK_DEBIAN_TIDY_PACKAGE_NAME dbrace-tidy-${LLVM_VERSION_MAJOR})
set(CPACK_DEBIAN_TIDY_PACKAGE_DEPENDS "clang-tidy-${LLVM_VERSION_MAJOR}, ${headers}")
set(CPACK_DEBIAN_TIDY_PACKAGE_SUGGESTS dbrace)
set(CPACK_COMPONENT_TIDY_DESCRIPTION "The checks of dbrace as a module for clang-tidy.")
include(CPack)
