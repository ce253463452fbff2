// A document together with the text it refers to, for tests of the model.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <doctest/doctest.h>

#include "info/document.hpp"
#include "xml/read.hpp"

namespace confstate::tests {

// Owns text and model; not movable, as handles point into it.
class ReadDocument {
 public:
  explicit ReadDocument(std::string text, xml::Reading reading = xml::Reading::judging)
      : text_(std::move(text)), document_(tree_of(text_, reading)) {}
  ReadDocument(const ReadDocument&) = delete;
  ReadDocument& operator=(const ReadDocument&) = delete;

  [[nodiscard]] const info::Document& operator*() const { return document_; }
  [[nodiscard]] const info::Document* operator->() const { return &document_; }

 private:
  static xml::Tree tree_of(const std::string& text, xml::Reading reading) {
    auto read = xml::read(text, reading, base::Limits{});
    REQUIRE(read.has_value());
    REQUIRE(read->judgeable);
    return std::move(read->tree);
  }

  std::string text_;
  info::Document document_;
};

// A document of RFC 4575 about sip:c@x with this content; x: and xsi: are declared.
[[nodiscard]] inline std::string conference(std::string_view content, std::string_view attributes = "") {
  return "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' xmlns:x='urn:example:x' "
         "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' entity='sip:c@x' " +
         std::string(attributes) + ">" + std::string(content) + "</conference-info>";
}

[[nodiscard]] inline std::string with_user(std::string_view content) {
  return conference("<users><user entity='sip:u@x'>" + std::string(content) + "</user></users>");
}

[[nodiscard]] inline std::string with_endpoint(std::string_view content) {
  return with_user("<endpoint entity='e'>" + std::string(content) + "</endpoint>");
}

}  // namespace confstate::tests
