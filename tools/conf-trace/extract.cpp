// conf-trace extract: bodies or whole messages as files.
#include <array>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "bytes/folder.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "conf-trace/subscriptions.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "notify/documents.hpp"
#include "notify/people.hpp"
#include "report/extract_index.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-trace extract";

enum class What : std::uint8_t { bodies, messages };
constexpr std::array<Choice<What>, 2> kWhats{{{"bodies", What::bodies}, {"messages", What::messages}}};

struct ExtractOptions {
  TraceOptions traces;
  std::optional<What> what;
  std::optional<std::string> out;
};

void declare(CLI::App& app, ExtractOptions& options) {
  declare_traces(app, options.traces);
  OptionGroup group(app, std::string(kOutput));
  group.choice<What>("--what", "WHAT", kWhats, options.what,
                     "bodies (default: conference-info documents, SDP, sipfrag) or messages");
  group.value("-o,--out", "DIR", options.out, "the folder to fill; it must be new or empty");
}

// "xml", "sdp", ...; empty for a body that is not taken out.
std::string_view ending_of(const sip::Body& body) {
  if (notify::is_conference_info(body)) {
    return "xml";
  }
  if (body.type.is("application", "sdp")) {
    return "sdp";
  }
  return body.type.is("message", "sipfrag") ? "sipfrag" : std::string_view();
}

// Writes each piece as it comes, and the index at the end.
class Extraction {
 public:
  Extraction(bytes::Folder& folder, What what, const Traces& traces) : folder_(folder), what_(what), traces_(traces) {}

  void take(const dialog::Followed& followed);
  void take(const notify::Occasion& occasion);
  [[nodiscard]] base::Result<void> finish();
  [[nodiscard]] const std::optional<base::Failure>& failure() const { return failure_; }
  [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
  void write(std::string name, std::string_view content, report::ExtractRow row);
  [[nodiscard]] report::ExtractRow row_of(const dialog::Seen& seen, const sip::Message& message) const;

  bytes::Folder& folder_;
  What what_;
  const Traces& traces_;
  std::string index_;
  std::map<std::string, std::uint64_t> names_;  // how often a name was wanted
  std::optional<base::Failure> failure_;
  std::uint64_t count_ = 0;
  sip::Bodies bodies_;
};

report::ExtractRow Extraction::row_of(const dialog::Seen& seen, const sip::Message& message) const {
  report::ExtractRow row;
  row.trace = traces_.inputs()[seen.moment.input].name;
  row.frame = seen.moment.frame;
  row.time = seen.moment.time;
  row.call_id = message.value(sip::HeaderId::call_id);
  row.message = message.is_request() ? std::string(message.method_text()) : std::to_string(message.status());
  row.is_repeated = seen.repeat != dialog::Repeat::none;
  return row;
}

void Extraction::write(std::string name, std::string_view content, report::ExtractRow row) {
  if (failure_) {
    return;
  }
  const std::uint64_t before = names_[name]++;
  if (before > 0) {
    name.insert(name.rfind('.'), fmt::format("-{}", before + 1));
  }
  if (const base::Result<void> written = folder_.write(name, content); !written) {
    failure_ = written.error();
    return;
  }
  row.file = std::move(name);
  row.bytes = content.size();
  index_ += report::extract_record(row);
  ++count_;
}

// Conference-info documents of subscriptions are named by what they belong to; all else by Call-ID and frame.
void Extraction::take(const dialog::Followed& followed) {
  const sip::Message& message = followed.message;
  const std::string call = bytes::file_name_of(message.value(sip::HeaderId::call_id));
  const std::uint64_t frame = followed.seen.moment.frame;
  if (what_ == What::messages) {
    const std::string kind =
        message.is_request() ? bytes::file_name_of(message.method_text()) : std::to_string(message.status());
    write(fmt::format("calls/{}/{:08}-{}.sip", call, frame, kind), message.bytes(), row_of(followed.seen, message));
    return;
  }
  if (message.body().empty() || followed.seen.repeat != dialog::Repeat::none) {
    return;
  }
  bodies_.read(message);
  for (const sip::Body& body : bodies_.all()) {
    const std::string_view ending = body.is_multipart ? std::string_view() : ending_of(body);
    if (!ending.empty() && ending != "xml") {
      write(fmt::format("calls/{}/{:08}.{}", call, frame, ending), body.bytes, row_of(followed.seen, message));
    }
  }
}

void Extraction::take(const notify::Occasion& occasion) {
  if (what_ == What::messages) {
    return;
  }
  const notify::Subscription& subscription = *occasion.subscription;
  for (const notify::Delivered& delivered : occasion.documents) {
    report::ExtractRow row = row_of(*occasion.seen, *occasion.message);
    row.conference = delivered.entity.empty() ? subscription.conference : delivered.entity;
    row.subscriber = subscription.subscriber;
    row.subscription = subscription.number;
    row.version = delivered.step.version;
    const std::string version = row.version ? fmt::format("v{:010}", *row.version) : "v";
    const std::string name =
        fmt::format("conferences/{}/{}-{}/{}-{}.xml", bytes::file_name_of(row.conference),
                    bytes::file_name_of(notify::short_name(subscription.subscriber)), subscription.number, version,
                    delivered.readable ? notify::word(delivered.step.state) : "unreadable");
    write(name, delivered.body->bytes, std::move(row));
  }
}

base::Result<void> Extraction::finish() {
  if (failure_) {
    return tl::unexpected<base::Failure>(*failure_);
  }
  return folder_.write("index.ndjson", index_);
}

Exit extract(const ExtractOptions& options, Traces& traces, bytes::Folder& folder, Io& io) {
  Extraction extraction(folder, options.what.value_or(What::bodies), traces);
  Listeners listeners;
  listeners.occasion = [&extraction](const notify::Occasion& occasion) { extraction.take(occasion); };
  listeners.message = [&extraction](const dialog::Followed& followed) { extraction.take(followed); };
  Exit exit = follow_subscriptions(traces, kName, std::move(listeners), io);
  const base::Result<void> finished = extraction.finish();
  if (!finished) {
    exit = give_up(io, kName, finished.error());
  } else if (exit == Exit::yes && extraction.count() == 0) {
    exit = give_up(io, kName, {"there is no body to extract", "--what messages takes whole messages"});
  }
  if (exit != Exit::yes) {
    folder.take_back();
  }
  return exit;
}

Exit run(const ExtractOptions& options, Io& io) {
  if (!options.out) {
    return give_up(io, kName, {"-o DIR is missing", "it names the folder to fill"});
  }
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  base::Result<bytes::Folder> folder = bytes::Folder::open(*options.out);
  return folder ? extract(options, *traces, *folder, io) : give_up(io, kName, folder.error());
}

}  // namespace

const Tool& trace_extract_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Takes bodies or whole messages out of a trace, byte for byte, with an index.",
      .examples =
          "conf-trace extract focus.pcapng -o bodies\n"
          "conf-trace extract focus.pcapng --what messages -o messages\n",
      .declare = bind_options<ExtractOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
