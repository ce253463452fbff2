// Names that look alike: what remains of a host when letters are taken for those that they look like.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confstate::rules {

// A host (with U-labels, in lower case) as a hasty reader sees it: Cyrillic, Greek and other letters that look like
// ASCII ones as these, accents dropped, digits and pairs that pass for a letter as that letter. Two hosts with one
// skeleton look alike. It knows the common cases of Unicode's confusables only.
[[nodiscard]] std::string skeleton_of(std::string_view host);

// The characters of a text beyond ASCII, each once, at most `most`: "U+0430".
[[nodiscard]] std::vector<std::string> foreign_letters(std::string_view text, std::size_t most = 4);

}  // namespace confstate::rules
