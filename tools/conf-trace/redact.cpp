// conf-trace redact: a trace that can be shown to others.
#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "capture/redact.hpp"
#include "capture/trace_writer.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "crypto/keyed_hash.hpp"
#include "info/vocabulary.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-trace redact";
constexpr std::size_t kLongestKey = 1U << 20U;

struct RedactOptions {
  TraceOptions traces;
  std::optional<std::string> key;
  OutputOptions output;
};

void declare(CLI::App& app, RedactOptions& options) {
  declare_traces(app, options.traces);
  OptionGroup group(app, std::string(kOutput));
  group.value(
      "--redact-key", "FILE", options.key,
      "the key of the pseudonyms, any bytes, 16 at least (default: a new one for each run, which nobody keeps)");
  declare_output(app, options.output);
}

base::Result<crypto::KeyedHash> make_hash(const RedactOptions& options, Io& io) {
  if (!options.key) {
    return crypto::KeyedHash::with_random_key();
  }
  base::Result<bytes::Stream> stream = bytes::Stream::open(*options.key, io.in);
  if (!stream) {
    return tl::unexpected<base::Failure>(std::move(stream.error()));
  }
  std::string key(stream->peek(kLongestKey + 1));
  if (stream->failure()) {
    return tl::unexpected<base::Failure>(*stream->failure());
  }
  if (key.size() > kLongestKey) {
    return base::fail(fmt::format("{} is too long for a key", *options.key), "--redact-key takes up to 1 MiB");
  }
  base::Result<crypto::KeyedHash> hash = crypto::KeyedHash::with_key(std::move(key));
  if (!hash) {
    return base::fail(fmt::format("{}: {}", *options.key, hash.error().message), hash.error().hint);
  }
  return hash;
}

// Elements and attributes whose words say who somebody is, or what people talk about.
bool is_personal(std::string_view local, bool is_attribute) {
  using info::Name;
  constexpr std::array<Name, 7> kPersonal{Name::display_text, Name::subject, Name::free_text, Name::keywords,
                                          Name::uri,          Name::by,      Name::call_id};
  const bool is_known = std::ranges::find(kPersonal, info::name_of(local)) != kPersonal.end();
  return is_known || (is_attribute && info::attribute_name_of(local) == info::AttributeName::entity);
}

sip::Framing framing_of(const capture::Record& record) {
  const bool is_stream = record.transport == capture::Transport::tcp || record.transport == capture::Transport::tls;
  return is_stream && !record.truncated && !record.lossy ? sip::Framing::stream : sip::Framing::datagram;
}

// A log that lost its carriage returns: they come back, so that lengths mean what they did.
std::string with_line_ends(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) {
      out += '\r';
    }
    out += text[i];
  }
  return out;
}

base::Result<capture::Totals> redact(Traces& traces, crypto::KeyedHash hash, Io& io, const base::Sink& sink) {
  base::Result<bytes::Stream> stream = bytes::Stream::open(traces.inputs().front().path, io.in);
  if (!stream) {
    return tl::unexpected<base::Failure>(std::move(stream.error()));
  }
  const capture::Settings& settings = traces.settings();
  const auto format = settings.format ? settings.format : capture::detect(stream->peek(64U << 10U));
  capture::TraceWriter writer(capture::form_for(format.value_or(capture::Format::pcap)), sink);
  capture::Redactor redactor(std::move(hash), is_personal);
  capture::Listener listener;
  listener.record = [&](const capture::Record& record) {
    capture::Record changed = record;
    const std::string whole = record.lossy ? with_line_ends(record.bytes) : std::string();
    const std::string made = redactor.redact(record.lossy ? whole : record.bytes, framing_of(record));
    changed.bytes = made;
    changed.source = redactor.names().endpoint(record.source);
    changed.destination = redactor.names().endpoint(record.destination);
    writer.write(changed);
  };
  listener.notice = [&](const capture::Notice& notice) {
    capture::Notice changed = notice;
    changed.source = redactor.names().endpoint(notice.source);
    changed.destination = redactor.names().endpoint(notice.destination);
    writer.write(changed);
  };
  base::Result<capture::Totals> totals = capture::read(*stream, settings, listener);
  writer.finish();
  if (totals && totals->messages == 0) {
    return base::fail("no SIP message in the input",
                      totals->tls == 0 ? "" : fmt::format("{} TLS connections cannot be read", totals->tls));
  }
  return totals;
}

// Where the trace comes from and where it goes to must be two places.
base::Result<void> check_places(const RedactOptions& options, const Traces& traces) {
  if (!options.output.out) {
    return base::fail("where the redacted trace goes to is missing", "-o PATH names it, -o - is standard output");
  }
  if (traces.inputs().size() != 1) {
    return base::fail(fmt::format("{} traces are named, and one is redacted at a time", traces.inputs().size()),
                      "--redact-key FILE gives several runs the same pseudonyms");
  }
  std::error_code unknown;
  if (std::filesystem::equivalent(traces.inputs().front().path, *options.output.out, unknown)) {
    return base::fail(fmt::format("{} is the trace itself", *options.output.out), "-o must name another file");
  }
  return {};
}

Exit run(const RedactOptions& options, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  if (const auto places = check_places(options, *traces); !places) {
    return give_up(io, kName, places.error());
  }
  base::Result<crypto::KeyedHash> hash = make_hash(options, io);
  if (!hash) {
    return give_up(io, kName, hash.error());
  }
  std::optional<base::Failure> failure;
  const auto written = produce_result(options.output, io, [&](const base::Sink& sink) {
    const base::Result<capture::Totals> totals = redact(*traces, std::move(*hash), io, sink);
    if (!totals) {
      failure = totals.error();
    }
    return totals.has_value();
  });
  if (failure) {
    failure->message = fmt::format("{}: {}", traces->inputs().front().name, failure->message);
    return give_up(io, kName, *failure);
  }
  return written ? Exit::yes : give_up(io, kName, written.error());
}

}  // namespace

const Tool& trace_redact_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Writes a trace in which nobody can be told, and which diagnoses the same.",
      .examples =
          "conf-trace redact focus.pcapng -o shared.pcap\n"
          "conf-trace redact monday.pcap -o 1.pcap --redact-key team.key\n"
          "conf-trace redact tuesday.pcap -o 2.pcap --redact-key team.key\n",
      .declare = bind_options<RedactOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
