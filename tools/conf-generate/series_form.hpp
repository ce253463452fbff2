// The forms in which a series is written, each taking one document after the other.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/sink.hpp"
#include "conf-generate/options.hpp"
#include "generate/faulty.hpp"

namespace confstate::tools {

class SeriesForm {
 public:
  virtual ~SeriesForm() = default;
  // The next document, and its XML.
  [[nodiscard]] virtual base::Result<void> take(const generate::Sent& sent, const std::string& xml) = 0;
  // After the last one.
  virtual void end() {}
  // The name of the file that has a document; empty where all are in one.
  [[nodiscard]] virtual std::string file_of(const generate::Sent& /*sent*/) const { return {}; }
};

// A file for each document in a folder, which is made where it is missing; `count` is about how many come.
[[nodiscard]] base::Result<std::unique_ptr<SeriesForm>> make_files(const std::string& folder, std::uint64_t count);
// One line of JSON each.
[[nodiscard]] std::unique_ptr<SeriesForm> make_lines(base::Sink sink);
// SIP messages as SIPp logs them, and as a packet capture; `seconds` is longer than the series takes.
[[nodiscard]] std::unique_ptr<SeriesForm> make_trace(base::Sink sink, std::uint64_t seconds);
[[nodiscard]] std::unique_ptr<SeriesForm> make_capture(base::Sink sink, std::uint64_t seconds);

}  // namespace confstate::tools
