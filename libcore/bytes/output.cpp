#include "bytes/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "bytes/descriptor.hpp"

namespace confstate::bytes {
namespace {

// One temporary file that must not survive a signal. The handler may run between any two instructions, so a slot
// is free, being filled, or ready, and the name is only looked at when it is ready.
struct Slot {
  std::atomic<int> state{0};
  std::array<char, PATH_MAX> name{};
};
static_assert(std::atomic<int>::is_always_lock_free);

enum SlotState : int { kFree = 0, kFilling = 1, kReady = 2 };

// The one piece of state shared by the whole process: a signal handler gets no arguments.
std::array<Slot, 32> unfinished;
std::atomic<unsigned> next_number{0};

// Holds a slot while a temporary file may exist. With all slots taken, the file is written all the same.
class Registration {
 public:
  explicit Registration(const std::string& name) {
    if (name.size() >= PATH_MAX) {
      return;
    }
    for (Slot& slot : unfinished) {
      int expected = kFree;
      if (slot.state.compare_exchange_strong(expected, kFilling)) {
        std::memcpy(slot.name.data(), name.c_str(), name.size() + 1);
        slot.state.store(kReady);
        slot_ = &slot;
        return;
      }
    }
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() {
    if (slot_ != nullptr) {
      slot_->state.store(kFree);
    }
  }

 private:
  Slot* slot_ = nullptr;
};

tl::unexpected<base::Failure> cannot_write(const std::string& path, int error) {
  return base::fail("cannot write " + path + ": " + words_of(error));
}

bool write_all(int number, std::string_view content) {
  while (!content.empty()) {
    const ssize_t put = ::write(number, content.data(), content.size());
    if (put < 0 && errno != EINTR) {
      return false;
    }
    content.remove_prefix(put < 0 ? 0 : static_cast<std::size_t>(put));
  }
  return true;
}

// Some file systems cannot flush and say so with EINVAL; that is no reason to lose the file.
bool flush(int number) {
  return ::fsync(number) == 0 || errno == EINVAL || errno == ENOTSUP;
}

base::Result<void> write_directly(const std::string& path, std::string_view content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file || !write_all(file.number(), content) || !file.close()) {
    return cannot_write(path, errno);
  }
  return {};
}

std::string temporary_beside(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  return directory + ".confstate-" + std::to_string(::getpid()) + "-" + std::to_string(next_number.fetch_add(1)) +
         ".tmp";
}

using Producer = std::function<bool(const base::Sink&)>;

// The pieces of an output on their way to a file, gathered, as calls of the system are dear.
class Pieces {
 public:
  explicit Pieces(int number) : number_(number) {}

  void put(std::string_view piece) {
    constexpr std::size_t kGathered = 1U << 18U;
    gathered_ += piece;
    if (gathered_.size() >= kGathered) {
      (void)flush();
    }
  }

  // False where something could not be written; errno says why.
  bool flush() {
    error_ = error_ == 0 && !write_all(number_, gathered_) ? errno : error_;
    gathered_.clear();
    errno = error_;
    return error_ == 0;
  }

 private:
  int number_;
  int error_ = 0;
  std::string gathered_;
};

constexpr int kUnwanted = -1;

// Writes what is produced; the error number, 0 for success, kUnwanted where it is not wanted.
int produce_into(int number, const Producer& produce) {
  Pieces pieces(number);
  const bool wanted = produce([&pieces](std::string_view piece) { pieces.put(piece); });
  return !wanted ? kUnwanted : pieces.flush() ? 0 : errno;
}

// Removes the temporary file, whatever happens; once it was renamed it is gone.
class Removal {
 public:
  explicit Removal(const std::string& name) : name_(name) {}
  Removal(const Removal&) = delete;
  Removal& operator=(const Removal&) = delete;
  ~Removal() {
    if (!done) {
      ::unlink(name_.c_str());
    }
  }

  bool done = false;

 private:
  const std::string& name_;
};

// Writes the temporary file and renames it; the error number, 0 for success. A new file gets the mode that the
// umask gives, a replaced one keeps its own: `old` is null where there is none.
int replace(const std::string& temporary, const std::string& path, const Producer& produce, const struct stat* old) {
  const Registration registration(temporary);
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file) {
    return errno;
  }
  Removal removal(temporary);
  int error = old == nullptr || ::fchmod(file.number(), old->st_mode & 07777U) == 0 ? 0 : errno;
  error = error == 0 ? produce_into(file.number(), produce) : error;
  if (error == 0) {
    removal.done = flush(file.number()) && file.close() && std::rename(temporary.c_str(), path.c_str()) == 0;
    error = removal.done ? 0 : errno;
  }
  return error;
}

// The file behind symbolic links, so that the link stays a link.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? real.get() : path;
}

}  // namespace

base::Result<void> write_file(const std::string& path, std::string_view content) {
  return write_file(path, [content](const base::Sink& sink) {
    sink(content);
    return true;
  });
}

base::Result<void> write_file(const std::string& path, const std::function<bool(const base::Sink&)>& produce) {
  struct stat facts {};
  const bool exists = ::stat(path.c_str(), &facts) == 0;
  if (exists && !S_ISREG(facts.st_mode)) {
    std::string content;
    const bool wanted = produce([&content](std::string_view piece) { content += piece; });
    return wanted ? write_directly(path, content) : base::Result<void>();
  }
  struct stat link {};
  const bool is_link = ::lstat(path.c_str(), &link) == 0 && S_ISLNK(link.st_mode);
  const std::string target = is_link ? resolved(path) : path;
  int error = EEXIST;
  for (int attempt = 0; error == EEXIST && attempt < 100; ++attempt) {
    error = replace(temporary_beside(target), target, produce, exists ? &facts : nullptr);
  }
  if (error != 0 && error != kUnwanted) {
    return cannot_write(path, error);
  }
  return {};
}

void remove_unfinished() noexcept {
  for (Slot& slot : unfinished) {
    if (slot.state.load() == kReady) {
      ::unlink(slot.name.data());
    }
  }
}

}  // namespace confstate::bytes
