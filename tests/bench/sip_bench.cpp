// How many SIP messages a second one core reads: the index of headers alone, with the values that say who talks to
// whom, with session descriptions, and with everything that can be wrong.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sip/message.hpp"
#include "sip/sdp.hpp"
#include "sip/values.hpp"

namespace {

using namespace confstate;
using sip::HeaderId;

std::string description(int port) {
  return fmt::format(
      "v=0\r\no=alice 2890844526 2890842807 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n"
      "m=audio {} RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 "
      "telephone-event/8000\r\n"
      "a=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n",
      port);
}

std::string message(std::string_view start, int call, std::string_view cseq, std::string_view more,
                    std::string_view body) {
  return fmt::format(
      "{0}\r\nVia: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK776asdhds{1};rport\r\n"
      "From: \"Participant {1}\" <sip:user{1}@example.net>;tag=1928301774{1}\r\n"
      "To: <sip:conf7@conf.example.net>;tag=a6c85cf{1}\r\nCall-ID: a84b4c76e66710{1}@198.51.100.7\r\nCSeq: {2}\r\n"
      "Contact: <sip:conf7@192.0.2.10:5060;transport=udp>;isfocus\r\nMax-Forwards: 70\r\nUser-Agent: Phone 1.0\r\n"
      "Allow: INVITE, ACK, CANCEL, BYE, NOTIFY, REFER, OPTIONS, UPDATE\r\nSupported: replaces, timer\r\n{3}"
      "Content-Length: {4}\r\n\r\n{5}",
      start, call, cseq, more, body.size(), body);
}

// The messages of one participant, as often as calls: about a fifth have a session description.
std::vector<std::string> messages(int calls) {
  constexpr std::string_view kSdp = "Content-Type: application/sdp\r\n";
  const std::string info = "<conference-info entity=\"sip:conf7@conf.example.net\"/>" + std::string(900, ' ');
  std::vector<std::string> all;
  const std::string request = " sip:conf7@conf.example.net SIP/2.0";
  for (int call = 0; call < calls; ++call) {
    for (const int round : {1, 2}) {
      all.push_back(message("INVITE" + request, call, fmt::format("{} INVITE", round), kSdp, description(40000)));
      all.push_back(message("SIP/2.0 100 Trying", call, fmt::format("{} INVITE", round), "", ""));
      all.push_back(message("SIP/2.0 200 OK", call, fmt::format("{} INVITE", round), kSdp, description(50000)));
      all.push_back(message("ACK" + request, call, fmt::format("{} ACK", round), "", ""));
      all.push_back(message("SUBSCRIBE" + request, call, "3 SUBSCRIBE", "Event: conference\r\nExpires: 3600\r\n", ""));
      all.push_back(message("SIP/2.0 200 OK", call, "3 SUBSCRIBE", "", ""));
      all.push_back(message("NOTIFY" + request, call, "4 NOTIFY",
                            "Event: conference\r\nSubscription-State: active;expires=3600\r\n"
                            "Content-Type: application/conference-info+xml\r\n",
                            info));
      all.push_back(message("SIP/2.0 200 OK", call, "4 NOTIFY", "", ""));
      all.push_back(message("BYE" + request, call, "5 BYE", "", ""));
      all.push_back(message("SIP/2.0 200 OK", call, "5 BYE", "", ""));
    }
  }
  return all;
}

enum class Depth : std::int64_t { headers, values, descriptions, faults };

// What is asked of every message; the sum keeps the work from being left out.
std::size_t values_of(const sip::Message& message) {
  std::string_view top;
  sip::Values(message, HeaderId::via).next(top);
  std::string_view contact;
  sip::Values(message, HeaderId::contact).next(contact);
  return sip::read_via(top).branch.size() + sip::read_address(message.value(HeaderId::from)).tag.size() +
         sip::read_address(message.value(HeaderId::to)).tag.size() + sip::read_address(contact).uri.size() +
         message.value(HeaderId::call_id).size() + sip::read_cseq(message.value(HeaderId::cseq)).number;
}

void read_messages(benchmark::State& state) {
  const auto depth = static_cast<Depth>(state.range(0));
  const std::vector<std::string> all = messages(100);
  sip::Message message;
  sip::Sdp sdp;
  std::vector<sip::Fault> faults;
  std::size_t bytes = 0;
  for (const std::string& text : all) {
    bytes += text.size();
  }
  for (auto _ : state) {
    std::size_t sum = 0;
    for (const std::string& text : all) {
      sum += static_cast<std::size_t>(message.read(text));
      sum += depth >= Depth::values ? values_of(message) : 0;
      const sip::ContentType type = sip::read_content_type(message.value(HeaderId::content_type));
      if (depth >= Depth::descriptions && type.is("application", "sdp")) {
        sum += static_cast<std::size_t>(sdp.read(message.body())) + sdp.media().size();
      }
      if (depth == Depth::faults) {
        faults.clear();
        sip::check(message, faults);
        sum += faults.size();
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

BENCHMARK(read_messages)->DenseRange(0, 3)->ArgName("depth");

}  // namespace
