// The properties of one policy, each proven, refuted with a witness, or undecided with the reason.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "prove/proof.hpp"
#include "prove/subject.hpp"

namespace confstate::prove {

// P1, P2, P3, P4, P5: asked of the subject as it is.
[[nodiscard]] Proof prove_asserted(const Subject& subject);
[[nodiscard]] Proof prove_secured(const Subject& subject);
[[nodiscard]] Proof prove_answered(const Subject& subject);
[[nodiscard]] Proof prove_satisfiable(const Subject& subject);
[[nodiscard]] Proof prove_effective(const Subject& subject);
// P9: of the caller, or the domain, that the subject was made with.
[[nodiscard]] Proof prove_shut_out(const Subject& subject);
// P10, P11, P12: of the decision itself, over its facts.
[[nodiscard]] Proof prove_total(const policy::Policy& policy);
[[nodiscard]] Proof prove_monotone(const policy::Policy& policy);
[[nodiscard]] Proof prove_fail_closed(const policy::Policy& policy);

// All of them in the order asked; P9 only makes sense with `who`.
[[nodiscard]] std::vector<Proof> prove(const policy::Policy& policy, std::span<const Property> properties,
                                       const std::optional<Asked>& who);

}  // namespace confstate::prove
