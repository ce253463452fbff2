#include "policy/text_form.hpp"

#include "base/utf8.hpp"

namespace confstate::policy {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Two digits at a place, as a number; -1 where there are none.
int two(std::string_view text, std::size_t at) {
  const bool digits = at + 1 < text.size() && is_digit(text[at]) && is_digit(text[at + 1]);
  return digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
}

bool within(int value, int least, int most) {
  return value >= least && value <= most;
}

bool is_time_of_day(std::string_view text) {
  return text.size() == 5 && text[2] == ':' && within(two(text, 0), 0, 23) && within(two(text, 3), 0, 59);
}

// What follows the seconds: ".25Z" or "Z".
bool is_end(std::string_view text) {
  if (text.empty() || text.back() != 'Z') {
    return false;
  }
  text.remove_suffix(1);
  if (text.empty()) {
    return true;
  }
  bool right = text[0] == '.' && text.size() >= 2 && text.size() <= 10;
  for (const char c : text.substr(1)) {
    right = right && is_digit(c);
  }
  return right;
}

bool is_date_time(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[16] != ':') {
    return false;
  }
  const bool date =
      two(text, 0) >= 0 && two(text, 2) >= 0 && within(two(text, 5), 1, 12) && within(two(text, 8), 1, 31);
  return date && is_time_of_day(text.substr(11, 5)) && within(two(text, 17), 0, 60) && is_end(text.substr(19));
}

}  // namespace

bool has_form(TextForm form, std::string_view text) {
  return form == TextForm::any || (form == TextForm::clock ? is_time_of_day(text) : is_date_time(text));
}

std::string_view words_for(TextForm form) {
  return form == TextForm::clock       ? "a time of day, as 08:00"
         : form == TextForm::date_time ? "a moment in UTC, as 2027-01-10T08:00:00Z"
                                       : "a text";
}

std::string ticked(std::string_view text) {
  return "`" + base::clipped(text) + "`";
}

std::string_view pattern_of(TextForm form) {
  return form == TextForm::clock ? "^([01][0-9]|2[0-3]):[0-5][0-9]$"
         : form == TextForm::date_time
             ? "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"
               "(\\.[0-9]{1,9})?Z$"
             : "";
}

}  // namespace confstate::policy
