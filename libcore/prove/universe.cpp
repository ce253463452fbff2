#include "prove/universe.hpp"

#include <algorithm>
#include <compare>
#include <string>

#include "base/text.hpp"
#include "uri/characters.hpp"

namespace confstate::prove {
namespace {

constexpr std::string_view kAnonymousWord = "anonymous";

// How a user has been read so far.
enum class Numbering : std::uint8_t {
  start,
  plus,
  digits,
  spelled,     // with separators, or too long: a number if nothing else follows
  parameters,  // behind ';'
  other,
};

struct UserState {
  int escape = -1;    // -1: none; 0: after '%'; else the high digit of the byte plus one
  int anonymous = 0;  // letters of "anonymous" that were met; -1: something else
  Numbering numbering = Numbering::start;
  int digits = 0;
  bool dead = false;

  // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): of a rewritten comparison
  friend auto operator<=>(const UserState&, const UserState&) = default;
};
const UserState kDeadUser{-1, -1, Numbering::other, 0, true};

bool is_separator(char c) {
  return c == '-' || c == '.' || c == '(' || c == ')';
}

Numbering next_numbering(const UserState& state, char c) {
  const bool digit = uri::is_digit(c);
  switch (state.numbering) {
    case Numbering::start:
      return c == '+' ? Numbering::plus : Numbering::other;
    case Numbering::plus:
    case Numbering::digits:
    case Numbering::spelled:
      if (digit && state.digits < 15 && state.numbering != Numbering::spelled) {
        return Numbering::digits;
      }
      if (c == ';') {
        return Numbering::parameters;
      }
      return digit || is_separator(c) ? Numbering::spelled : Numbering::other;
    case Numbering::parameters:
    case Numbering::other:
      break;
  }
  return state.numbering;
}

// Escapes are written "%hh" in capitals, and only for bytes that are not unreserved.
bool follow_escape(UserState& state, char c) {
  const bool hex = uri::is_digit(c) || (c >= 'A' && c <= 'F');
  if (!hex) {
    return false;
  }
  const int value = static_cast<int>(uri::hex_value(c));
  if (state.escape == 0) {
    state.escape = value + 1;
    return true;
  }
  const char byte = static_cast<char>((state.escape - 1) * 16 + value);
  state.escape = -1;
  return !uri::is_in(byte, uri::kUnreserved);
}

UserState next_user(UserState state, char c) {
  if (state.dead) {
    return state;
  }
  if (state.escape >= 0) {
    return follow_escape(state, c) ? state : kDeadUser;
  }
  const auto met = static_cast<std::size_t>(std::max(state.anonymous, 0));
  const bool same = state.anonymous >= 0 && met < kAnonymousWord.size() && base::ascii_lower(c) == kAnonymousWord[met];
  state.anonymous = same ? state.anonymous + 1 : -1;
  state.numbering = next_numbering(state, c);
  state.digits = state.numbering == Numbering::digits ? state.digits + 1 : 0;
  state.escape = c == '%' ? 0 : -1;
  return state;
}

Marks kind_of(const UserState& state) {
  const bool empty = state.numbering == Numbering::start;
  const bool other_spelling = state.numbering == Numbering::spelled || state.numbering == Numbering::parameters;
  if (state.dead || empty || state.escape >= 0 || other_spelling) {
    return {};
  }
  if (state.numbering == Numbering::digits) {
    return {kNumberUser};
  }
  return {state.anonymous == static_cast<int>(kAnonymousWord.size()) ? kAnonymousUser : kPlainUser};
}

// A host's labels and what is behind ':'.
struct HostState {
  enum class At : std::uint8_t { label_begin, label, port, dead };
  At at = At::label_begin;
  int port = 0;    // its value; those that no further digit can make special or too large are one per length
  int length = 0;  // of the port

