#include "dialog/transactions.hpp"

namespace confstate::dialog {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kAbsorb = 32 * kSecond;    // so long repeats of an answer come
constexpr std::int64_t kRinging = 300 * kSecond;  // an INVITE may ring for three minutes and more (section 16.6)

}  // namespace

void Transactions::expire(std::int64_t now) {
  if (young_->by_key.size() >= most_ / 2 + 1) {
    rotate(now, false);
  } else if (now - since_ > kAbsorb) {
    rotate(now, true);
  }
}

void Transactions::rotate(std::int64_t now, bool keeps_ringing) {
  auto next = std::make_unique<Generation>();
  next->by_key.reserve(young_->by_key.size());
  old_->by_key.for_each([&](std::uint64_t key, Transaction* transaction) {
    const bool rings = transaction->method == sip::Method::invite && transaction->status == 0;
    if (keeps_ringing && rings && transaction->last + kRinging >= now) {
      next->by_key.try_emplace(key).first = &next->all.emplace_back(std::move(*transaction));
    }
  });
  old_ = std::move(young_);
  young_ = std::move(next);
  since_ = now;
}

std::pair<Transaction&, bool> Transactions::open(std::uint64_t key) {
  const auto [young, is_new] = young_->by_key.try_emplace(key);
  if (!is_new) {
    return {*young, false};
  }
  Transaction** old = old_->by_key.find(key);
  if (old == nullptr) {
    young = &young_->all.emplace_back();
    return {*young, true};
  }
  young = &young_->all.emplace_back(std::move(**old));
  old_->by_key.erase(key);
  return {*young, false};
}

Transaction* Transactions::find(std::uint64_t key) {
  for (Generation* generation : {young_.get(), old_.get()}) {
    if (Transaction** found = generation->by_key.find(key)) {
      return *found;
    }
  }
  return nullptr;
}

void Transactions::clear() {
  young_ = std::make_unique<Generation>();
  old_ = std::make_unique<Generation>();
}

}  // namespace confstate::dialog
