// A file descriptor that closes itself, and the words for what went wrong with one.
#pragma once

#include <unistd.h>

#include <string>
#include <system_error>

namespace confstate::bytes {

// Owns one open file descriptor; -1 owns nothing.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  explicit operator bool() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

  // Closes it now; false when the system reports a write that failed late.
  bool close() {
    const int number = number_;
    number_ = -1;
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

// What the system says about an error number: "No such file or directory".
[[nodiscard]] inline std::string words_of(int error) {
  return std::generic_category().message(error);
}

}  // namespace confstate::bytes