  // NOLINTNEXTLINE(modernize-use-nullptr): of a rewritten comparison
  friend auto operator<=>(const HostState&, const HostState&) = default;
};
const HostState kDeadHost{HostState::At::dead, 0, 0};

// Values that begin 5060, 5061 or 65535 are told apart; others by whether a fifth digit may follow.
HostState folded_port(int value, int length) {
  constexpr int kNames[] = {5, 50, 506, 5060, 5061, 6, 65, 655, 6553};
  if (value == 0 || value > 65535) {
    return kDeadHost;
  }
  const bool special = std::ranges::find(kNames, value) != std::end(kNames);
  if (special || length == 5) {
    return {HostState::At::port, special ? value : 10000, length};
  }
  int bound = 6553;
  for (int left = length; left < 4; ++left) {
    bound /= 10;
  }
  constexpr int kSmall[] = {0, 1, 10, 100, 1000};
  constexpr int kLarge[] = {0, 9, 99, 999, 9999};
  return {HostState::At::port, value <= bound ? kSmall[length] : kLarge[length], length};
}

HostState next_port(const HostState& state, char c) {
  if (!uri::is_digit(c) || state.length == 5) {
    return kDeadHost;
  }
  return folded_port(state.port * 10 + (c - '0'), state.length + 1);
}

HostState next_host(const HostState& state, char c) {
  if (state.at == HostState::At::dead) {
    return state;
  }
  if (state.at == HostState::At::port) {
    return next_port(state, c);
  }
  const bool within = state.at == HostState::At::label;
  if (c == '.' || c == ':') {
    return within ? HostState{c == '.' ? HostState::At::label_begin : HostState::At::port, 0, 0} : kDeadHost;
  }
  return {HostState::At::label, 0, 0};
}

bool is_host(const HostState& state) {
  const bool port = state.at == HostState::At::port && state.length > 0 && state.port != 5060 && state.port != 5061;
  return state.at == HostState::At::label || port;
}

Machine make_host_universe() {
  const std::vector<Marked> nobody{{"anonymous.invalid", kNobodysHost}};
  const std::vector<Marked> invalid{{"invalid", kInvalidHost}};
  const Machine hosts = host_machine(nobody);
  const Machine domains = below_machine(invalid);
  struct Both {
    HostState shape;
    std::uint32_t host;
    std::uint32_t domain;
    // NOLINTNEXTLINE(modernize-use-nullptr): of a rewritten comparison
    auto operator<=>(const Both&) const = default;
  };
  const auto step = [&](const Both& at, char c) {
    const HostState shape = next_host(at.shape, c);
    const auto byte = static_cast<unsigned char>(c);
    return shape == kDeadHost ? Both{kDeadHost, 0, 0}
                              : Both{shape, hosts.step(at.host, byte), domains.step(at.domain, byte)};
  };
  const auto kind = [&](const Both& at) -> Marks {
    if (!is_host(at.shape)) {
      return {};
    }
    const bool below = !domains.marks[at.domain].empty();
    return {!hosts.marks[at.host].empty() ? kNobodysHost : below ? kInvalidHost : kHost};
  };
  return explore(Both{HostState{}, hosts.start, domains.start}, Both{kDeadHost, 0, 0}, kHostAlphabet, step, kind);
}

// -1: nothing yet; n: '+' and n digits; 16: no number.
Machine make_number_universe() {
  const auto step = [](int state, char c) {
    if (state < 0) {
      return c == '+' ? 0 : 16;
    }
    return uri::is_digit(c) ? std::min(state + 1, 16) : 16;
  };
  return explore(-1, 16, kUserAlphabet, step, [](int state) { return state > 0 && state < 16 ? Marks{0} : Marks{}; });
}

}  // namespace

const Machine& user_universe() {
  static const Machine machine = explore(UserState{}, kDeadUser, kUserAlphabet, next_user, kind_of);
  return machine;
}

const Machine& host_universe() {
  static const Machine machine = make_host_universe();
  return machine;
}

const Machine& number_universe() {
  static const Machine machine = make_number_universe();
  return machine;
}

}  // namespace confstate::prove
