#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "change/partial.hpp"
#include "conf-diff/view.hpp"
#include "draw/change_frame.hpp"
#include "report/words.hpp"

namespace confstate::tools {
namespace {

// RFC 3261 section 18.1.1: a larger request must not go over UDP where the path is not known.
constexpr std::size_t kUdpPayload = 1300;
// Request line, two Via, From, To, Call-ID, CSeq, Contact, Max-Forwards, Event, Subscription-State, Content-Type and
// Content-Length of a NOTIFY through one proxy.
constexpr std::size_t kTypicalHeaders = 600;
// Causes that are told; the rest is counted only.
constexpr std::size_t kTold = 5;

std::optional<std::string_view> entity_of(const Loaded& loaded) {
  const xml::Attribute entity = loaded.document().root().attribute(info::AttributeName::entity);
  return entity ? std::optional(entity.value()) : std::nullopt;
}

std::string name_of(std::optional<std::string_view> entity) {
  return entity && !entity->empty() ? base::clipped(*entity) : "a nameless conference";
}

base::Result<void> require_same_entity(const Comparison& comparison) {
  const auto before = entity_of(comparison.older);
  const auto after = entity_of(comparison.newer);
  const bool same = comparison.older.document().entity() == comparison.newer.document().entity();
  if (same && before.has_value() == after.has_value()) {
    return {};
  }
  return base::fail(fmt::format("{} is about {}, {} about {}", comparison.older.name(), name_of(before),
                                comparison.newer.name(), name_of(after)),
                    "a notification belongs to one conference");
}

std::string_view words_for(change::Choice choice) {
  switch (choice) {
    case change::Choice::full_not_longer:
      return "the full document is sent: it is not longer than the partial one";
    case change::Choice::full_needed:
      return "the full document is sent: no partial one can say what changed";
    case change::Choice::full_for_version:
      return "the full document is sent: a partial one must have the next version";
    case change::Choice::partial_smaller:
      break;
  }
  return "the partial document is sent";
}

std::string size_line(std::string_view what, std::size_t size) {
  const std::size_t packet = size + kTypicalHeaders;
  return fmt::format("{:<8}{:>9} bytes  {} {} bytes of UDP payload, with some {} bytes of headers\n", what, size,
                     packet <= kUdpPayload ? "fits" : "does not fit", kUdpPayload, kTypicalHeaders);
}

class NotificationView : public DiffView {
 public:
  NotificationView(const NotificationOptions& options, const draw::Style& style, base::Sink tell)
      : options_(options), style_(style), tell_(std::move(tell)) {}

  base::Result<void> show(const Comparison& comparison, const base::Sink& sink) override {
    if (comparison.changes.empty()) {
      return {};
    }
    if (auto same = require_same_entity(comparison); !same) {
      return same;
    }
    const auto version = change::next_version(comparison.older.document(), options_.version);
    if (!version) {
      return base::fail(fmt::format("{}: {}", comparison.older.name(), version.error().message), version.error().hint);
    }
    const change::Notification made = change::make_notification(comparison.old_form, comparison.new_form,
                                                                comparison.changes, *version, options_.layout);
    if (options_.sizes) {
      show_sizes(made, sink);
    } else {
      sink(made.text);
      tell_choice(made);
    }
    warn_of_rooms(comparison);
    return {};
  }

 private:
  static void show_sizes(const change::Notification& made, const base::Sink& sink) {
    if (made.partial_size != 0) {
      sink(size_line("partial", made.partial_size));
    }
    sink(size_line("full", made.full_size));
    sink(fmt::format("{}\n", words_for(made.choice)));
    put_causes(made, sink);
  }

  // RFC 7106 section 5: whoever can change a room's address can lead people elsewhere.
  void warn_of_rooms(const Comparison& comparison) const {
    draw::Sheet sheet(style_, tell_);
    draw::draw_room_warnings(sheet, comparison.rooms);
    sheet.finish();
  }

  // Nothing needs to be said about a partial document: it was asked for.
  void tell_choice(const change::Notification& made) const {
    if (made.is_full()) {
      tell_(fmt::format("note: {}\n", words_for(made.choice)));
      put_causes(made, tell_);
    }
  }

  static void put_causes(const change::Notification& made, const base::Sink& sink) {
    std::size_t told = 0;
    for (const change::Cause& cause : made.causes) {
      if (++told > kTold) {
        sink(fmt::format("  and {} more\n", made.causes.size() - kTold));
        return;
      }
      sink(fmt::format("  {}: {}\n", report::harmless(cause.path), change::reason_of(cause.obligation)));
    }
  }

  NotificationOptions options_;
  draw::Style style_;
  base::Sink tell_;
};

}  // namespace

std::unique_ptr<DiffView> make_notification_view(const NotificationOptions& options, const draw::Style& style,
                                                 base::Sink tell) {
  return std::make_unique<NotificationView>(options, style, std::move(tell));
}

}  // namespace confstate::tools
