#include "diag/findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace confstate::diag {

Severity Findings::changed_severity(const Card& card) const {
  if (severities_ != nullptr) {
    const auto entry = severities_->find(&card);
    if (entry != severities_->end()) {
      return entry->second;
    }
  }
  return severity_of(card, profile_);
}

void Findings::add(Diagnostic diagnostic) {
  add(*card_, std::move(diagnostic));
}

void Findings::add(const Card& card, Diagnostic diagnostic) {
  diagnostic.card = &card;
  diagnostic.severity = severity(card);
  keep(std::move(diagnostic));
}

Severity Findings::severity(const Card& card, Severity level) const {
  const Severity usual = severity_of(card, profile_);
  const Severity here = severity(card);
  return here == usual ? level : here;
}

void Findings::add(const Card& card, Severity level, Diagnostic diagnostic) {
  diagnostic.card = &card;
  diagnostic.severity = severity(card, level);
  keep(std::move(diagnostic));
}

void Findings::keep(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::off) {
    return;
  }
  ++total_;
  if (all_.size() < limit_) {
    all_.push_back(std::move(diagnostic));
  } else {
    worst_uncollected_ = std::max(worst_uncollected_, diagnostic.severity);
  }
}

void Findings::sort() {
  if (all_.size() < 2) {
    return;
  }
  std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span.begin, a.card->area, a.card->id) < std::tie(b.span.begin, b.card->area, b.card->id);
  });
}

}  // namespace confstate::diag
