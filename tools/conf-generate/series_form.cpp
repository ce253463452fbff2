#include "conf-generate/series_form.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "bytes/output.hpp"
#include "generate/dialog.hpp"
#include "generate/notice_json.hpp"

namespace confstate::tools {
namespace {

using generate::Sent;

class FilesForm : public SeriesForm {
 public:
  FilesForm(std::string folder, std::size_t digits) : folder_(std::move(folder)), digits_(digits) {}

  base::Result<void> take(const Sent& sent, const std::string& xml) override {
    return bytes::write_file(fmt::format("{}/{}", folder_, file_of(sent)), xml);
  }
  [[nodiscard]] std::string file_of(const Sent& sent) const override {
    return fmt::format("{:0{}}.xml", sent.number, digits_);
  }

 private:
  std::string folder_;
  std::size_t digits_;
};

class LinesForm : public SeriesForm {
 public:
  explicit LinesForm(base::Sink sink) : sink_(std::move(sink)) {}

  base::Result<void> take(const Sent& sent, const std::string& xml) override {
    generate::write_notice(sent, xml, sink_);
    return {};
  }

 private:
  base::Sink sink_;
};

// What trace and capture have in common: the messages of one dialog.
class DialogForm : public SeriesForm {
 public:
  explicit DialogForm(std::uint64_t seconds) : seconds_(seconds) {}

  base::Result<void> take(const Sent& sent, const std::string& xml) override {
    if (!dialog_) {
      dialog_.emplace(sent.document.entity, sent.at, seconds_);
    }
    if (sent.asked) {
      put_all(dialog_->subscribe(sent.at));
    }
    last_ = sent.at + kAfterSubscribe;
    put_all(dialog_->notify(xml, last_));
    return {};
  }

 protected:
  virtual void put(const generate::SipMessage& message) = 0;
  [[nodiscard]] std::uint64_t last() const { return last_; }

 private:
  static constexpr std::uint64_t kAfterSubscribe = 100'000;  // microseconds; its answer comes first

  void put_all(const std::vector<generate::SipMessage>& messages) {
    for (const generate::SipMessage& message : messages) {
      put(message);
    }
  }

  std::uint64_t seconds_;
  std::optional<generate::Dialog> dialog_;
  std::uint64_t last_ = 0;
};

class TraceForm : public DialogForm {
 public:
  TraceForm(base::Sink sink, std::uint64_t seconds) : DialogForm(seconds), sink_(std::move(sink)) {}

 private:
  void put(const generate::SipMessage& message) override { generate::write_trace(message, sink_); }

  base::Sink sink_;
};

class CaptureForm : public DialogForm {
 public:
  CaptureForm(base::Sink sink, std::uint64_t seconds) : DialogForm(seconds), sink_(std::move(sink)) {}

  void end() override {
    if (capture_) {
      capture_->close(last() + kGoodbye);
      pass_on();
    }
  }

 private:
  static constexpr std::uint64_t kHandshake = 1'000;  // microseconds before the first message
  static constexpr std::uint64_t kGoodbye = 1'000'000;

  void put(const generate::SipMessage& message) override {
    if (!capture_) {
      capture_.emplace(packets_, generate::subscriber_peer(), generate::focus_peer(), message.at - kHandshake);
    }
    capture_->send(message.from_subscriber, message.text, message.at);
    pass_on();
  }

  void pass_on() {
    sink_(packets_);
    packets_.clear();
  }

  base::Sink sink_;
  std::string packets_;
  std::optional<capture::TcpCapture> capture_;
};

}  // namespace

base::Result<std::unique_ptr<SeriesForm>> make_files(const std::string& folder, std::uint64_t count) {
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error || !std::filesystem::is_directory(folder, error)) {
    return base::fail(fmt::format("cannot make the folder {}{}", folder, error ? ": " + error.message() : ""));
  }
  if (!std::filesystem::is_empty(folder, error) || error) {
    return base::fail(fmt::format("the folder {} is not empty", folder), "a series wants one of its own");
  }
  const std::size_t digits = std::max<std::size_t>(4, std::to_string(count).size());
  return std::make_unique<FilesForm>(folder, digits);
}

std::unique_ptr<SeriesForm> make_lines(base::Sink sink) {
  return std::make_unique<LinesForm>(std::move(sink));
}

std::unique_ptr<SeriesForm> make_trace(base::Sink sink, std::uint64_t seconds) {
  return std::make_unique<TraceForm>(std::move(sink), seconds);
}

std::unique_ptr<SeriesForm> make_capture(base::Sink sink, std::uint64_t seconds) {
  return std::make_unique<CaptureForm>(std::move(sink), seconds);
}

}  // namespace confstate::tools
