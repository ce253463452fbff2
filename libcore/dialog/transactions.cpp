#include "dialog/transactions.hpp"

namespace confstate::dialog {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kAbsorb = 32 * kSecond;    // so long repeats of an answer come
constexpr std::int64_t kRinging = 300 * kSecond;  // an INVITE may ring for three minutes and more (section 16.6)

}  // namespace

void Transactions::expire(std::int64_t now) {
  if (young_->all.size() >= most_ / 2 + 1) {
    rotate(now, false);
  } else if (now - since_ > kAbsorb) {
    rotate(now, true);
  }
}

void Transactions::rotate(std::int64_t now, bool keeps_ringing) {
  auto next = std::make_unique<Generation>();
  next->all.reserve(young_->all.size());
  for (auto& [key, transaction] : old_->all) {
    const bool rings = transaction.method == sip::Method::invite && transaction.status == 0;
    if (keeps_ringing && rings && transaction.last + kRinging >= now) {
      next->all.emplace(key, std::move(transaction));
    }
  }
  old_ = std::move(young_);
  young_ = std::move(next);
  since_ = now;
}

std::pair<Transaction&, bool> Transactions::open(std::uint64_t key) {
  const auto [young, is_new] = young_->all.try_emplace(key);
  if (!is_new) {
    return {young->second, false};
  }
  const auto old = old_->all.find(key);
  if (old == old_->all.end()) {
    return {young->second, true};
  }
  young->second = std::move(old->second);
  old_->all.erase(old);
  return {young->second, false};
}

Transaction* Transactions::find(std::uint64_t key) {
  for (Generation* generation : {young_.get(), old_.get()}) {
    if (const auto found = generation->all.find(key); found != generation->all.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

void Transactions::clear() {
  young_ = std::make_unique<Generation>();
  old_ = std::make_unique<Generation>();
}

}  // namespace confstate::dialog
