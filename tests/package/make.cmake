# Makes the package and lays its files out in MADE/root. Needs BUILD_DIR, MADE.
file(REMOVE_RECURSE ${MADE})
execute_process(COMMAND ${CMAKE_CPACK_COMMAND} -G DEB -B ${MADE} --config ${BUILD_DIR}/CPackConfig.cmake
                WORKING_DIRECTORY ${BUILD_DIR} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(GLOB packages ${MADE}/*.deb)
list(LENGTH packages count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "cpack made ${count} packages, not one: ${packages}")
endif()
execute_process(COMMAND dpkg-deb --extract ${packages} ${MADE}/root COMMAND_ERROR_IS_FATAL ANY)
