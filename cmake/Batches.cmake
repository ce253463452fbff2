# Compiling several sources as one, where CONFSTATE_BATCHES asks for it: the checking builds read each header a few times
# instead of a hundred times. What is shipped is compiled file by file.
option(CONFSTATE_BATCHES "Compile sources in groups (needs python3)" OFF)
option(CONFSTATE_TEST_BATCHES "Compile unit tests in groups (needs python3)" ${CONFSTATE_BATCHES})

# Replaces the list of sources in the variable by files that include them in groups.
function(in_batches variable)
  if(NOT CONFSTATE_BATCHES AND NOT (CONFSTATE_TEST_BATCHES AND variable STREQUAL "unit_sources"))
    return()
  endif()
  execute_process(COMMAND /usr/bin/python3 ${CMAKE_SOURCE_DIR}/tests/support/batches.py
      ${CMAKE_BINARY_DIR}/batches/${variable} ${${variable}}
    OUTPUT_VARIABLE batches OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${${variable}})
  string(REPLACE "\n" ";" batches "${batches}")
  set(${variable} ${batches} PARENT_SCOPE)
endfunction()
