#include "dialog/facts.hpp"

#include "base/hash.hpp"

namespace confstate::dialog {
namespace {

std::size_t count(const sip::Message& message, sip::HeaderId id) {
  std::size_t number = 0;
  for (const sip::Header* header = message.find(id); header != nullptr; header = message.next(*header)) {
    ++number;
  }
  return number;
}

}  // namespace

Facts facts_of(const sip::Message& message, std::uint64_t seed) {
  Facts facts;
  facts.call_id = message.value(sip::HeaderId::call_id);
  facts.call = call_key(facts.call_id, seed);
  const sip::Keys& keys = message.keys();
  facts.from_tag = keys.from.tag;
  facts.from = keys.from.uri;
  facts.to_tag = keys.to.tag;
  facts.branch = keys.via.branch;
  facts.sent_by = keys.via.sent_by;
  facts.sent_port = keys.via.port;
  const sip::CSeq& sequence = keys.cseq;
  facts.method = sequence.ok() ? sequence.method : message.method();
  facts.method_text = sequence.ok() ? sequence.method_text : message.method_text();
  facts.sequence = sequence.number;
  facts.has_sequence = sequence.ok();
  facts.print = message.body().empty() ? 0 : base::hash_bytes(message.body(), 0);
  facts.hops = count(message, sip::HeaderId::via);
  return facts;
}

std::uint64_t call_key(std::string_view call_id, std::uint64_t seed) {
  return base::hash_bytes(call_id, seed) | 1U;
}

std::uint64_t transaction_key(const Facts& facts) {
  using base::hash_bytes;
  using base::hash_ignoring_case;
  const std::uint64_t state = hash_bytes(facts.method_text, hash_ignoring_case(facts.sent_by, facts.call));
  const std::uint64_t key = facts.branch.empty() ? hash_bytes(facts.from_tag, base::mix(state, facts.sequence))
                                                 : hash_ignoring_case(facts.branch, state);
  return key | 1U;
}

}  // namespace confstate::dialog
