// Series of notifications.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "bytes/output.hpp"
#include "common/tool.hpp"
#include "conf-generate/options.hpp"
#include "conf-generate/series_form.hpp"
#include "generate/faulty.hpp"
#include "generate/notice_json.hpp"
#include "generate/proof.hpp"
#include "generate/write.hpp"

namespace confstate::tools {
namespace {

constexpr std::uint64_t kMostNotifications = 1'000'000;

// What a run of a series needs.
class SeriesRun {
 public:
  explicit SeriesRun(const GenerateRun& run) : run_(run), out_(run.options.out.value_or("-")) {}

  base::Result<void> run();

 private:
  [[nodiscard]] base::Result<generate::SeriesPlan> plan() const;
  [[nodiscard]] GenerateFormat format() const {
    return run_.options.format.value_or(out_ == "-" ? GenerateFormat::ndjson : GenerateFormat::xml);
  }
  [[nodiscard]] base::Result<void> check() const;
  [[nodiscard]] base::Result<std::unique_ptr<SeriesForm>> make_form();
  void take(const generate::Sent& sent);
  [[nodiscard]] base::Result<void> finish();

  const GenerateRun& run_;
  std::string out_;
  std::unique_ptr<SeriesForm> form_;
  std::string content_;  // of one file
  std::vector<generate::Expected> expected_;
  base::Result<void> done_;
};

base::Result<generate::SeriesPlan> SeriesRun::plan() const {
  const GenerateOptions& options = run_.options;
  generate::SeriesPlan plan;
  plan.seed = options.seed.value_or(plan.seed);
  plan.entity = options.entity.value_or(plan.entity);
  plan.subject = options.subject.value_or(plan.subject);
  plan.version = static_cast<std::uint32_t>(options.version.value_or(plan.version));
  plan.layout = options.layout.value_or(plan.layout);
  if (*options.series > kMostNotifications) {
    return base::fail(fmt::format("--series takes up to {} notifications", kMostNotifications));
  }
  plan.count = static_cast<std::uint32_t>(*options.series);
  return plan;
}

// True where the URI can stand in a request line and between angle brackets (RFC 3261 section 25.1).
bool fits_sip_message(std::string_view uri) {
  constexpr std::string_view kNever = "<>\"\\^{|}`";
  const bool is_sip = base::ascii_lower(uri.substr(0, 4)) == "sip:" || base::ascii_lower(uri.substr(0, 5)) == "sips:";
  return is_sip && std::ranges::all_of(uri, [kNever](char c) {
           return c > ' ' && c <= '~' && kNever.find(c) == std::string_view::npos;
         });
}

base::Result<void> SeriesRun::check() const {
  const bool to_stdout = out_ == "-";
  const bool has_messages = format() == GenerateFormat::trace || format() == GenerateFormat::pcap;
  if (has_messages && run_.options.entity && !fits_sip_message(*run_.options.entity)) {
    return base::fail(fmt::format("--entity {}: no SIP message can carry this URI", *run_.options.entity),
                      "name a sip: or sips: URI without white space and brackets, or say --format ndjson");
  }
  if (to_stdout && format() == GenerateFormat::xml) {
    return base::fail("a series in xml is a folder of files", "name it with -o FOLDER, or say --format ndjson");
  }
  if (to_stdout && format() == GenerateFormat::pcap && run_.io.out_is_terminal) {
    return base::fail("a capture is not for a terminal", "name a file with -o FILE");
  }
  if (to_stdout && format() != GenerateFormat::ndjson && !run_.options.faults.empty()) {
    return base::fail("there is no place beside standard output for what a subscriber must find",
                      "name a file with -o FILE, or say --format ndjson");
  }
  return {};
}

base::Result<std::unique_ptr<SeriesForm>> SeriesRun::make_form() {
  const std::uint64_t count = *run_.options.series;
  const std::uint64_t seconds = 3600 + 61 * count;  // a minute apart at most
  const base::Sink sink = [this](std::string_view piece) {
    if (out_ == "-") {
      run_.io.out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    } else {
      content_ += piece;
    }
  };
  switch (format()) {
    case GenerateFormat::xml:
      return make_files(out_, count + 3 * run_.options.faults.size());
    case GenerateFormat::trace:
      return make_trace(sink, seconds);
    case GenerateFormat::pcap:
      return make_capture(sink, seconds);
    default:
      return make_lines(sink);
  }
}

void SeriesRun::take(const generate::Sent& sent) {
  if (!done_) {
    return;
  }
  done_ =
      form_->take(sent, generate::write_document(sent.document, run_.options.layout.value_or(info::Layout::compact)));
  if (!run_.options.faults.empty()) {
    expected_.push_back({sent.number, form_->file_of(sent), sent.document.version, sent.outcome, sent.rules});
  }
}

// What is left to write: the one file, and what must be found.
base::Result<void> SeriesRun::finish() {
  form_->end();
  if (out_ == "-") {
    return {};
  }
  const bool is_folder = format() == GenerateFormat::xml;
  if (!is_folder) {
    if (auto written = bytes::write_file(out_, content_); !written) {
      return written;
    }
  }
  if (expected_.empty()) {
    return {};
  }
  std::string text;
  generate::write_expected(expected_, [&text](std::string_view piece) { text += piece; });
  return bytes::write_file(is_folder ? out_ + "/expected.json" : out_ + ".expected.json", text);
}

base::Result<void> SeriesRun::run() {
  const base::Result<generate::SeriesPlan> plan = this->plan();
  const base::Result<std::vector<std::string>> faults = generate::read_faults(run_.options.faults);
  if (!plan || !faults) {
    return tl::unexpected<base::Failure>(plan ? faults.error() : plan.error());
  }
  if (auto good = check(); !good) {
    return good;
  }
  if (run_.options.entity || run_.options.subject) {
    generate::Conference head;
    head.entity = plan->entity;
    head.description.emplace().subject = plan->subject;
    head.users.emplace();
    if (auto good = generate::prove(generate::write_document(head, plan->layout), generate::Proof::strict, run_.limits);
        !good) {
      return good;
    }
  }
  base::Result<std::unique_ptr<SeriesForm>> form = make_form();
  if (!form) {
    return tl::unexpected<base::Failure>(form.error());
  }
  form_ = std::move(*form);
  if (auto ran = generate::run_series(*plan, *faults, [this](const generate::Sent& sent) { take(sent); }); !ran) {
    return ran;
  }
  return done_ ? finish() : done_;
}

}  // namespace

base::Result<void> make_series(const GenerateRun& run) {
  return SeriesRun(run).run();
}

}  // namespace confstate::tools
