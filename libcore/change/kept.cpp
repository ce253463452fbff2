#include "change/kept.hpp"

#include <limits>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "change/apply.hpp"
#include "xml/read.hpp"

namespace confstate::change {
namespace {

// Larger documents are stored at once: reading them a second time would cost more than is saved.
constexpr std::size_t kMostText = std::size_t{64} << 10U;

// What was read once under the limits of somebody else can be read again.
base::Limits no_limits() {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  limits.elements = std::numeric_limits<std::uint64_t>::max();
  limits.attributes = std::numeric_limits<std::uint64_t>::max();
  return limits;
}

// The reading for judging is the one of those who follow a subscription; who writes documents on wants the rows.
bool can_wait(const xml::Tree& tree) {
  return tree.reading() == xml::Reading::judging && !tree.truncated() && tree.text().size() <= kMostText;
}

std::optional<std::string> entity_of(info::Element root) {
  const xml::Attribute entity = root.attribute(info::AttributeName::entity);
  return entity ? std::optional(base::collapse(entity.value())) : std::nullopt;
}

}  // namespace

void Kept::store(const Update& update) {
  const info::Document& document = update.document();
  entity_ = entity_of(document.root());
  rows_.reset();
  text_.reset();
  if (can_wait(document.tree())) {
    text_ = update.text();
  } else {
    rows_ = std::make_unique<Held>();
    change::store(*rows_, document.root());
  }
}

void Kept::store_shell(info::Element root) {
  entity_ = entity_of(root);
  text_.reset();
  rows_ = std::make_unique<Held>();
  change::store_shell(*rows_, root);
}

void Kept::read_rows() const {
  rows_ = std::make_unique<Held>();
  if (text_ == nullptr) {
    return;
  }
  const std::shared_ptr<const std::string> text = std::exchange(text_, nullptr);
  if (auto read = xml::read(*text, xml::Reading::judging, no_limits())) {
    const info::Document document(std::move(read->tree));
    change::store(*rows_, document.root());
  }
}

Held& Kept::made() const {
  if (rows_ == nullptr) {
    read_rows();
  }
  return *rows_;
}

}  // namespace confstate::change
