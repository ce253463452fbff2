#include "config/selection.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace confstate::config {
namespace {

using Found = std::vector<const diag::Card*>;

// Every area of the suite, whether this tool has it or not.
constexpr std::array<std::string_view, 9> kAreas{"xml",   "info",   "sip",   "capture", "notify",
                                                 "rooms", "policy", "focus", "config"};

std::string_view area_of(std::string_view name) {
  return name.substr(0, name.find('/'));
}

bool has_area(std::string_view area, Cards cards) {
  return std::any_of(cards.begin(), cards.end(), [area](const diag::Card* card) { return card->area == area; });
}

bool is_area(std::string_view name) {
  return name.find('/') == std::string_view::npos || name.substr(name.find('/')) == "/*";
}

bool has_alias(const diag::Card& card, std::string_view name) {
  const std::string_view alias = diag::alias_of(card);
  return !alias.empty() && base::equal_ignoring_case(alias, name);
}

bool is_alias(std::string_view name, Cards cards) {
  return std::ranges::any_of(cards, [name](const diag::Card* card) { return has_alias(*card, name); });
}

// "CSP101", whether this tool has such a rule or not.
bool is_policy_number(std::string_view name) {
  constexpr std::string_view kLetters = "CSP";
  return name.size() == 6 && base::equal_ignoring_case(name.substr(0, 3), kLetters) &&
         std::ranges::all_of(name.substr(3), [](char c) { return c >= '0' && c <= '9'; });
}

Found rules_named(std::string_view name, Cards cards) {
  Found found;
  const std::size_t slash = name.find('/');
  const std::string_view area = area_of(name);
  const std::string_view id = slash == std::string_view::npos ? name : name.substr(slash + 1);
  for (const diag::Card* card : cards) {
    const bool by_area = card->area == area && (slash == std::string_view::npos || id == "*");
    const bool by_id = card->id == id && (slash == std::string_view::npos || card->area == area);
    if (by_area || by_id || has_alias(*card, name)) {
      found.push_back(card);
    }
  }
  return found;
}

// What a person may have meant: the same form of name first, then the id alone under its right area.
std::string suggestion(std::string_view name, Cards cards) {
  std::vector<std::string> names;
  const bool full = name.find('/') != std::string_view::npos;
  for (const diag::Card* card : cards) {
    names.push_back(full ? diag::full_id(*card) : std::string(card->id));
    names.emplace_back(full ? std::string(card->area) + "/*" : std::string(card->area));
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (const std::optional<std::string_view> near = base::nearest(name, views)) {
    return "did you mean `" + std::string(*near) + "`?";
  }
  const std::string_view id = full ? name.substr(name.find('/') + 1) : name;
  for (const diag::Card* card : cards) {
    if (full && card->id == id) {
      return "did you mean `" + diag::full_id(*card) + "`?";
    }
  }
  return "--list-rules names them all";
}

tl::unexpected<base::Failure> ambiguous(std::string_view name, const Found& found) {
  std::string all;
  for (const diag::Card* card : found) {
    all += (all.empty() ? "" : ", ") + diag::full_id(*card);
  }
  return base::fail("`" + std::string(name) + "` is the name of several rules: " + all, "name one with its area");
}

// Names a rule of this tool, or none where a file speaks of another tool's rules.
base::Result<Found> rules_of(const RuleName& name, Cards cards) {
  if (name.origin.kind == OriginKind::file && belongs_to_another_tool(name.value, cards)) {
    return Found{};
  }
  base::Result<Found> found = find_rules(name.value, cards);
  if (!found) {
    return base::fail(name.origin.place + ": " + found.error().message, found.error().hint);
  }
  return found;
}

class Selector {
 public:
  Selector(const Settings& settings, Cards cards) : settings_(settings), cards_(cards) {}

  base::Result<Selection> run() {
    for (const diag::Card* card : cards_) {
      out_.severities[card] = diag::severity_of(*card, settings_.profile.value);
    }
    // The exact name beats the area, and the option beats the file.
    for (const OriginKind kind : {OriginKind::file, OriginKind::option}) {
      for (const bool areas : {true, false}) {
        if (base::Result<void> set = set_levels(kind, areas); !set) {
          return tl::unexpected<base::Failure>(set.error());
        }
      }
    }
    if (base::Result<void> set = keep_selected(); !set) {
      return tl::unexpected<base::Failure>(set.error());
    }
    for (const RuleName& name : settings_.ignore) {
      if (base::Result<void> set = lower(name, diag::Severity::off); !set) {
        return tl::unexpected<base::Failure>(set.error());
      }
    }
    out_.is_as_profiled = std::ranges::all_of(out_.severities, [this](const auto& entry) {
      return entry.second == diag::severity_of(*entry.first, settings_.profile.value);
    });
    return {std::move(out_)};
  }

 private:
  base::Result<void> set_levels(OriginKind kind, bool areas) {
    for (const auto& [rule, level] : settings_.severity) {
      const bool now = level.origin.kind == kind && is_area_here(rule) == areas;
      if (base::Result<void> set = now ? lower({rule, level.origin}, level.value) : base::Result<void>(); !set) {
        return set;
      }
    }
    return {};
  }

  [[nodiscard]] bool is_area_here(std::string_view name) const {
    return is_area(name) && has_area(area_of(name), cards_);
  }

  // Sets a severity; a file may not lower what the profile strict makes an error.
  base::Result<void> lower(const RuleName& name, diag::Severity level) {
    const base::Result<Found> found = rules_of(name, cards_);
    if (!found) {
      return tl::unexpected<base::Failure>(found.error());
    }
    bool refused = false;
    for (const diag::Card* card : *found) {
      diag::Severity& severity = out_.severities[card];
      const bool guarded = settings_.profile.value == diag::Profile::strict && name.origin.kind == OriginKind::file &&
                           severity == diag::Severity::error && level != diag::Severity::error;
      refused = refused || guarded;
      severity = guarded ? severity : level;
    }
    if (refused) {
      out_.refused.push_back(name);
    }
    return {};
  }

  base::Result<void> keep_selected() {
    if (settings_.select.empty()) {
      return {};
    }
    diag::Severities kept;
    for (const RuleName& name : settings_.select) {
      const base::Result<Found> found = rules_of(name, cards_);
      if (!found) {
        return tl::unexpected<base::Failure>(found.error());
      }
      for (const diag::Card* card : *found) {
        kept[card] = out_.severities[card];
      }
    }
    for (auto& [card, severity] : out_.severities) {
      severity = kept.contains(card) ? severity : diag::Severity::off;
    }
    return {};
  }

  const Settings& settings_;
  Cards cards_;
  Selection out_;
};

}  // namespace

base::Result<std::vector<const diag::Card*>> find_rules(std::string_view name, Cards cards) {
  Found found = rules_named(name, cards);
  const bool area = (is_area(name) && has_area(area_of(name), cards)) || is_alias(name, cards);
  if (found.empty()) {
    return base::fail("there is no rule `" + std::string(name) + "`", suggestion(name, cards));
  }
  if (found.size() > 1 && !area) {
    return ambiguous(name, found);
  }
  return {std::move(found)};
}

base::Result<const diag::Card*> find_rule(std::string_view name, Cards cards) {
  const base::Result<Found> found = find_rules(name, cards);
  if (!found) {
    return tl::unexpected<base::Failure>(found.error());
  }
  if (is_area(name) && has_area(area_of(name), cards)) {
    return base::fail("`" + std::string(name) + "` is an area of rules, not a rule", "--list-rules names them all");
  }
  if (found->size() > 1) {
    return ambiguous(name, *found);
  }
  return found->front();
}

bool belongs_to_another_tool(std::string_view name, Cards cards) {
  const std::string_view area = area_of(name);
  if (is_policy_number(name)) {
    return !has_area("policy", cards);
  }
  return std::find(kAreas.begin(), kAreas.end(), area) != kAreas.end() && !has_area(area, cards);
}

base::Result<Selection> make_selection(const Settings& settings, Cards cards) {
  return Selector(settings, cards).run();
}

}  // namespace confstate::config
