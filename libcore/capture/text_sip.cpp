// One SIP message, or several one after another, in a file.
#include "capture/text_log.hpp"

namespace confstate::capture {

void read_sip(Log& log) {
  if (!log.lines.next()) {
    return;
  }
  log.begin(log.lines.line());
  do {
    log.add(log.lines.line().raw);
  } while (log.lines.next());
  log.finish();
}

}  // namespace confstate::capture
