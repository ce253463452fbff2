#include "rules/diagnose.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "change/layout.hpp"
#include "rules/capture/capture_rules.hpp"
#include "rules/notify/notify.hpp"
#include "rules/notify/occasion.hpp"
#include "rules/packet.hpp"
#include "rules/sip/sip_rules.hpp"

namespace confstate::rules {
namespace {

using notify::OccasionKind;

constexpr std::uint64_t kEffort = 16;    // so many bytes of states are judged for a byte of documents
constexpr std::uint64_t kTextShare = 8;  // of the limit `memory`: texts of messages that wait for their report

// "NOTIFY partial v41, 200 in 11 ms"
std::string words_of(const notify::Line& line) {
  return line.status == 0 ? line.words
                          : fmt::format("{}, {} in {}", line.words, line.status, base::write_duration(line.delay));
}

// What the subscriber had before a document: the last NOTIFY before that one.
void add_story(diag::Diagnostic& found, const notify::Subscription& subscription, std::uint64_t frame) {
  const notify::Line* before = nullptr;
  for (const notify::Line& line : subscription.recent) {
    before = line.moment.frame < frame ? &line : before;
  }
  if (before != nullptr) {
    found.related.push_back({{}, words_of(*before), packet_of(before->moment)});
  }
}

std::string heading_of(const notify::Subscription& subscription) {
  const notify::Log& log = subscription.log;
  return fmt::format("conference {} · subscriber {} · {}–{} · {} NOTIFY", subscription.conference,
                     subscription.subscriber, base::write_instant(subscription.first.time, 0),
                     base::write_time(subscription.last.time, 0), log.notifies);
}

bool is_of_subscription(const diag::Finding& finding) {
  return finding.diagnostic.card->area == "notify";
}

constexpr std::uint64_t kTold = 3;  // findings of one card in a subscription; those beyond are counted

void add_note(diag::Diagnostic& found, const std::string& words) {
  found.note += (found.note.empty() ? "" : "; ") + words;
}

// The beginning of a message up to the last line that a finding marks: reports show no more of it.
std::string_view marked_part(std::string_view text, const std::vector<diag::Diagnostic>& found) {
  std::size_t last = 0;
  for (const diag::Diagnostic& one : found) {
    last = std::max<std::size_t>({last, one.span.begin, one.span.end});
    for (const diag::Related& related : one.related) {
      last = std::max<std::size_t>({last, related.span.begin, related.span.end});
    }
  }
  return text.substr(0, text.find('\n', last));
}

}  // namespace

Diagnosis::Diagnosis(DiagnosisSettings settings)
    : settings_(std::move(settings)),
      judge_(*settings_.configuration, settings_.today),
      watcher_({.limits = settings_.configuration->settings.limits,
                .read = [this](const sip::Body& body, const notify::Subscription& subscription,
                               const notify::Feed& feed) { read_document(body, subscription, feed); },
                .tell = [this](const notify::Occasion& occasion) { take_occasion(occasion); }}) {}

dialog::Followers Diagnosis::followers() {
  return {.message = [this](const dialog::Followed& followed) { take(followed); },
          .notice = [this](const capture::Notice& notice, std::uint32_t input) { take_notice(notice, input); },
          .closed = [this](const dialog::Dialog& dialog) { watcher_.close(dialog); }};
}

diag::Findings Diagnosis::start() const {
  const config::Configuration& configuration = *settings_.configuration;
  return {configuration.settings.profile.value, configuration.settings.limits.findings,
          configuration.selection.is_as_profiled ? nullptr : &configuration.selection.severities};
}

// Most messages have no findings, and their packet is never made.
const std::shared_ptr<const diag::Packet>& Diagnosis::packet() {
  if (packet_ == nullptr && followed_ != nullptr) {
    packet_ = packet_of(*followed_);
  }
  return packet_;
}

const std::string& Diagnosis::name_of(std::uint32_t input) const {
  static const std::string unnamed = "trace";
  return input < settings_.names.size() ? settings_.names[input] : unnamed;
}

diag::Outcome Diagnosis::outcome_at(std::uint32_t input, std::shared_ptr<const diag::Packet> packet) const {
  diag::Outcome outcome;
  outcome.source = bytes::Source(name_of(input), {});
  outcome.packet = std::move(packet);
  return outcome;
}

// Gives the findings their fingerprints and what the configuration says of them. What reports show of the text is kept
// as long as there is room for it.
void Diagnosis::conclude(std::vector<diag::Diagnostic>&& found, diag::Outcome& outcome, std::string_view text) {
  const std::uint64_t room = settings_.configuration->settings.limits.memory / kTextShare;
  bytes::Source source(outcome.source.name(), std::string(marked_part(text, found)));
  config::Applied applied =
      config::apply(std::move(found), outcome.conference, source, *settings_.configuration, settings_.today);
  config::merge(uses_, applied.uses);
  if (kept_text_ + source.text().size() <= room) {
    kept_text_ += source.text().size();
    outcome.source = std::move(source);
  }
  std::erase_if(applied.findings, [this](const diag::Finding& finding) { return !keeps(finding); });
  outcome.findings = std::move(applied.findings);
}

bool Diagnosis::keeps(const diag::Finding& finding) {
  if (kept_ < settings_.configuration->settings.limits.findings) {
    ++kept_;
    return true;
  }
  ++uncollected_;
  worst_uncollected_ = std::max(worst_uncollected_, finding.diagnostic.severity);
  return false;
}

Diagnosis::Block& Diagnosis::block_of(const notify::Subscription& subscription) {
  const auto [block, is_new] = blocks_.try_emplace(subscription.number);
  if (is_new) {
    block = std::make_unique<Block>();
  }
  return *block;
}

std::uint64_t& Diagnosis::count_of(Counts& counts, const diag::Card* card) {
  const auto known = std::ranges::find(counts, card, &Counts::value_type::first);
  return known != counts.end() ? known->second : counts.emplace_back(card, 0).second;
}

// The last finding of a card says how many are not shown.
void Diagnosis::count_told(std::vector<diag::Outcome>& outcomes, const Counts& told) {
  Counts seen;
  for (diag::Outcome& outcome : outcomes) {
    for (diag::Finding& finding : outcome.findings) {
      const diag::Card* card = finding.diagnostic.card;
      const auto count = std::ranges::find(told, card, &Counts::value_type::first);
      if (count != told.end() && count->second > kTold && ++count_of(seen, card) == kTold) {
        const std::uint64_t more = count->second - kTold;
        add_note(finding.diagnostic,
                 fmt::format("the same in {} later message{} of this subscription", more, more == 1 ? "" : "s"));
      }
    }
  }
}

void Diagnosis::take(const dialog::Followed& followed) {
  input_ = followed.seen.moment.input;
  followed_ = &followed;
  packet_ = nullptr;
  check_form(followed);
  const sip::Method method = followed.message.cseq_method();
  const bool is_ours =
      method == sip::Method::subscribe || method == sip::Method::notify || method == sip::Method::benotify;
  if (is_ours) {
    watcher_.take(followed.seen, followed.message);
  } else {
    watcher_.pass(followed.seen.moment);
  }
  followed_ = nullptr;
}

// A log that changed line ends has changed lengths with them, and what was cut has no end: neither is the sender's.
void Diagnosis::check_form(const dialog::Followed& followed) {
  faults_.clear();
  checker_.check(followed.message, faults_);
  if (followed.record.lossy || followed.record.truncated) {
    std::erase_if(faults_, [&](const sip::Fault& fault) {
      using sip::FaultKind;
      const bool is_cut = fault.kind == FaultKind::body_cut || fault.kind == FaultKind::unended_headers ||
                          fault.kind == FaultKind::unended_multipart;
      return is_cut || followed.record.truncated || fault.kind == FaultKind::bare_line_feeds ||
             fault.kind == FaultKind::surplus;
    });
  }
  if (faults_.empty()) {
    return;
  }
  diag::Findings found = start();
  check_sip(followed.message, faults_, found);
  found.sort();
  add_common(found, outcome_at(input_, packet()), followed.message.bytes(), packet()->source);
}

void Diagnosis::take_notice(const capture::Notice& notice, std::uint32_t input) {
  diag::Findings found = start();
  check_notice(notice, found);
  if (found.all().empty()) {
    return;
  }
  const std::shared_ptr<const diag::Packet> packet = packet_of(notice);
  add_common(found, outcome_at(input, packet), {}, packet->source);
}

// The first finding of a card about a sender stands for all that follow.
void Diagnosis::add_common(diag::Findings& found, const diag::Outcome& frame, std::string_view text,
                           std::string_view sender) {
  for (diag::Diagnostic& diagnostic : found.all()) {
    const auto [entry, is_new] = commons_.try_emplace({diagnostic.card, std::string(sender)});
    if (!is_new) {
      ++entry->second.repeats;
      continue;
    }
    diag::Outcome outcome = frame;
    std::vector<diag::Diagnostic> one;
    one.push_back(std::move(diagnostic));
    conclude(std::move(one), outcome, text);
    entry->second.outcome = common_outcomes_.size();
    common_outcomes_.push_back(std::move(outcome));
  }
}

// Judges a document by all document rules, and as one of its subscription.
void Diagnosis::read_document(const sip::Body& body, const notify::Subscription& subscription,
                              const notify::Feed& feed) {
  std::optional<std::string> merged;  // entity of the conference
  std::uint64_t& size = block_of(subscription).state_size;
  const auto witness = [&](const change::Update& update, diag::Findings& out) {
    const info::Document& document = update.document();
    if (document.tree().truncated()) {
      return;
    }
    const change::Step step = feed(update);
    for (const std::span<const StepRule> group : step_rules()) {
      run(group, StepCase{document, step}, out);
    }
    size = body.bytes.size() + (step.action == change::Action::replaced ? 0 : size);
    if (step.action == change::Action::merged && step.changed) {
      merged = document.entity();
    }
  };
  Judged judged = judge_.judge(name_of(input_), body.bytes, witness);
  for (diag::Finding& finding : judged.outcome.findings) {
    if (is_of_subscription(finding)) {
      add_story(finding.diagnostic, subscription, followed_->seen.moment.frame);
    }
  }
  add_judged(std::move(judged), documents_);
  effort_ += kEffort * body.bytes.size();
  if (merged) {
    judge_state(subscription, *merged, size);
  }
}

// What only shows once a partial document was applied. A large state under many small updates is not judged each time:
// the work stays within a multiple of the bytes that were read.
void Diagnosis::judge_state(const notify::Subscription& subscription, const std::string& entity, std::uint64_t size) {
  const auto held = subscription.held.find(subscription.held.size() > 1 ? entity : std::string());
  if (size > effort_ || held == subscription.held.end()) {
    return;
  }
  effort_ -= size;
  ++states_judged_;
  std::string text;
  held->second.write(text);
  Judged judged = judge(name_of(input_), change::indented(text), *settings_.configuration, settings_.today);
  judged.outcome.label = "the state after ";
  add_judged(std::move(judged), states_);
}

void Diagnosis::add_judged(Judged&& judged, std::vector<diag::Outcome>& outcomes) {
  config::merge(uses_, judged.uses);
  uncollected_ += judged.outcome.uncollected;
  worst_uncollected_ = std::max(worst_uncollected_, judged.outcome.worst_uncollected);
  judged.outcome.uncollected = 0;
  if (!judged.outcome.findings.empty() || judged.outcome.failure) {
    judged.outcome.packet = packet();
    outcomes.push_back(std::move(judged.outcome));
  }
}

void Diagnosis::take_occasion(const notify::Occasion& occasion) {
  const notify::Subscription& subscription = *occasion.subscription;
  Block& block = block_of(subscription);
  add_documents(block, occasion);
  if (occasion.kind == OccasionKind::notify_answer) {
    add_answer(block, occasion);
  }
  add_occasion(block, occasion);
  if (occasion.kind == OccasionKind::closed) {
    close(subscription);
  }
}

// What was found in a document before is counted only, and in the state that documents make not told again.
void Diagnosis::add_documents(Block& block, const notify::Occasion& occasion) {
  for (diag::Outcome& outcome : documents_) {
    std::erase_if(outcome.findings, [&](const diag::Finding& finding) {
      if (is_of_subscription(finding)) {
        return ++count_of(block.told, finding.diagnostic.card) > kTold || !keeps(finding);
      }
      const auto [known, is_new] = block.known.try_emplace(finding.fingerprint, block.outcomes.size());
      block.repeats[finding.fingerprint] += is_new ? 0 : 1;
      return !is_new || !keeps(finding);
    });
    add_outcome(block, occasion, std::move(outcome));
  }
  for (diag::Outcome& outcome : states_) {
    std::erase_if(outcome.findings, [&](const diag::Finding& finding) {
      return !block.known.try_emplace(finding.fingerprint, block.outcomes.size()).second || !keeps(finding);
    });
    add_outcome(block, occasion, std::move(outcome));
  }
  documents_.clear();
  states_.clear();
}

void Diagnosis::add_outcome(Block& block, const notify::Occasion& occasion, diag::Outcome&& outcome) {
  if (outcome.findings.empty() && !outcome.failure) {
    return;
  }
  outcome.label += std::string(occasion.message->method_text()) + ' ' + notify::words_of(occasion.documents);
  const std::uint64_t room = settings_.configuration->settings.limits.memory / kTextShare;
  if (kept_text_ + outcome.source.text().size() > room) {
    outcome.source = bytes::Source(outcome.source.name(), {});
  }
  kept_text_ += outcome.source.text().size();
  block.outcomes.push_back(std::move(outcome));
}

// How a NOTIFY was answered belongs to its line of the story.
void Diagnosis::add_answer(Block& block, const notify::Occasion& occasion) const {
  for (const notify::Line& line : occasion.subscription->recent) {
    if (line.status == 0 || line.sequence != occasion.message->keys().cseq.number) {
      continue;
    }
    for (diag::Outcome& outcome : block.outcomes) {
      if (outcome.packet != nullptr && outcome.packet->frame == line.moment.frame) {
        outcome.label = words_of(line);
      }
    }
  }
}

void Diagnosis::add_occasion(Block& block, const notify::Occasion& occasion) {
  diag::Findings found = start();
  for (const std::span<const OccasionRule> group : occasion_rules()) {
    run(group, OccasionCase{occasion}, found);
  }
  std::erase_if(found.all(),
                [&](const diag::Diagnostic& diagnostic) { return ++count_of(block.told, diagnostic.card) > kTold; });
  if (found.all().empty()) {
    return;
  }
  found.sort();
  const bool is_closed = occasion.message == nullptr;
  const std::uint32_t input = is_closed ? occasion.subscription->last.input : input_;
  diag::Outcome outcome = outcome_at(input, is_closed ? packet_of(*occasion.subscription) : packet());
  outcome.conference = occasion.subscription->conference;
  conclude(std::move(found.all()), outcome, is_closed ? std::string_view() : occasion.message->bytes());
  if (!outcome.findings.empty()) {
    block.outcomes.push_back(std::move(outcome));
  }
}

void Diagnosis::close(const notify::Subscription& subscription) {
  const std::unique_ptr<Block> block = std::move(blocks_.try_emplace(subscription.number).first);
  blocks_.erase(subscription.number);
  std::vector<diag::Outcome>& outcomes = block->outcomes;
  count_told(outcomes, block->told);
  for (diag::Outcome& outcome : outcomes) {
    kept_text_ -= std::min<std::uint64_t>(kept_text_, outcome.source.text().size());
    for (diag::Finding& finding : outcome.findings) {
      const auto repeats = block->repeats.find(finding.fingerprint);
      if (repeats != block->repeats.end() && repeats->second > 0) {
        add_note(finding.diagnostic, fmt::format("the same in {} later document{} of this subscription",
                                                 repeats->second, repeats->second == 1 ? "" : "s"));
      }
    }
  }
  if (!outcomes.empty()) {
    outcomes.front().heading = heading_of(subscription);
    settings_.tell(std::move(outcomes));
  }
}

void Diagnosis::finish() {
  for (const auto& [key, common] : commons_) {
    if (common.repeats == 0) {
      continue;
    }
    for (diag::Finding& finding : common_outcomes_[common.outcome].findings) {
      add_note(finding.diagnostic,
               fmt::format("the same in {} further message{}{}{}", common.repeats, common.repeats == 1 ? "" : "s",
                           key.second.empty() ? "" : " of ", key.second));
    }
  }
  std::erase_if(common_outcomes_, [](const diag::Outcome& outcome) { return outcome.findings.empty(); });
  if (!common_outcomes_.empty()) {
    settings_.tell(std::move(common_outcomes_));
  }
}

}  // namespace confstate::rules
