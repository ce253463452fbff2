#include "conf-trace/arrows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "draw/message_words.hpp"
#include "notify/people.hpp"

namespace confstate::tools {
namespace {

constexpr std::size_t kMostChanges = 3;        // people named beside one arrow
constexpr std::int64_t kGap = 10'000'000'000;  // a pause worth a line of its own

// The people that a notification is about, as far as its subscription has one conference.
std::string people_words(const notify::Occasion& occasion, const base::Limits& limits) {
  const notify::Delivered& last = occasion.documents.back();
  const change::Subscriber* held = occasion.subscription->state();
  if (held == nullptr || !last.readable) {
    return {};
  }
  std::string state;
  held->write(state);
  const std::vector<notify::Person> after = notify::people_of(state, limits);
  if (last.step.action == change::Action::replaced) {
    return fmt::format("{} user{}", after.size(), after.size() == 1 ? "" : "s");
  }
  return notify::changes_between(notify::people_of(occasion.documents.front().state_before, limits), after,
                                 kMostChanges);
}

}  // namespace

// Where the address of an end is not known, its URI stands for it.
std::string Arrows::line_of(const dialog::Followed& followed, bool is_source) {
  const dialog::Moment& moment = followed.seen.moment;
  const capture::Endpoint& endpoint = is_source ? moment.source : moment.destination;
  const dialog::Dialog* dialog = followed.seen.dialog;
  const dialog::Party* party =
      dialog == nullptr ? nullptr : &dialog->parties[is_source ? followed.seen.sender : 1 - followed.seen.sender];
  const std::string address = endpoint.family == 0 ? std::string() : capture::write_endpoint(endpoint);
  std::string key = address.empty() && party != nullptr ? party->uri : address;
  const auto [entry, is_new] = lines_.try_emplace(key);
  Line& line = entry->second;
  line.address = address;
  if (party == nullptr || party->uri.empty()) {
    return key;
  }
  const std::string name = notify::short_name(party->uri);
  line.is_focus = line.is_focus || party->is_focus;
  line.has_several = line.has_several || (!line.name.empty() && line.name != name);
  line.name = line.name.empty() ? name : line.name;
  return key;
}

void Arrows::take(const dialog::Followed& followed) {
  if (!choice_.call_id.empty() && followed.message.value(sip::HeaderId::call_id) != choice_.call_id) {
    return;
  }
  if (arrows_.size() >= most_) {
    ++left_out_;
    return;
  }
  const dialog::Moment& moment = followed.seen.moment;
  Arrow arrow;
  arrow.from = line_of(followed, true);
  arrow.to = line_of(followed, false);
  arrow.dialog = followed.seen.dialog == nullptr ? 0 : followed.seen.dialog->number;
  arrow.input = moment.input;
  arrow.transport = moment.transport;
  if (followed.record.quality != capture::TimeQuality::none) {
    arrow.row.time = moment.time;
  }
  arrow.row.frame = moment.frame;
  arrow.row.label = draw::label_of(followed.message);
  arrow.row.note = draw::note_of(followed.message);
  arrow.row.dim = followed.seen.repeat == dialog::Repeat::retransmission;
  arrows_.push_back(std::move(arrow));
}

void Arrows::take(const notify::Occasion& occasion, const base::Limits& limits) {
  if (occasion.kind == notify::OccasionKind::closed) {
    (void)conferences_.learn(*occasion.subscription);
    return;
  }
  const bool is_last = !arrows_.empty() && arrows_.back().row.frame == occasion.seen->moment.frame;
  if (occasion.kind != notify::OccasionKind::notify || !is_last) {
    return;
  }
  std::string words = notify::words_of(occasion.documents);
  const std::string people = occasion.documents.empty() ? std::string() : people_words(occasion, limits);
  words += people.empty() ? "" : " · " + people;
  std::string& note = arrows_.back().row.note;
  note = note.empty() ? words : words + "   " + note;
}

void Arrows::take(const std::vector<diag::Outcome>& outcomes) {
  for (const diag::Outcome& outcome : outcomes) {
    for (const diag::Finding& finding : outcome.findings) {
      if (outcome.packet != nullptr && !finding.suppressed) {
        marks_[{outcome.source.name(), outcome.packet->frame}].push_back(
            {finding.diagnostic.severity, diag::full_id(*finding.diagnostic.card), finding.diagnostic.message});
      }
    }
  }
}

void Arrows::close(const dialog::Dialog& dialog) {
  (void)conferences_.learn(dialog);
  const dialog::Party* focus = dialog.focus();
  uris_[dialog.number] = focus == nullptr ? dialog.callee().uri : focus->contact;
}

bool Arrows::is_chosen(const Arrow& arrow, std::uint32_t conference) const {
  if (choice_.conference.empty()) {
    return true;
  }
  const auto uri = uris_.find(arrow.dialog);
  return uri != uris_.end() && conferences_.find(uri->second) == conference;
}

std::size_t Arrows::index_of(draw::Ladder& ladder, const std::string& key) {
  const auto [entry, is_new] = indices_.try_emplace(key, ladder.lifelines.size());
  if (is_new) {
    const Line& line = lines_[key];
    std::string name = line.is_focus ? "focus" : line.has_several || line.name.empty() ? "" : line.name;
    ladder.lifelines.push_back({std::move(name), line.address});
  }
  return entry->second;
}

draw::Ladder Arrows::ladder(std::span<const std::string> names) {
  draw::Ladder ladder;
  ladder.title = choice_.conference.empty() ? choice_.call_id : choice_.conference;
  const std::uint32_t conference = conferences_.find(choice_.conference);
  const bool is_unknown = !choice_.conference.empty() && conference == notify::Conferences::kNone;
  std::int64_t last = 0;
  capture::Transport transport = capture::Transport::unknown;
  for (Arrow& arrow : arrows_) {
    if (is_unknown || !is_chosen(arrow, conference)) {
      continue;
    }
    if (last != 0 && arrow.row.time && *arrow.row.time - last >= kGap) {
      ladder.rows.push_back(draw::gap_row(*arrow.row.time - last));
    }
    last = arrow.row.time.value_or(last);
    arrow.row.from = index_of(ladder, arrow.from);
    arrow.row.to = index_of(ladder, arrow.to);
    if (arrow.transport != transport && arrow.transport != capture::Transport::unknown) {
      arrow.row.transport = word(arrow.transport);
      transport = arrow.transport;
    }
    if (const auto marks = marks_.extract({names[arrow.input], arrow.row.frame})) {
      arrow.row.marks = std::move(marks.mapped());
    }
    ladder.rows.push_back(std::move(arrow.row));
  }
  return ladder;
}

}  // namespace confstate::tools
