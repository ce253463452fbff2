#include "config/glob.hpp"

#include <cstddef>
#include <string>

namespace confstate::config {
namespace {

// Where matching goes on when it is stuck: behind a star that takes one byte more.
struct Retry {
  std::size_t pattern = std::string_view::npos;
  std::size_t text = 0;
};

// One star crosses '/' or does not; two always do. Only the last star of each sort has to be remembered, so the work
// is at most pattern times text.
class Matcher {
 public:
  Matcher(std::string_view pattern, std::string_view text, bool star_crosses)
      : pattern_(pattern), text_(text), star_crosses_(star_crosses) {}

  bool run() {
    while (t_ < text_.size()) {
      if (!step() && !again()) {
        return false;
      }
    }
    while (p_ < pattern_.size() && pattern_[p_] == '*') {
      ++p_;
    }
    return p_ == pattern_.size();
  }

 private:
  bool step() {
    if (p_ == pattern_.size()) {
      return false;
    }
    const char want = pattern_[p_];
    if (want == '*') {
      const bool twice = pattern_.substr(p_, 2) == "**";
      p_ += twice ? 2 : 1;
      (twice || star_crosses_ ? wide_ : narrow_) = {p_, t_};
      if (twice) {
        narrow_ = {};  // what stands before a wider star needs no second try
      }
      return true;
    }
    const bool any = want == '?' && (star_crosses_ || text_[t_] != '/');
    if (!any && want != text_[t_]) {
      return false;
    }
    ++p_;
    ++t_;
    return true;
  }

  bool again() {
    if (narrow_.pattern != std::string_view::npos && text_[narrow_.text] != '/') {
      p_ = narrow_.pattern;
      t_ = ++narrow_.text;
      return true;
    }
    narrow_ = {};
    if (wide_.pattern == std::string_view::npos || wide_.text >= text_.size()) {
      return false;
    }
    p_ = wide_.pattern;
    t_ = ++wide_.text;
    return true;
  }

  std::string_view pattern_;
  std::string_view text_;
  bool star_crosses_;
  std::size_t p_ = 0;
  std::size_t t_ = 0;
  Retry narrow_;
  Retry wide_;
};

}  // namespace

bool covers_path(std::string_view pattern, std::string_view path) {
  return Matcher(pattern, path, true).run();
}

bool covers_file(std::string_view pattern, std::string_view name) {
  if (pattern.substr(0, 2) == "./") {
    pattern.remove_prefix(2);
  }
  if (pattern.find('/') == std::string_view::npos) {
    return Matcher(pattern, name.substr(name.rfind('/') + 1), false).run();
  }
  if (pattern.back() == '/') {
    return Matcher(std::string(pattern) + "**", name, false).run();
  }
  while (pattern.substr(0, 3) == "**/") {  // also for no directory at all
    if (Matcher(pattern, name, false).run()) {
      return true;
    }
    pattern.remove_prefix(3);
  }
  return Matcher(pattern, name, false).run();
}

}  // namespace confstate::config
