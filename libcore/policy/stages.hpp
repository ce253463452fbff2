// The stages of a new INVITE, each a question with three answers. For the decision in this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "policy/decide.hpp"

namespace confstate::policy {

// What one question of a stage came to: whether it refuses, and how it would.
struct Answer {
  Truth fails = Truth::no;
  Verdict verdict = Verdict::reject;  // where it fails
  int code = 403;                     // likewise
  std::string_view why;               // what was found, for a reader
  std::string_view needs;             // what would settle it, where it is unknown
};

// What was asked and what follows from it alone, worked out once for all stages.
class Case {
 public:
  Case(const Policy& policy, const DialInFacts& facts);

  // Every question, in the order in which they are asked; a stage has one for each way in which it refuses.
  static constexpr std::size_t kQuestions = 21;
  [[nodiscard]] static Stage stage_of(std::size_t question);
  [[nodiscard]] Answer ask(std::size_t question) const;
  // Admitted, but not to be shown to others: a trusted identity that asked for privacy (RFC 4579 section 6).
  [[nodiscard]] bool is_hidden() const { return hidden_ == Truth::yes; }
  [[nodiscard]] const OfferDecision& offer() const { return offer_; }
  // Whom the caller is taken for; the index of the first usable person, or -1.
  [[nodiscard]] std::int32_t person() const { return person_; }
  [[nodiscard]] const Media& media() const;

 private:
  [[nodiscard]] Answer form() const;
  [[nodiscard]] Answer dialog() const;
  [[nodiscard]] Answer existence() const;
  [[nodiscard]] Answer end() const;
  [[nodiscard]] Answer scheme() const;
  [[nodiscard]] Answer transport() const;
  [[nodiscard]] Answer dial_in() const;
  [[nodiscard]] Answer anonymity() const;
  [[nodiscard]] Answer signature() const;
  [[nodiscard]] Answer passport() const;
  [[nodiscard]] Answer identity() const;
  [[nodiscard]] Answer denied() const;
  [[nodiscard]] Answer listed() const;
  [[nodiscard]] Answer taken_dialog() const;
  [[nodiscard]] Answer takeover_right() const;
  [[nodiscard]] Answer takeover_shape() const;
  [[nodiscard]] Answer moment() const;
  [[nodiscard]] Answer locked() const;
  [[nodiscard]] Answer capacity() const;
  [[nodiscard]] Answer moderator() const;
  [[nodiscard]] Answer offered_media() const;

  [[nodiscard]] bool reads_passports() const;
  [[nodiscard]] bool is_dial_in() const { return facts_.way == Way::dial_in; }
  [[nodiscard]] Truth is_allowed() const;
  void meet(std::size_t person, Truth usable);
  [[nodiscard]] Truth in_conflict() const;

  struct Question;
  [[nodiscard]] static const Question& question(std::size_t index);

  const Policy& policy_;
  const DialInFacts& facts_;
  Truth explicit_ = Truth::no;  // explicitly anonymous, and no rule excuses it
  Truth hidden_ = Truth::no;
  Truth known_ = Truth::no;      // somebody can be told
  Truth moderator_ = Truth::no;  // the caller is one
  std::int32_t person_ = -1;
  bool own_media_ = false;  // somebody whom the caller may be has media terms of his own
  OfferDecision offer_;
};

// Other codes that refuse for the same reason; of a stage's own code and its neighbours.
[[nodiscard]] std::span<const int> accepted_codes(Stage stage);

// The part of the policy that a stage asks, as a JSON pointer.
[[nodiscard]] std::string pointer_of(const Policy& policy, const DialInFacts& facts, Stage stage);

}  // namespace confstate::policy
