#include "common/tool.hpp"

#include "base/utf8.hpp"

#ifndef CONFSTATE_VERSION
#define CONFSTATE_VERSION "0.1.0"
#endif

namespace confstate::tools {

std::string_view version() {
  return CONFSTATE_VERSION;
}

void print_failure(std::ostream& err, std::string_view tool, std::string_view message, std::string_view hint) {
  err << tool << ": " << base::escape_hostile(message) << '\n';
  if (!hint.empty()) {
    err << "  hint: " << base::escape_hostile(hint) << '\n';
  }
}

Exit give_up(Io& io, std::string_view tool, const base::Failure& failure) {
  print_failure(io.err, tool, failure.message, failure.hint);
  return Exit::trouble;
}

}  // namespace confstate::tools
