#include "bytes/csv.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace confstate::bytes {

tl::unexpected<base::Failure> fail_at(const Source& source, std::uint32_t offset, std::string_view message,
                                      std::string hint) {
  const base::Location at = source.location(offset);
  return base::fail(fmt::format("{}:{}:{}: {}", source.name(), at.line, at.column, message), std::move(hint));
}

CsvReader::CsvReader(const Source& source)
    : source_(source), text_(source.text().substr(0, std::numeric_limits<std::uint32_t>::max() - 1)) {
  if (text_.starts_with("\xef\xbb\xbf")) {
    at_ = 3;
  }
}

bool CsvReader::at_line_end() const {
  return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

void CsvReader::skip_line_end() {
  at_ += at_ < text_.size() && text_[at_] == '\r' ? 1 : 0;
  at_ += at_ < text_.size() ? 1 : 0;
}

void CsvReader::skip_empty_lines() {
  while (at_ < text_.size() && at_line_end()) {
    skip_line_end();
  }
}

base::Result<void> CsvReader::read_quoted(CsvField& field) {
  const std::uint32_t begin = at_++;
  for (;;) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      return fail_at(source_, begin, "this quote is never closed");
    }
    field.text.append(text_, at_, quote - at_);
    at_ = static_cast<std::uint32_t>(quote) + 1;
    if (at_ == text_.size() || text_[at_] != '"') {
      break;
    }
    field.text += '"';
    ++at_;
  }
  if (!at_line_end() && text_[at_] != ',') {
    return fail_at(source_, at_, "text stands behind a closing quote", "a quote inside quotes is written twice");
  }
  return {};
}

base::Result<void> CsvReader::read_field(CsvField& field) {
  field = {};
  field.span.begin = at_;
  if (at_ < text_.size() && text_[at_] == '"') {
    if (auto read = read_quoted(field); !read) {
      return read;
    }
  } else {
    while (!at_line_end() && text_[at_] != ',') {
      if (text_[at_] == '"') {
        return fail_at(source_, at_, "a quote stands inside a field that does not begin with one",
                       "such a field is written between quotes, the quote twice");
      }
      ++at_;
    }
    field.text = text_.substr(field.span.begin, at_ - field.span.begin);
  }
  field.span.end = at_;
  return {};
}

base::Result<bool> CsvReader::next(std::vector<CsvField>& record) {
  record.clear();
  skip_empty_lines();
  if (at_ == text_.size()) {
    return false;
  }
  for (;;) {
    if (auto read = read_field(record.emplace_back()); !read) {
      return tl::unexpected<base::Failure>(read.error());
    }
    if (at_line_end()) {
      skip_line_end();
      return true;
    }
    ++at_;  // the comma
  }
}

}  // namespace confstate::bytes
