#include "change/subscriber.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "base/text.hpp"
#include "change/canonical.hpp"
#include "info/values.hpp"
#include "xml/read.hpp"

namespace confstate::change {
namespace {

using info::AttributeName;
using info::Element;
using info::State;

void add_fault(Step& step, Reason reason, xml::Node node, xml::Attribute attribute = {}) {
  step.faults.push_back({reason, node.id(), attribute ? std::optional(attribute.id()) : std::nullopt});
}

std::optional<std::string> entity_of(Element root) {
  const xml::Attribute entity = root.attribute(AttributeName::entity);
  return entity ? std::optional(base::collapse(entity.value())) : std::nullopt;
}

// True for two texts of full documents that differ at most in the order of rows and the like.
bool say_the_same(const std::string& first, const std::string& second) {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  auto one = xml::read(first, xml::Reading::keeping, limits);
  auto other = xml::read(second, xml::Reading::keeping, limits);
  if (!one || !other || !one->faults.empty() || !other->faults.empty()) {
    return false;
  }
  const info::Document a(std::move(one->tree));
  const info::Document b(std::move(other->tree));
  return same(Canonical(a), a.root(), Canonical(b), b.root());
}

}  // namespace

// What can be said before anything is applied; every fault of the root is named.
bool Subscriber::read_head(const info::Document& document, Step& step) const {
  const Element root = document.root();
  if (document.root_kind() != info::RootKind::conference) {
    add_fault(step, Reason::not_conference_info, document.tree().root());
    return false;
  }
  const xml::Attribute version = root.attribute(AttributeName::version);
  step.version = version ? info::read_unsigned(version.value()) : std::nullopt;
  if (!step.version) {
    add_fault(step, version ? Reason::version_invalid : Reason::version_missing, root.node(), version);
  }
  step.state = root.state();
  if (!has_known_state(root)) {
    add_fault(step, Reason::state_unknown, root.node(), root.attribute(AttributeName::state));
  }
  if (version_ && entity_of(root) != step.entity) {
    add_fault(step, Reason::other_entity, root.node(), root.attribute(AttributeName::entity));
  }
  std::ranges::sort(step.faults, {}, &Fault::attribute);
  return step.faults.empty();
}

Step Subscriber::reject(Reason reason) const {
  Step step;
  step.faults.push_back({reason, 0, std::nullopt});
  step.before = version_;
  step.was_ended = ended_;
  return step;
}

Step Subscriber::feed(const Update& update) {
  Step step;
  step.before = version_;
  step.was_ended = ended_;
  step.entity = version_ ? kept_.entity() : std::nullopt;
  if (!read_head(update.document(), step)) {
    return step;
  }
  if (version_ && *step.version <= *version_) {
    discard(update, step);
  } else {
    apply(update, step);
  }
  if (step.action != Action::rejected) {
    remember(update.print());
  }
  return step;
}

void Subscriber::apply(const Update& update, Step& step) {
  switch (step.state) {
    case State::full:
      apply_full(update, step);
      break;
    case State::deleted:
      end(update.document().root(), step);
      break;
    case State::partial:
      apply_partial(update, step);
      break;
  }
}

bool Subscriber::has_bad_rows(const Update& update, Step& step) {
  step.faults = update.rows().faults;
  if (step.state == State::full) {
    step.notes = update.rows().notes;
  }
  resync_ = resync_ || !step.faults.empty();
  return !step.faults.empty();
}

void Subscriber::apply_full(const Update& update, Step& step) {
  if (has_bad_rows(update, step)) {
    return;
  }
  kept_.store(update);
  version_ = step.version;
  last_ = State::full;
  resync_ = false;
  ended_ = false;
  step.changed = true;
  step.action = Action::replaced;
}

void Subscriber::end(Element root, Step& step) {
  kept_.store_shell(root);
  version_ = step.version;
  last_ = State::deleted;
  resync_ = false;
  ended_ = true;
  step.changed = true;
  step.action = Action::ended;
}

std::optional<Reason> Subscriber::hindrance(const Step& step) const {
  if (!version_) {
    return Reason::nothing_held;
  }
  if (ended_) {
    return Reason::after_end;
  }
  return *step.version > *version_ + 1 ? std::optional(Reason::gap) : std::nullopt;
}

// The version stays after a gap: the full state that is asked for may have that of the update not applied (3.3-h).
void Subscriber::apply_partial(const Update& update, Step& step) {
  const Element root = update.document().root();
  if (const auto reason = hindrance(step)) {
    const bool by_version = reason == Reason::gap;
    const xml::Attribute place = root.attribute(by_version ? AttributeName::version : AttributeName::state);
    add_fault(step, *reason, root.node(), place);
    resync_ = true;
    step.action = Action::resync;
    return;
  }
  if (has_bad_rows(update, step)) {
    return;
  }
  Applied applied = merge(kept_.rows(), root);
  version_ = step.version;
  last_ = State::partial;
  step.notes = std::move(applied.notes);
  step.changed = applied.changed;
  step.action = Action::merged;
}

void Subscriber::discard(const Update& update, Step& step) const {
  step.action = Action::discarded;
  if (remembers(update.print())) {
    step.repeat = Repeat::same_bytes;
  } else if (*step.version < *version_) {
    step.repeat = Repeat::older;
  } else if (step.state == State::full) {
    step.repeat = says_what_is_held(update) ? Repeat::same_state : Repeat::other_full;
  } else if (step.state == State::deleted) {
    step.repeat = ended_ ? Repeat::same_state : Repeat::other_end;
  } else {
    step.repeat = last_ == State::partial ? Repeat::other_part : Repeat::same_state;
  }
}

bool Subscriber::says_what_is_held(const Update& update) const {
  if (ended_ || !update.rows().faults.empty()) {
    return false;
  }
  Held other;
  store(other, update.document().root());
  const Held& held = kept_.rows();
  if (other.size() != held.size()) {
    return false;
  }
  std::string mine;
  std::string its;
  held.write(mine, *version_, State::full);
  other.write(its, *version_, State::full);
  return mine == its || say_the_same(mine, its);
}

bool Subscriber::remembers(std::size_t print) const {
  const std::span known(prints_.data(), std::min(fed_, kRemembered));
  return std::ranges::find(known, print) != known.end();
}

void Subscriber::remember(std::size_t print) {
  prints_[fed_ % kRemembered] = print;
  ++fed_;
}

void Subscriber::write(std::string& out) const {
  if (version_) {
    kept_.rows().write(out, *version_, ended_ ? State::deleted : State::full);
  }
}

}  // namespace confstate::change
