# Embeds files into a target through the assembler, and lists them in a table that assets.cpp reads.

# poolscope_embed(TARGET "name=absolute path"...)
function(poolscope_embed TARGET)
  set(data "    .section .rodata\n")
  set(externs "")
  set(rows "")
  set(paths "")
  set(index 0)
  foreach(entry IN LISTS ARGN)
    string(REGEX MATCH "^([^=]+)=(.+)$" matched "${entry}")
    set(name "${CMAKE_MATCH_1}")
    set(path "${CMAKE_MATCH_2}")
    get_source_file_property(generated "${path}" GENERATED)
    if(NOT generated AND NOT EXISTS "${path}")
      message(FATAL_ERROR "the asset ${name} was not found at ${path}")
    endif()
    set(symbol "poolscope_asset_${index}")
    # 16-byte alignment suits every reader; the zero after the file ends a shader's text.
    string(APPEND data "    .balign 16\n    .global ${symbol}\n${symbol}:\n    .incbin \"${path}\"\n"
                       "    .global ${symbol}_end\n${symbol}_end:\n    .byte 0\n")
    string(APPEND externs "extern const std::byte ${symbol}[];\nextern const std::byte ${symbol}_end[];\n")
    string(APPEND rows "    {\"${name}\", ${symbol}, ${symbol}_end},\n")
    list(APPEND paths "${path}")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND data "    .section .note.GNU-stack,\"\",%progbits\n")
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${TARGET}_data.S)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/${TARGET}_table.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "${data}" @ONLY)
  file(CONFIGURE OUTPUT ${table} @ONLY CONTENT
"/// Generated from the list of assets.
#include \"assets/table.hpp\"

extern \"C\" {
${externs}}

namespace poolscope::assets {
const Entry entries[] = {
${rows}};
const std::size_t entry_count = ${index};
}  // namespace poolscope::assets
")
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${TARGET} PRIVATE ${source} ${table})
endfunction()
