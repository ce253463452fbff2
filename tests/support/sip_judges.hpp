// Other people's readers of SIP messages. Their headers cannot stand beside one another, hence the separate sources.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/sip_facts.hpp"

namespace confstate::tests {

// How libosip2 reads a message. It takes a NUL for its end.
[[nodiscard]] Facts osip_facts(std::string_view text);

// How sofia-sip reads each message; where it dies or hangs, the verdict is "dies".
[[nodiscard]] std::vector<Facts> sofia_facts(const std::vector<std::string>& texts);

}  // namespace confstate::tests
