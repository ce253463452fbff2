#include "prove/smt_words.hpp"

#include <fmt/format.h>

namespace confstate::prove::smt {
namespace {

std::string joined(std::string_view head, const std::vector<std::string>& parts, std::string_view none) {
  if (parts.empty()) {
    return std::string(none);
  }
  return parts.size() == 1 ? parts.front() : fmt::format("({} {})", head, fmt::join(parts, " "));
}

}  // namespace

std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    out += plain ? std::string(1, c) : fmt::format("\\u{{{:02x}}}", static_cast<unsigned char>(c));
  }
  return out + "\"";
}

std::string language(std::string_view text) {
  return fmt::format("(str.to_re {})", literal(text));
}

std::string pattern(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t star = text.find('*');
    if (star > 0) {
      parts.push_back(language(text.substr(0, star)));
    }
    if (star == std::string_view::npos) {
      break;
    }
    parts.emplace_back("run");
    text.remove_prefix(star + 1);
  }
  return concat(parts);
}

std::string concat(const std::vector<std::string>& parts) {
  return joined("re.++", parts, "(str.to_re \"\")");
}

std::string either(const std::vector<std::string>& formulas) {
  return joined("or", formulas, "false");
}

std::string all(const std::vector<std::string>& formulas) {
  return joined("and", formulas, "true");
}

std::string negate(const std::string& formula) {
  return fmt::format("(not {})", formula);
}

std::string is_in(std::string_view term, const std::string& language) {
  return fmt::format("(str.in_re {} {})", term, language);
}

std::string prelude() {
  return R"smt((set-logic ALL)
(define-fun run () RegLan (re.* (re.union (re.range " " "?") (re.range "A" "~"))))
(define-fun digit () RegLan (re.range "0" "9"))
(define-fun letter () RegLan (re.union (re.range "a" "z") (re.range "A" "Z")))
(define-fun hex () RegLan (re.union digit (re.range "A" "F")))
; an escape of a byte that is not unreserved
(define-fun escape () RegLan (re.++ (str.to_re "%")
  (re.inter (re.++ hex hex) (re.comp (re.union
    (re.++ (str.to_re "2") (re.union (str.to_re "1") (re.range "7" "9") (str.to_re "A") (str.to_re "D") (str.to_re "E")))
    (re.++ (str.to_re "3") digit)
    (re.++ (str.to_re "4") (re.inter hex (re.comp (str.to_re "0"))))
    (re.++ (str.to_re "5") (re.union digit (str.to_re "A") (str.to_re "F")))
    (re.++ (str.to_re "6") (re.inter hex (re.comp (str.to_re "0"))))
    (re.++ (str.to_re "7") (re.union digit (str.to_re "A") (str.to_re "E"))))))))
(define-fun user-char () RegLan (re.union letter digit escape (str.to_re "-") (str.to_re "_") (str.to_re ".")
  (str.to_re "!") (str.to_re "~") (re.range "'" "*") (str.to_re "&") (str.to_re "=") (str.to_re "+") (str.to_re "$")
  (str.to_re ",") (str.to_re ";") (str.to_re "?") (str.to_re "/")))
(define-fun number () RegLan (re.++ (str.to_re "+") ((_ re.loop 1 15) digit)))
(define-fun spelled () RegLan (re.union digit (str.to_re "-") (str.to_re ".") (re.range "(" ")")))
(define-fun anonymous () RegLan (re.++ (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "n") (str.to_re "N"))
  (re.union (str.to_re "o") (str.to_re "O")) (re.union (str.to_re "n") (str.to_re "N"))
  (re.union (str.to_re "y") (str.to_re "Y")) (re.union (str.to_re "m") (str.to_re "M"))
  (re.union (str.to_re "o") (str.to_re "O")) (re.union (str.to_re "u") (str.to_re "U"))
  (re.union (str.to_re "s") (str.to_re "S"))))
; names, and no numbers, nor spellings of numbers, nor their parameters
(define-fun plain-user () RegLan (re.inter (re.+ user-char) (re.comp (re.union anonymous
  (re.++ (str.to_re "+") (re.+ spelled))
  (re.++ (str.to_re "+") (re.* spelled) (str.to_re ";") (re.* re.allchar))))))
(define-fun label () RegLan (re.+ (re.union (re.range "a" "z") digit (str.to_re "-"))))
(define-fun dotted () RegLan (re.++ label (re.* (re.++ (str.to_re ".") label))))
(define-fun port () RegLan (re.inter (re.comp (re.union (str.to_re "5060") (str.to_re "5061"))) (re.union
  (re.++ (re.range "1" "9") ((_ re.loop 0 3) digit))
  (re.++ (re.range "1" "5") ((_ re.loop 4 4) digit))
  (re.++ (str.to_re "6") (re.range "0" "4") ((_ re.loop 3 3) digit))
  (re.++ (str.to_re "65") (re.range "0" "4") ((_ re.loop 2 2) digit))
  (re.++ (str.to_re "655") (re.range "0" "2") digit)
  (re.++ (str.to_re "6553") (re.range "0" "5")))))
(define-fun any-port () RegLan (re.opt (re.++ (str.to_re ":") port)))
(define-fun host () RegLan (re.++ dotted any-port))
(define-fun nobodys () RegLan (re.++ (str.to_re "anonymous.invalid") any-port))
(define-fun invalid () RegLan (re.++ (re.opt (re.++ dotted (str.to_re "."))) (str.to_re "invalid") any-port))
(define-fun at () RegLan (str.to_re "@"))
)smt";
}

}  // namespace confstate::prove::smt
