// From an input to a document that can be shown or compared.
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "common/input_options.hpp"
#include "info/document.hpp"

namespace confstate::tools {

// A document and the text it refers to; stays where it was made.
class Loaded {
 public:
  Loaded(bytes::Source source, const base::Limits& limits) : source_(std::move(source)), limits_(limits) {}
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  [[nodiscard]] const std::string& name() const { return source_.name(); }
  [[nodiscard]] const bytes::Source& source() const { return source_; }
  [[nodiscard]] const info::Document& document() const { return *document_; }
  void set(info::Document document) { document_.emplace(std::move(document)); }
  // Reads the text again with its white space and comments, which extension elements carry along.
  [[nodiscard]] base::Result<void> keep_everything();

 private:
  bytes::Source source_;
  base::Limits limits_;
  std::optional<info::Document> document_;
};

// Reads one input for `tool`. Fails where it is unreadable, not well-formed, over a limit, or has a root that says
// nothing.
[[nodiscard]] base::Result<std::unique_ptr<Loaded>> load(std::string_view tool, const Input& input, InputFormat format,
                                                         std::istream& standard_input, const base::Limits& limits);

// The same for a document that was read already.
[[nodiscard]] base::Result<std::unique_ptr<Loaded>> load_bytes(std::string_view tool, const std::string& name,
                                                               std::string bytes, const base::Limits& limits);

// Fails, naming the first place, where a document breaks the structure of RFC 4575 section 6: it has no JSON form then.
[[nodiscard]] base::Result<void> require_structure(const Loaded& loaded);

// Fails where what a document declares once and uses often would take more than the limit `input` to write.
[[nodiscard]] base::Result<void> require_bounded(const info::Document& document, const std::string& name,
                                                 const base::Limits& limits);

}  // namespace confstate::tools
