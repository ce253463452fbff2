// change: what differs between documents, the notification that says it, and what a subscriber makes of one (RFC 4575
// section 4.6). It may use base, bytes, diag, xml and info, and nlohmann/json. It never judges a document, never
// prints, and never changes one half: a change is made wholly or not at all.
//
// This header is the canonical form: two documents say the same when their canonical forms are equal. Prefixes,
// declarations, comments, instructions, white space between elements and the order of attributes are not in it, nor
// `version`, `state`, and an enveloped signature; simple values stand for what they say; rows with a key are sorted by
// it, other repeated elements keep their order, and elements of other namespaces are exclusive C14N.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/location.hpp"
#include "change/parts.hpp"
#include "info/document.hpp"

namespace confstate::change {

// Why a document has no canonical form, and where.
struct Obstacle {
  enum class Kind : std::uint8_t { state, no_key, repeated_key };
  Kind kind = Kind::state;
  base::Span span;
  std::string message;  // lower case, no full stop
};

// All obstacles in document order: `state` other than full at an element that honours it, and rows of users, endpoints,
// media and sidebars that lack their key or repeat one. What stands in atomic elements and in extensions is none.
[[nodiscard]] std::vector<Obstacle> obstacles_of(const info::Document& document);

// A document and a hash of the canonical form of each of its elements, made in one pass without recursion. Where the
// document has elements of other namespaces it must have been read with Reading::keeping. The document must outlive it.
class Canonical {
 public:
  explicit Canonical(const info::Document& document, Form form = {});

  [[nodiscard]] const info::Document& document() const { return *document_; }
  [[nodiscard]] info::Element root() const { return document_->root(); }
  [[nodiscard]] Form form() const { return form_; }
  // Equal for elements that say the same; for others hardly ever, unless somebody has made them so on purpose.
  [[nodiscard]] std::uint64_t hash(info::Element element) const { return hashes_[element.node().id()]; }

 private:
  void mark_embedded();
  void hash_all();
  [[nodiscard]] std::uint64_t own_hash(xml::Node node) const;

  const info::Document* document_;
  Form form_;
  std::vector<bool> embedded_;         // by node id: below an element of another namespace
  std::vector<std::uint64_t> hashes_;  // by node id
};

// True when both elements, each of its document, surely say the same: the hashes agree, and so does what they are made
// of, in the order of the documents. False may mean another order of rows or attributes.
[[nodiscard]] bool same_as_written(const Canonical& a, info::Element first, const Canonical& b, info::Element second);

// True when both elements say the same. Exact.
[[nodiscard]] bool same(const Canonical& a, info::Element first, const Canonical& b, info::Element second);

// The canonical form of an element, as one line of JSON: that of documents (info/json.hpp), in canonical order, without
// "$schema". Broken values are strings, what has no place is in "+xml", a list where one element belongs is an array.
// Uses no recursion.
[[nodiscard]] std::string canonical_text(info::Element element, Form form = {});

}  // namespace confstate::change
