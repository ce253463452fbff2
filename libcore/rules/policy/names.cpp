#include "rules/policy/names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "uri/host.hpp"

namespace confstate::rules {
namespace {

// Second-level names under which countries let others register.
constexpr auto kSuffixes = std::to_array<std::string_view>({
    "co.uk",  "org.uk", "ac.uk",  "gov.uk", "me.uk",  "ltd.uk",  "plc.uk", "net.uk", "com.au", "net.au",    "org.au",
    "edu.au", "gov.au", "co.nz",  "org.nz", "net.nz", "govt.nz", "ac.nz",  "co.jp",  "or.jp",  "ne.jp",     "ac.jp",
    "go.jp",  "co.kr",  "or.kr",  "go.kr",  "com.cn", "net.cn",  "org.cn", "gov.cn", "com.tw", "org.tw",    "com.hk",
    "org.hk", "com.sg", "edu.sg", "gov.sg", "co.in",  "net.in",  "org.in", "gov.in", "com.br", "org.br",    "gov.br",
    "com.mx", "org.mx", "com.ar", "com.co", "com.pe", "com.tr",  "org.tr", "gov.tr", "co.za",  "org.za",    "gov.za",
    "co.il",  "org.il", "com.ua", "com.pl", "org.pl", "net.pl",  "com.ru", "co.at",  "or.at",  "ac.at",     "com.my",
    "co.th",  "co.id",  "com.ph", "com.vn", "com.eg", "com.sa",  "com.ng", "co.ke",  "eu.org", "github.io",
});

constexpr auto kFreeMail = std::to_array<std::string_view>({
    "gmail.com",  "googlemail.com",   "outlook.com",  "hotmail.com", "live.com",       "msn.com",  "yahoo.com",
    "icloud.com", "me.com",           "aol.com",      "gmx.de",      "gmx.net",        "gmx.com",  "web.de",
    "mail.ru",    "yandex.ru",        "yandex.com",   "proton.me",   "protonmail.com", "qq.com",   "163.com",
    "126.com",    "t-online.de",      "freenet.de",   "orange.fr",   "free.fr",        "zoho.com", "mail.com",
    "jabber.org", "sip.linphone.org", "sip2sip.info", "iptel.org",   "matrix.org",
});

// Numbering and IMS domains of networks (RFC 6116, 3GPP).
constexpr auto kCarriers = std::to_array<std::string_view>({"e164.arpa", "3gppnetwork.org", "ipxuni.3gppnetwork.org"});

constexpr auto kAreas = std::to_array<std::string_view>({"Africa", "America", "Antarctica", "Arctic", "Asia",
                                                         "Atlantic", "Australia", "Europe", "Indian", "Pacific", "Etc",
                                                         "US", "Canada", "Brazil", "Chile", "Mexico"});
constexpr auto kPlainZones = std::to_array<std::string_view>(
    {"UTC",    "GMT",    "UCT",     "Zulu",     "CET",     "EET",     "MET",   "WET",       "EST",
     "MST",    "HST",    "EST5EDT", "CST6CDT",  "MST7MDT", "PST8PDT", "Japan", "Singapore", "Hongkong",
     "Israel", "Turkey", "Poland",  "Portugal", "Iceland", "Eire",    "GB",    "NZ",        "PRC",
     "ROC",    "ROK",    "Egypt",   "Iran",     "Cuba",    "Jamaica", "Libya", "Navajo"});
constexpr auto kUtcZones = std::to_array<std::string_view>(
    {"UTC", "UCT", "GMT", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/GMT", "Etc/Zulu", "Etc/Universal", "Etc/Greenwich"});

// All of Europe changes its clocks but for these.
constexpr auto kSteadyEurope = std::to_array<std::string_view>(
    {"Europe/Moscow", "Europe/Minsk", "Europe/Istanbul", "Europe/Kaliningrad", "Europe/Samara", "Europe/Saratov",
     "Europe/Volgograd", "Europe/Astrakhan", "Europe/Ulyanovsk", "Europe/Kirov", "Europe/Simferopol"});
constexpr auto kChanging = std::to_array<std::string_view>({
    "CET",
    "EET",
    "MET",
    "WET",
    "EST5EDT",
    "CST6CDT",
    "MST7MDT",
    "PST8PDT",
    "GB",
    "Eire",
    "Poland",
    "Portugal",
    "NZ",
    "America/New_York",
    "America/Detroit",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Boise",
    "America/Toronto",
    "America/Montreal",
    "America/Winnipeg",
    "America/Edmonton",
    "America/Vancouver",
    "America/Halifax",
    "America/St_Johns",
    "America/Havana",
    "America/Tijuana",
    "US/Eastern",
    "US/Central",
    "US/Mountain",
    "US/Pacific",
    "US/Alaska",
    "Canada/Eastern",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Canada/Atlantic",
    "Canada/Newfoundland",
    "Australia/Sydney",
    "Australia/Melbourne",
    "Australia/Hobart",
    "Australia/Adelaide",
    "Australia/Canberra",
    "Pacific/Auckland",
    "Atlantic/Azores",
    "Atlantic/Canary",
    "Atlantic/Madeira",
    "Atlantic/Bermuda",
    "Atlantic/Faroe",
    "Asia/Nicosia",
});

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view wanted) {
  return std::ranges::find(names, wanted) != names.end();
}

bool is_zone_character(char c) {
  const char lower = base::ascii_lower(c);
  return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' || c == '/';
}

}  // namespace

bool is_public_suffix(std::string_view host) {
  const std::string lower = base::ascii_lower(host);
  return lower.find('.') == std::string::npos || is_one_of(kSuffixes, lower);
}

bool is_free_mail(std::string_view host) {
  return is_one_of(kFreeMail, base::ascii_lower(host));
}

bool is_carrier(std::string_view host) {
  return std::ranges::any_of(kCarriers, [host](std::string_view carrier) { return uri::is_below(host, carrier); });
}

bool is_zone_name(std::string_view tz) {
  const std::size_t slash = tz.find('/');
  if (slash == std::string_view::npos) {
    return is_one_of(kPlainZones, tz);
  }
  return is_one_of(kAreas, tz.substr(0, slash)) && slash + 1 < tz.size() && tz.back() != '/' &&
         tz.find("//") == std::string_view::npos && std::ranges::all_of(tz, is_zone_character);
}

bool changes_clocks(std::string_view tz) {
  return is_one_of(kChanging, tz) || (tz.starts_with("Europe/") && !is_one_of(kSteadyEurope, tz));
}

bool is_utc(std::string_view tz) {
  return is_one_of(kUtcZones, tz);
}

}  // namespace confstate::rules
