// Rooms as a person reads them: each with its verdict, its address so that nothing in it hides, and why.
#include <array>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "draw/sheet.hpp"
#include "report/place.hpp"
#include "report/rooms.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

using diag::Severity;
using draw::Sheet;
using draw::Tint;
using rules::CheckResult;
using rules::JoinVerdict;

constexpr std::size_t kIndent = 16;      // where addresses begin
constexpr std::size_t kLongest = 2'000;  // bytes of an address that are shown

// The whole text, but for one that would fill the screen; how long that is stands behind it.
std::string shown(std::string_view text) {
  std::size_t end = std::min(text.size(), kLongest);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
    --end;
  }
  return end == text.size() ? harmless(text)
                            : fmt::format("{}... ({} bytes)", harmless(text.substr(0, end)), with_commas(text.size()));
}

Tint tint_of(JoinVerdict verdict) {
  constexpr std::array<Tint, 3> kTints = {Tint::green, Tint::yellow, Tint::red};
  return kTints[static_cast<std::size_t>(verdict)];
}

Tint tint_of(Severity severity) {
  return severity == Severity::error ? Tint::red : severity == Severity::warning ? Tint::yellow : Tint::cyan;
}

class Picture {
 public:
  Picture(const Style& style, const base::Sink& sink)
      : sheet_({.color = style.color, .unicode = style.unicode, .width = 100}, sink), unicode_(style.unicode) {}

  void draw(const diag::Outcome& outcome, const Rooms& rooms);

 private:
  void draw_heading(const diag::Outcome& outcome, const Rooms& rooms);
  void draw_room(const ShownRoom& one);
  void draw_address(const rules::RoomAddress& address);
  void draw_event(const rules::RoomEvent& event);
  void draw_checks(const rules::JudgedRoom& room);
  void draw_row(std::string_view label, std::string_view text, Tint tint = Tint::plain, Tint label_tint = Tint::dim);

  Sheet sheet_;
  bool unicode_;
};

void Picture::draw_row(std::string_view label, std::string_view text, Tint tint, Tint label_tint) {
  sheet_.begin(kIndent, 9);
  sheet_.cell({.text = label, .tint = label_tint, .pad = 7});
  sheet_.cell({.text = harmless(text), .tint = tint});
  sheet_.end();
}

void Picture::draw_heading(const diag::Outcome& outcome, const Rooms& rooms) {
  sheet_.begin(0, 2);
  const std::string place = outcome.packet == nullptr ? "" : ": " + words_of(*outcome.packet, unicode_ ? "→" : "->");
  sheet_.cell({.text = harmless(outcome.source.name()) + place});
  sheet_.end();
  sheet_.begin(0, 2);
  sheet_.cell({.text = "conference", .tint = Tint::dim});
  sheet_.cell(
      {.text = outcome.conference.empty() ? "(no entity)" : shown(outcome.conference), .tint = Tint::strong, .gap = 1});
  sheet_.end();
  const std::string& other = rooms.shown.front().room.conference;
  if (other != outcome.conference && !other.empty()) {
    sheet_.begin(0, 2);
    sheet_.cell({.text = "the policy is for", .tint = Tint::dim});
    sheet_.cell({.text = shown(other), .tint = Tint::strong, .gap = 1});
    sheet_.end();
  }
}

void Picture::draw_address(const rules::RoomAddress& address) {
  if (!address.decoded.empty()) {
    draw_row("decoded", shown(address.decoded), Tint::yellow);
  }
  if (address.host.empty()) {
    draw_row("host", "none", Tint::yellow);
  } else {
    std::string host = shown(address.host_unicode);
    if (address.host_unicode != address.host_ascii) {
      host += " = " + shown(address.host_ascii);
    }
    host += address.port.empty() ? "" : ", port " + shown(address.port);
    draw_row("host", host, address.letters.empty() ? Tint::plain : Tint::yellow);
  }
  if (!address.letters.empty()) {
    draw_row("",
             fmt::format("{} in it {} no ASCII letter{}", fmt::join(address.letters, ", "),
                         address.letters.size() == 1 ? "is" : "are", address.letters.size() == 1 ? "" : "s"),
             Tint::yellow);
  }
  if (!address.name.empty()) {
    draw_row("name", shown(address.name));
  }
  for (const std::string& remark : address.remarks) {
    draw_row("note", remark, Tint::yellow);
  }
}

void Picture::draw_event(const rules::RoomEvent& event) {
  const Tint tint = event.kind == rules::RoomEventKind::moved ? Tint::red : Tint::yellow;
  draw_row(word(event.kind), event.before.empty() ? "in the running conference" : "from " + shown(event.before), tint,
           tint);
  if (!event.where.empty()) {
    draw_row("", "told by " + event.where, Tint::dim);
  }
}

void Picture::draw_checks(const rules::JudgedRoom& room) {
  std::string passed;
  for (const rules::RoomCheck& check : room.checks) {
    const diag::Diagnostic& found = check.found;
    // Of a room that is refused, only what speaks against it.
    const bool is_moot = room.verdict == JoinVerdict::refuse && check.result != CheckResult::pass &&
                         (check.result != CheckResult::fail || found.severity == Severity::info);
    if (is_moot) {
      continue;
    }
    if (check.result == CheckResult::pass) {
      passed += (passed.empty() ? "" : " ") + std::string(check.number);
    } else if (check.result == CheckResult::unknown) {
      draw_row(fmt::format("? {}", check.number), found.message);
    } else if (check.result == CheckResult::fail) {
      const std::string_view sign = found.severity == Severity::error     ? sheet_.pick("✗", "x")
                                    : found.severity == Severity::warning ? "!"
                                                                          : sheet_.pick("·", "-");
      draw_row(fmt::format("{} {}", sign, check.number), found.label.empty() ? found.message : found.label,
               tint_of(found.severity), tint_of(found.severity));
    }
  }
  if (!passed.empty()) {
    draw_row(sheet_.pick("✓", "+"), passed, Tint::dim);
  }
}

void Picture::draw_room(const ShownRoom& one) {
  const rules::JudgedRoom& room = one.room;
  std::string word(rules::word(room.verdict));
  sheet_.blank();
  sheet_.begin(0, kIndent);
  sheet_.cell({.text = fmt::format("{:>3}", room.number), .tint = Tint::dim});
  sheet_.cell({.text = word, .tint = tint_of(room.verdict), .pad = kIndent - 7});
  sheet_.cell({.text = room.address.raw.empty() ? "(empty)" : shown(room.address.raw), .tint = Tint::strong});
  sheet_.end();
  draw_address(room.address);
  if (!room.display_text.empty()) {
    draw_row("text", shown(room.display_text));
  }
  if (one.event) {
    draw_event(*one.event);
  }
  draw_checks(room);
}

void Picture::draw(const diag::Outcome& outcome, const Rooms& rooms) {
  draw_heading(outcome, rooms);
  for (const ShownRoom& one : rooms.shown) {
    draw_room(one);
  }
  if (rooms.more > 0) {
    sheet_.blank();
    sheet_.begin(0);
    sheet_.cell({.text = fmt::format("and {} more", counted(rooms.more, "room"))});
    sheet_.end();
  }
  sheet_.finish();
}

}  // namespace

std::string Rooms::text(const diag::Outcome& outcome, const Style& style) const {
  std::string out;
  if (!shown.empty()) {
    const base::Sink sink = [&out](std::string_view part) { out += part; };
    Picture(style, sink).draw(outcome, *this);
  }
  return out;
}

}  // namespace confstate::report
