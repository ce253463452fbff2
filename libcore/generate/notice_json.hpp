// What was sent, as JSON: a line per notification, and what a subscriber must find.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"
#include "generate/faulty.hpp"

namespace confstate::generate {

// Values of "schema".
inline constexpr std::string_view kNotificationSchema = "confstate.notification/1";
inline constexpr std::string_view kExpectedSchema = "confstate.expected/1";

// One line about a document and what it is, with its XML.
void write_notice(const Sent& sent, std::string_view xml, const base::Sink& sink);

// What came of one document, for write_expected.
struct Expected {
  std::uint32_t number = 1;
  std::string file;  // empty where the series is one file
  std::uint32_t version = 0;
  std::string outcome;
  std::vector<std::string> rules;
};

// One object with what a subscriber must find in a whole series.
void write_expected(const std::vector<Expected>& all, const base::Sink& sink);

}  // namespace confstate::generate
