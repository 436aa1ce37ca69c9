# The icon as drawn, and as pictures of the sizes that desktops ask for.
find_program(POOLSCOPE_RSVG rsvg-convert)
if(NOT POOLSCOPE_RSVG)
  message(FATAL_ERROR "rsvg-convert was not found: install Debian's librsvg2-bin (scripts/install-deps does)")
endif()
mark_as_advanced(POOLSCOPE_RSVG)

set(drawing ${PROJECT_SOURCE_DIR}/assets/icons/poolscope.svg)
set(hicolor ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
install(FILES ${drawing} DESTINATION ${hicolor}/scalable/apps COMPONENT program)
set(icons)
foreach(size 16 22 24 32 48 64 128 256)
  set(icon ${CMAKE_CURRENT_BINARY_DIR}/icon-${size}.png)
  add_custom_command(
    OUTPUT ${icon}
    COMMAND ${POOLSCOPE_RSVG} --width ${size} --height ${size} --output ${icon} ${drawing}
    DEPENDS ${drawing} VERBATIM)
  install(FILES ${icon} DESTINATION ${hicolor}/${size}x${size}/apps RENAME poolscope.png COMPONENT program)
  list(APPEND icons ${icon})
endforeach()
