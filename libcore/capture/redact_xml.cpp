// XML as text: tags are told from what they hold, nothing more, so that broken documents stay as broken as they were.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "capture/redact_parts.hpp"
#include "capture/redact_text.hpp"

namespace confstate::capture {
namespace {

constexpr std::size_t kLongestReference = 12;

struct Entity {
  std::string_view name;
  char character;
};
constexpr std::array<Entity, 5> kEntities{{{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};

// The character that a reference (without "&" and ";") stands for; nothing for those that must stay as written.
std::optional<std::string> character_of(std::string_view reference) {
  const auto* const named = std::ranges::find(kEntities, reference, &Entity::name);
  if (named != kEntities.end()) {
    return std::string(1, named->character);
  }
  if (!reference.starts_with('#')) {
    return std::nullopt;
  }
  const bool hexadecimal = reference.substr(1, 1) == "x";
  const std::string_view digits = reference.substr(hexadecimal ? 2 : 1);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
  const bool sound = error == std::errc() && end == digits.data() + digits.size() && code > ' ' && code < 0x110000 &&
                     (code < 0xd800 || code > 0xdfff) && (code & 0xfffeU) != 0xfffe;
  if (!sound) {
    return std::nullopt;
  }
  std::string text;
  base::append_utf8(text, code);
  return text;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto* const entity = std::ranges::find(kEntities, c, &Entity::character);
    out += entity == kEntities.end() ? std::string(1, c) : '&' + std::string(entity->name) + ';';
  }
  return out;
}

// Text with references: those are undone first, so that "&amp;" is no word, and made again behind.
class Referenced {
 public:
  Referenced(Extent extent, Pseudonyms& names) : extent_(extent), names_(names) {}

  std::string redact(std::string_view text) {
    while (!text.empty()) {
      const std::size_t ampersand = std::min(text.find('&'), text.size());
      plain_ += text.substr(0, ampersand);
      text.remove_prefix(ampersand);
      text.remove_prefix(take_reference(text));
    }
    flush();
    return std::move(out_);
  }

 private:
  std::size_t take_reference(std::string_view text) {
    const std::size_t end = text.substr(0, kLongestReference).find(';');
    if (end == std::string_view::npos) {
      flush();
      out_ += text.substr(0, 1);
      return std::min<std::size_t>(text.size(), 1);
    }
    if (const auto character = character_of(text.substr(1, end - 1))) {
      plain_ += *character;
      escaped_ = true;
    } else {
      flush();
      out_ += text.substr(0, end + 1);
    }
    return end + 1;
  }

  void flush() {
    const std::string made = redact_text(plain_, extent_, names_);
    out_ += escaped_ ? escape(made) : made;
    plain_.clear();
    escaped_ = false;
  }

  Extent extent_;
  Pseudonyms& names_;
  std::string plain_;
  std::string out_;
  bool escaped_ = false;
};

std::string_view local_name(std::string_view name) {
  return name.substr(name.rfind(':') + 1);
}

// Names of other vocabularies that hold what people call each other.
bool sounds_personal(std::string_view local) {
  constexpr std::array<std::string_view, 11> kSounds{"name",  "note", "title",   "display", "location",    "geo",
                                                     "civic", "text", "address", "comment", "organization"};
  const std::string lower = base::ascii_lower(local);
  return std::ranges::any_of(kSounds, [&](std::string_view sound) { return lower.find(sound) != std::string::npos; });
}

class Xml {
 public:
  Xml(std::string_view text, const PersonalName& is_personal, Pseudonyms& names)
      : rest_(text), is_personal_(is_personal), names_(names) {}

  std::string redact() {
    while (!rest_.empty()) {
      if (rest_.front() != '<') {
        out_ += value(take(rest_.find('<')), extent());
      } else if (rest_.starts_with("<!--")) {
        out_ += redact_text(take_to("-->"), Extent::words, names_);
      } else if (rest_.starts_with("<![CDATA[")) {
        out_ += take(9);
        out_ += redact_text(take_to("]]>"), extent(), names_);
      } else if (rest_.starts_with("<?") || rest_.starts_with("<!")) {
        out_ += redact_text(take_to(">"), Extent::places, names_);
      } else {
        take_tag();
      }
    }
    return std::move(out_);
  }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_to(std::string_view end) {
    const std::size_t at = rest_.find(end);
    return take(at == std::string_view::npos ? at : at + end.size());
  }

  [[nodiscard]] Extent extent() const { return personal_ > 0 ? Extent::words : Extent::places; }

  [[nodiscard]] bool is_personal(std::string_view name, bool is_attribute) const {
    const std::string_view local = local_name(name);
    return is_personal_(local, is_attribute) || sounds_personal(local);
  }

  std::string value(std::string_view text, Extent extent) { return Referenced(extent, names_).redact(text); }

  // "<name", the attributes, ">". Within a personal element everything is, down to its end.
  void take_tag() {
    out_ += take(1);
    const bool is_end = rest_.starts_with('/');
    out_ += take(is_end ? 1 : 0);
    const std::string_view name = take(rest_.find_first_of(" \t\r\n/><"));
    out_ += name;
    while (take_attribute()) {
    }
    const bool is_empty = rest_.starts_with("/>");
    out_ += take(is_empty ? 2 : rest_.starts_with('>') ? 1 : 0);
    if (is_end) {
      personal_ -= personal_ > 0 ? 1 : 0;
    } else if (!is_empty && (personal_ > 0 || is_personal(name, false))) {
      ++personal_;
    }
  }

  // False at the end of the tag.
  bool take_attribute() {
    out_ += take(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size()));
    if (rest_.empty() || rest_.front() == '>' || rest_.front() == '<' || rest_.starts_with("/>")) {
      return false;
    }
    const std::string_view name =
        take(std::max<std::size_t>(std::min(rest_.find_first_of("= \t\r\n/><\"'"), rest_.size()), 1));
    out_ += name;
    out_ += take(std::min(rest_.find_first_not_of("= \t\r\n"), rest_.size()));
    const char quote = rest_.empty() ? '\0' : rest_.front();
    if (quote == '"' || quote == '\'') {
      out_ += take(1);
      const std::string_view text = take(rest_.find(quote));
      out_ += attribute(name, text);
      out_ += take(1);
    }
    return true;
  }

  // Namespaces and what XML itself means by an attribute stay.
  std::string attribute(std::string_view name, std::string_view text) {
    if (name.starts_with("xmlns") || name.starts_with("xml:") || name.starts_with("xsi:")) {
      return std::string(text);
    }
    return value(text, is_personal(name, true) ? Extent::words : Extent::places);
  }

  std::string_view rest_;
  const PersonalName& is_personal_;
  Pseudonyms& names_;
  std::string out_;
  std::size_t personal_ = 0;  // open elements from the outermost personal one on
};

}  // namespace

std::string redact_xml(std::string_view text, const PersonalName& is_personal, Pseudonyms& names) {
  return Xml(text, is_personal, names).redact();
}

}  // namespace confstate::capture
