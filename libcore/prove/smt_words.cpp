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
(define-fun escape () RegLan (re.++ (str.to_re "%") (re.union
  (re.++ (re.union (re.range "0" "1") (re.range "8" "9") (re.range "A" "F")) hex)
  (re.++ (str.to_re "2") (re.union (str.to_re "0") (re.range "2" "6") (str.to_re "B") (str.to_re "C") (str.to_re "F")))
  (re.++ (str.to_re "3") (re.range "A" "F"))
  (re.++ (re.union (str.to_re "4") (str.to_re "6")) (str.to_re "0"))
  (re.++ (str.to_re "5") (re.range "B" "E"))
  (re.++ (str.to_re "7") (re.union (re.range "B" "D") (str.to_re "F"))))))
(define-fun name-char () RegLan (re.union letter escape (str.to_re "_") (str.to_re "!") (str.to_re "~") (str.to_re "'")
  (str.to_re "*") (str.to_re "&") (str.to_re "=") (str.to_re "$") (str.to_re ",") (str.to_re "?") (str.to_re "/")))
(define-fun spelled () RegLan (re.union digit (str.to_re "-") (str.to_re ".") (re.range "(" ")")))
(define-fun user-char () RegLan (re.union name-char spelled (str.to_re "+") (str.to_re ";")))
(define-fun number () RegLan (re.++ (str.to_re "+") ((_ re.loop 1 15) digit)))
(define-fun anonymous () RegLan (re.++ (re.union (str.to_re "a") (str.to_re "A")) (re.union (str.to_re "n") (str.to_re "N"))
  (re.union (str.to_re "o") (str.to_re "O")) (re.union (str.to_re "n") (str.to_re "N"))
  (re.union (str.to_re "y") (str.to_re "Y")) (re.union (str.to_re "m") (str.to_re "M"))
  (re.union (str.to_re "o") (str.to_re "O")) (re.union (str.to_re "u") (str.to_re "U"))
  (re.union (str.to_re "s") (str.to_re "S"))))
; names, also of nobody, and no numbers, nor spellings of numbers, nor their parameters
(define-fun plain-user () RegLan (re.union
  (str.to_re "+")
  (re.++ (re.union name-char spelled (str.to_re ";")) (re.* user-char))
  (re.++ (str.to_re "+") (re.* spelled) (re.union name-char (str.to_re "+")) (re.* user-char))))
(define-fun label () RegLan (re.+ (re.union (re.range "a" "z") digit (str.to_re "-"))))
(define-fun dotted () RegLan (re.++ label (re.* (re.++ (str.to_re ".") label))))
(define-fun port () RegLan (re.union
  (re.++ (re.range "1" "9") ((_ re.loop 0 2) digit))
  (re.++ (re.union (re.range "1" "4") (re.range "6" "9")) ((_ re.loop 3 3) digit))
  (re.++ (str.to_re "5") (re.range "1" "9") ((_ re.loop 2 2) digit))
  (re.++ (str.to_re "50") (re.union (re.range "0" "5") (re.range "7" "9")) digit)
  (re.++ (str.to_re "506") (re.range "2" "9"))
  (re.++ (re.range "1" "5") ((_ re.loop 4 4) digit))
  (re.++ (str.to_re "6") (re.range "0" "4") ((_ re.loop 3 3) digit))
  (re.++ (str.to_re "65") (re.range "0" "4") ((_ re.loop 2 2) digit))
  (re.++ (str.to_re "655") (re.range "0" "2") digit)
  (re.++ (str.to_re "6553") (re.range "0" "5"))))
(define-fun any-port () RegLan (re.opt (re.++ (str.to_re ":") port)))
(define-fun some-host () RegLan (re.++ dotted any-port))
(define-fun nobodys () RegLan (re.++ (str.to_re "anonymous.invalid") any-port))
(define-fun invalid () RegLan (re.++ (re.opt (re.++ dotted (str.to_re "."))) (str.to_re "invalid") any-port))
)smt";
}

}  // namespace confstate::prove::smt
