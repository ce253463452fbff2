// Where findings about occasions point, and what these rules ask again and again. For rules/notify only.
#pragma once

#include <string>
#include <string_view>

#include "diag/findings.hpp"
#include "rules/notify/occasion.hpp"

namespace confstate::rules {

// So long a request may stay without an answer (RFC 3261 section 17.1.2.2: 64 * T1).
inline constexpr std::int64_t kPatience = 32'000'000'000;  // nanoseconds

// A diagnostic at a part of the message.
[[nodiscard]] diag::Diagnostic at_part(const OccasionCase& subject, std::string_view part, std::string message);

// At the value of a header, or at the start line where there is none.
[[nodiscard]] diag::Diagnostic at_header(const OccasionCase& subject, sip::HeaderId id, std::string message);

// About a subscription as a whole; no place in a message.
[[nodiscard]] diag::Diagnostic at_end(std::string message);

// Another message of the trace that explains a finding.
[[nodiscard]] diag::Related see_message(const dialog::Moment& moment, std::string message);

[[nodiscard]] bool is_request(const OccasionCase& subject);  // SUBSCRIBE or NOTIFY
[[nodiscard]] bool is(const OccasionCase& subject, notify::OccasionKind kind);

// A 2xx to the SUBSCRIBE that began the subscription.
[[nodiscard]] bool is_first_acceptance(const OccasionCase& subject);

// "1 NOTIFY", "3 NOTIFYs".
[[nodiscard]] std::string count_of(std::uint64_t count, std::string_view what);

}  // namespace confstate::rules
