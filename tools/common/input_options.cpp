#include "common/input_options.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <sched.h>

#include "base/text.hpp"
#include "bytes/input.hpp"
#include "bytes/stream.hpp"
#include "capture/read.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/trace_formats.hpp"

namespace confstate::tools {
namespace {

constexpr std::size_t kDocumentFormats = 2;

constexpr auto kInputFormats = [] {
  std::array<Choice<InputFormat>, kDocumentFormats + kTraceFormats.size()> all{
      {{"auto", InputFormat::automatic}, {"xml", InputFormat::xml}}};
  for (std::size_t i = 0; i < kTraceFormats.size(); ++i) {
    const auto value =
        static_cast<std::size_t>(InputFormat::first_trace) + static_cast<std::size_t>(kTraceFormats[i].value);
    all[kDocumentFormats + i] = {kTraceFormats[i].word, static_cast<InputFormat>(value)};
  }
  return all;
}();

constexpr std::size_t kBeginning = 65536;  // what the kind of a trace is told by

// True for a path that ends in one of these, perhaps compressed.
bool has_suffix(std::string_view path, std::span<const std::string_view> suffixes) {
  const std::string lower = base::ascii_lower(path);
  std::string_view name = lower;
  for (const std::string_view packed : {".gz", ".zst"}) {
    name.remove_suffix(name.ends_with(packed) ? packed.size() : 0);
  }
  return std::ranges::any_of(suffixes, [name](std::string_view suffix) { return name.ends_with(suffix); });
}

bool is_document_name(std::string_view path) {
  constexpr std::array<std::string_view, 1> kSuffixes{".xml"};
  return has_suffix(path, kSuffixes);
}

bool is_trace_name(std::string_view path) {
  constexpr std::array<std::string_view, 7> kSuffixes{".pcap", ".pcapng", ".cap", ".sip", ".log", ".txt", ".hep"};
  return has_suffix(path, kSuffixes);
}

bool wants_stdin(const std::string& name) {
  return name == "-";
}

// Standard input can be read once.
base::Result<void> check_stdin(const ListOptions& options) {
  const auto count = std::ranges::count_if(options.arguments, wants_stdin) +
                     std::ranges::count_if(options.files_from, wants_stdin) +
                     std::ranges::count_if(options.files0_from, wants_stdin);
  if (count > 1) {
    return base::fail("standard input is named twice");
  }
  return {};
}

void add_path(const ListOptions& options, const Wanted& wanted, const std::string& path, Inputs& inputs) {
  if (!options.recursive) {
    inputs.list.push_back({path, path});
    return;
  }
  base::Result<std::vector<std::string>> files = bytes::list_files(path, wanted.is_wanted);
  if (!files) {
    inputs.failures.push_back(std::move(files.error()));
    return;
  }
  if (files->empty()) {
    inputs.failures.push_back({fmt::format("no {} in {}", wanted.noun, path), std::string(wanted.hint)});
  }
  for (std::string& file : *files) {
    inputs.list.push_back({file, file});
  }
}

// A list holds names of files: its "-" is a file of that name.
void add_list(const ListOptions& options, const Wanted& wanted, const std::string& list, char separator,
              std::istream& standard_input, Inputs& inputs) {
  const base::Result<std::vector<std::string>> names = bytes::read_names(list, separator, standard_input);
  if (!names) {
    inputs.failures.push_back(names.error());
    return;
  }
  for (const std::string& name : *names) {
    if (wants_stdin(name)) {
      inputs.list.push_back({"./-", name});
    } else {
      add_path(options, wanted, name, inputs);
    }
  }
}

}  // namespace

const Wanted& wanted_documents() {
  static constexpr Wanted kDocuments{is_document_name, "document", "-r takes .xml, .xml.gz and .xml.zst files"};
  return kDocuments;
}

const Wanted& wanted_traces() {
  static constexpr Wanted kTraces{is_trace_name, "trace",
                                  "-r takes .pcap, .pcapng, .cap, .sip, .log, .txt and .hep files, also .gz and .zst"};
  return kTraces;
}

void declare_list(CLI::App& app, ListOptions& options, const char* recursive_help) {
  OptionGroup group(app, std::string(kInput));
  group.arguments("FILE", options.arguments, "files to read; - is standard input");
  group.flag("-r,--recursive", options.recursive, recursive_help);
  group.values("--files-from", "LIST", options.files_from, "read the files named in LIST, one per line");
  group.values("--files0-from", "LIST", options.files0_from, "the same, names separated by NUL");
  group.value("--stdin-name", "NAME", options.stdin_name, "what reports call standard input");
}

void declare_limits(CLI::App& app, ListOptions& options, const char* help) {
  OptionGroup(app, std::string(kInput)).values("--limit", "NAME=VALUE", options.limits, help);
}

std::optional<capture::Format> trace_format(InputFormat format) {
  return format < InputFormat::first_trace
             ? std::nullopt
             : std::optional(static_cast<capture::Format>(static_cast<std::size_t>(format) -
                                                          static_cast<std::size_t>(InputFormat::first_trace)));
}

void declare_input(CLI::App& app, InputOptions& options, bool traces) {
  declare_list(app, options, "read the .xml, .xml.gz and .xml.zst files below each directory named");
  const std::span<const Choice<InputFormat>> formats(kInputFormats);
  OptionGroup(app, std::string(kInput))
      .choice<InputFormat>(
          "--input-format", traces ? "FORMAT" : "auto|xml", traces ? formats : formats.first(kDocumentFormats),
          options.format,
          traces ? "auto, xml, or a kind of trace as conf-trace has it (default auto: told by the content)"
                 : "how inputs are read (default auto: told by their content)");
  declare_limits(app, options,
                 "set a limit (input, depth, elements, attributes, findings; K, M, G are understood); repeatable");
}

void declare_jobs(CLI::App& app, InputOptions& options) {
  OptionGroup(app, std::string(kGeneral))
      .number("--jobs", "N", options.jobs, "inputs judged at once (default 0: one per CPU)");
}

base::Result<Inputs> list_inputs(const ListOptions& options, std::istream& standard_input, const Wanted& wanted) {
  if (options.arguments.empty() && options.files_from.empty() && options.files0_from.empty()) {
    return base::fail("no input", "name files, or - for standard input");
  }
  if (auto checked = check_stdin(options); !checked) {
    return tl::unexpected<base::Failure>(checked.error());
  }
  Inputs inputs;
  for (const std::string& path : options.arguments) {
    if (wants_stdin(path)) {
      inputs.list.push_back({path, options.stdin_name.value_or("<stdin>")});
    } else {
      add_path(options, wanted, path, inputs);
    }
  }
  for (const std::string& list : options.files_from) {
    add_list(options, wanted, list, '\n', standard_input, inputs);
  }
  for (const std::string& list : options.files0_from) {
    add_list(options, wanted, list, '\0', standard_input, inputs);
  }
  return inputs;
}

base::Result<base::Limits> read_limits(const ListOptions& options) {
  base::Limits limits;
  for (const std::string& assignment : options.limits) {
    if (auto set = base::set_limit(limits, assignment); !set) {
      return tl::unexpected<base::Failure>(set.error());
    }
  }
  return limits;
}

unsigned jobs_for(const InputOptions& options, std::size_t inputs) {
  std::uint64_t jobs = options.jobs.value_or(0);
  if (jobs == 0 && inputs > 1) {
    cpu_set_t set;
    CPU_ZERO(&set);
    jobs = ::sched_getaffinity(0, sizeof set, &set) == 0 ? static_cast<std::uint64_t>(CPU_COUNT(&set)) : 1;
  }
  constexpr std::uint64_t kMostThreads = 256;
  return static_cast<unsigned>(std::clamp<std::uint64_t>(jobs, 1, std::clamp<std::uint64_t>(inputs, 1, kMostThreads)));
}

// What begins a document is looked at first, as nearly every input is one; "<---" begins a log of Asterisk.
bool looks_like_trace(std::string_view bytes) {
  if (bytes::looks_like_capture(bytes)) {
    return true;
  }
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return false;
  }
  const std::string_view rest = bytes.substr(begin);
  const bool is_text = static_cast<unsigned char>(rest.front()) < 0x80 && rest.front() != '\0';
  const bool is_document = rest.front() == '<' && !rest.starts_with("<-");
  return is_text && !is_document && capture::detect(bytes.substr(0, kBeginning)).has_value();
}

