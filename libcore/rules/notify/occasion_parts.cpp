#include "rules/notify/occasion_parts.hpp"

#include <fmt/format.h>

#include "rules/packet.hpp"

namespace confstate::rules {

using notify::OccasionKind;

diag::Diagnostic at_part(const OccasionCase& subject, std::string_view part, std::string message) {
  diag::Diagnostic found;
  found.span = subject.occasion.message->span_of(part);
  found.message = std::move(message);
  found.value = part;
  return found;
}

diag::Diagnostic at_header(const OccasionCase& subject, sip::HeaderId id, std::string message) {
  const sip::Message& text = *subject.occasion.message;
  const std::string_view value = text.value(id);
  return at_part(subject, value.empty() ? text.start_line() : value, std::move(message));
}

diag::Diagnostic at_end(std::string message) {
  diag::Diagnostic found;
  found.message = std::move(message);
  return found;
}

diag::Related see_message(const dialog::Moment& moment, std::string message) {
  return {{}, std::move(message), packet_of(moment)};
}

bool is(const OccasionCase& subject, OccasionKind kind) {
  return subject.occasion.kind == kind;
}

bool is_request(const OccasionCase& subject) {
  return is(subject, OccasionKind::subscribe) || is(subject, OccasionKind::notify);
}

bool is_first_acceptance(const OccasionCase& subject) {
  const notify::Occasion& occasion = subject.occasion;
  return is(subject, OccasionKind::subscribe_answer) && occasion.message->status() < 300 &&
         occasion.seen->transaction != nullptr && occasion.seen->transaction->opens;
}

std::string count_of(std::uint64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace confstate::rules
