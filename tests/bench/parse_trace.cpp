// From a capture to parsed messages, as a program of its own: parse_trace FILE prints the number of messages. Of each
// the values are read that say who talks to whom, and its session description; that is what conf-trace needs of every
// message.
#include <cstdint>
#include <cstdio>
#include <sstream>

#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "sip/message.hpp"
#include "sip/sdp.hpp"
#include "sip/values.hpp"

namespace {

using namespace confstate;
using sip::HeaderId;

// What is read of each message; the sum keeps the work from being left out.
class Reader {
 public:
  void take(const capture::Record& record) {
    if (!message_.read(record.bytes)) {
      return;
    }
    ++count;
    sum += sip::read_via(message_.value(HeaderId::via)).branch.size();
    sum += sip::read_address(message_.value(HeaderId::from)).tag.size();
    sum += sip::read_address(message_.value(HeaderId::to)).tag.size();
    sum += sip::read_address(message_.value(HeaderId::contact)).uri.size();
    sum += message_.value(HeaderId::call_id).size();
    sum += sip::read_cseq(message_.value(HeaderId::cseq)).number;
    if (sip::read_content_type(message_.value(HeaderId::content_type)).is("application", "sdp")) {
      (void)sdp_.read(message_.body());
      sum += sdp_.media().size();
    }
  }

  std::uint64_t count = 0;
  std::uint64_t sum = 0;

 private:
  sip::Message message_;
  sip::Sdp sdp_;
};

}  // namespace

int main(int argc, char** argv) {
  std::istringstream none;
  base::Result<bytes::Stream> stream = bytes::Stream::open(argc > 1 ? argv[1] : "-", none);
  if (!stream) {
    return 2;
  }
  Reader reader;
  capture::Listener listener;
  listener.record = [&reader](const capture::Record& record) { reader.take(record); };
  listener.notice = [](const capture::Notice&) {};
  if (!capture::read(*stream, {}, listener)) {
    return 2;
  }
  std::printf("%llu messages, %llu\n", static_cast<unsigned long long>(reader.count),
              static_cast<unsigned long long>(reader.sum));
  return 0;
}
