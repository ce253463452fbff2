// Synthetic conferences of any size, the same for the same seed on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/sink.hpp"
#include "info/writer.hpp"

namespace confstate::generate {

// What a synthetic conference has.
struct SyntheticPlan {
  std::uint64_t seed = 1;
  std::string entity = "sips:board@conf.example.com";
  std::string subject = "Synthetic conference";
  std::uint32_t version = 1;
  std::uint32_t users = 10;
  std::uint32_t least_endpoints = 1;
  std::uint32_t most_endpoints = 1;
  std::vector<std::string> media = {"audio"};
  std::uint32_t sidebars = 0;    // by value
  std::uint32_t references = 0;  // sidebars by reference
  std::uint32_t rooms = 0;
  bool languages = false;
  bool roles = false;
  bool aors = false;
  bool joins = false;             // when and how somebody joined
  bool calls = false;             // call-info
  bool statuses = false;          // all endpoint statuses, else everybody is connected
  bool whole_vocabulary = false;  // besides, every element and attribute of RFC 4575 once
  info::Layout layout = info::Layout::indented;
};

// Sets a plan from "users=100000,endpoints=1-3,media=audio+video,sidebars=2,languages,...". Fails on unknown words and
// values out of bounds, with a suggestion.
[[nodiscard]] base::Result<void> set_plan(SyntheticPlan& plan, std::string_view text);

// Writes the document, piece by piece, 256 KiB at a time; it holds no more than that. Valid by every rule of the
// strict profile where entity and subject are.
void write_synthetic(const SyntheticPlan& plan, const base::Sink& sink);

}  // namespace confstate::generate
