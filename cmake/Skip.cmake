# Stands in for a test whose judge is missing.
if("$ENV{CONFSTATE_CI}" STREQUAL "1")
  message(FATAL_ERROR "${REASON}, and CONFSTATE_CI=1 demands it")
endif()
message("SKIPPED: ${REASON}")
message("0 passed, 0 failed, 1 skipped")