namespace {

// A capture that does not fit into memory is recognised by its beginning.
bool is_long_trace(const Input& input, std::istream& standard_input) {
  if (input.path == "-") {
    return false;
  }
  base::Result<bytes::Stream> stream = bytes::Stream::open(input.path, standard_input);
  return stream && looks_like_trace(stream->peek(kBeginning));
}

}  // namespace

base::Result<ReadInput> read_any(const Input& input, InputFormat format, std::istream& standard_input,
                                 const base::Limits& limits) {
  base::Result<std::string> bytes = bytes::read_input(input.path, standard_input, limits);
  if (bytes) {
    const bool is_trace =
        format == InputFormat::automatic ? looks_like_trace(*bytes) : trace_format(format).has_value();
    return ReadInput{std::move(*bytes), is_trace, true};
  }
  const bool is_named = input.path != "-" && trace_format(format).has_value();
  if (is_named || (format == InputFormat::automatic && is_long_trace(input, standard_input))) {
    return ReadInput{{}, true, false};
  }
  return tl::unexpected<base::Failure>(std::move(bytes.error()));
}

base::Result<std::string> read_document(const Input& input, InputFormat format, std::istream& standard_input,
                                        const base::Limits& limits) {
  base::Result<ReadInput> read = read_any(input, format, standard_input, limits);
  if (!read) {
    return tl::unexpected<base::Failure>(std::move(read.error()));
  }
  if (read->is_trace) {
    return base::fail(fmt::format("{} is a trace, not a document", input.name),
                      "conf-trace extract takes the documents out of it; or say --input-format xml");
  }
  return std::move(read->bytes);
}

}  // namespace confstate::tools
