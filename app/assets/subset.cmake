# Cuts a font down to the characters of some files.

# Debian's own Python is asked first: another one in PATH may lack Debian's packages.
foreach(python /usr/bin/python3 python3)
  execute_process(COMMAND ${python} -c "import fontTools.subset" RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed STREQUAL "0")
    set(POOLSCOPE_SUBSETTER ${python} -m fontTools.subset)
    break()
  endif()
endforeach()
if(NOT POOLSCOPE_SUBSETTER)
  message(FATAL_ERROR "fontTools was not found: install Debian's python3-fonttools (scripts/install-deps does)")
endif()

# poolscope_subset(NAME.otf COLLECTION.ttc FILE...) makes NAME.otf in the build folder: the characters
# of the files, in the Simplified Chinese font of Noto's collection (its third).
function(poolscope_subset NAME COLLECTION)
  set(texts "")
  foreach(file IN LISTS ARGN)
    list(APPEND texts --text-file=${file})
  endforeach()
  add_custom_command(
    OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${NAME}
    COMMAND ${POOLSCOPE_SUBSETTER} ${COLLECTION} --font-number=2 ${texts} --layout-features= --no-hinting
            --desubroutinize --no-recalc-timestamp --output-file=${CMAKE_CURRENT_BINARY_DIR}/${NAME}
    DEPENDS ${COLLECTION} ${ARGN}
    COMMENT "Cutting ${NAME} down to the program's own characters"
    VERBATIM)
endfunction()
