#include "dialog/facts.hpp"

#include "base/fnv.hpp"
#include "base/text.hpp"
#include "sip/values.hpp"

namespace confstate::dialog {
namespace {

std::uint64_t hash_ignoring_case(std::string_view text, std::uint64_t state) {
  for (const char c : text) {
    const char lower = base::ascii_lower(c);
    state = base::fnv1a({&lower, 1}, state);
  }
  return state;
}

std::size_t count(const sip::Message& message, sip::HeaderId id) {
  std::size_t number = 0;
  for (const sip::Header* header = message.find(id); header != nullptr; header = message.next(*header)) {
    ++number;
  }
  return number;
}

}  // namespace

Facts facts_of(const sip::Message& message) {
  Facts facts;
  facts.call_id = message.value(sip::HeaderId::call_id);
  const sip::Address from = sip::read_address(message.value(sip::HeaderId::from));
  facts.from_tag = from.tag;
  facts.from = from.uri;
  facts.to_tag = sip::read_address(message.value(sip::HeaderId::to)).tag;
  std::string_view top;
  if (sip::Values vias(message, sip::HeaderId::via); vias.next(top)) {
    const sip::Via via = sip::read_via(top);
    facts.branch = via.has_cookie() ? via.branch : std::string_view();
    facts.sent_by = via.host;
    facts.sent_port = via.port;
  }
  const sip::CSeq sequence = sip::read_cseq(message.value(sip::HeaderId::cseq));
  facts.method = sequence.ok() ? sequence.method : message.method();
  facts.method_text = sequence.ok() ? sequence.method_text : message.method_text();
  facts.sequence = sequence.number;
  facts.has_sequence = sequence.ok();
  facts.print = base::fnv1a(message.body());
  facts.hops = count(message, sip::HeaderId::via);
  return facts;
}

std::uint64_t transaction_key(const Facts& facts) {
  std::uint64_t state = base::fnv1a(facts.method_text);
  state = base::fnv1a("\x1f", hash_ignoring_case(facts.sent_by, state));
  state = base::fnv1a(facts.call_id, state);
  if (!facts.branch.empty()) {
    return hash_ignoring_case(facts.branch, base::fnv1a("\x1f", state));
  }
  const std::uint32_t number = facts.sequence;
  state = base::fnv1a({reinterpret_cast<const char*>(&number), sizeof number}, base::fnv1a("\x1e", state));
  return base::fnv1a(facts.from_tag, state);
}

}  // namespace confstate::dialog
