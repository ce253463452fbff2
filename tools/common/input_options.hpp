// The INPUT options: files, directories, lists of names, standard input, limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "capture/settings.hpp"
#include "common/cli_names.hpp"
#include "common/tool.hpp"

namespace confstate::tools {

// How an input is read, whatever it looks like. Kinds of traces come in the order of capture::Format.
enum class InputFormat : std::uint8_t { automatic, xml, first_trace };

// The kind of a trace, where the format is one.
[[nodiscard]] std::optional<capture::Format> trace_format(InputFormat format);

// Which inputs there are, in every tool.
struct ListOptions {
  std::vector<std::string> arguments;
  bool recursive = false;
  std::vector<std::string> files_from;
  std::vector<std::string> files0_from;
  std::optional<std::string> stdin_name;
  std::vector<std::string> limits;
};

struct InputOptions : ListOptions {
  std::optional<InputFormat> format;
  std::optional<std::uint64_t> jobs;
};

// What -r takes out of a directory; a file that is named is always read.
struct Wanted {
  bool (*is_wanted)(std::string_view path);
  std::string_view noun;  // "document"
  std::string_view hint;  // what -r takes
};
[[nodiscard]] const Wanted& wanted_documents();
[[nodiscard]] const Wanted& wanted_traces();

// Declares the arguments and the INPUT options; with `traces` for a tool that reads them too.
void declare_input(CLI::App& app, InputOptions& options, bool traces = false);
// Declares the arguments and how lists of them are named, for tools with another --input-format.
void declare_list(CLI::App& app, ListOptions& options, const char* recursive_help);
// Declares --limit.
void declare_limits(CLI::App& app, ListOptions& options, const char* help);
// Declares --jobs, for tools that work on several inputs at once.
void declare_jobs(CLI::App& app, InputOptions& options);

// One input: where it is and what reports call it.
struct Input {
  std::string path;  // "-" for standard input
  std::string name;
};

// The inputs in the order of the arguments, then of the lists, and what could not be listed.
struct Inputs {
  std::vector<Input> list;
  std::vector<base::Failure> failures;
};

// Resolves arguments, directories and lists. Fails where nothing is named, or standard input is wanted twice.
[[nodiscard]] base::Result<Inputs> list_inputs(const ListOptions& options, std::istream& standard_input,
                                               const Wanted& wanted = wanted_documents());

// The limits after --limit.
[[nodiscard]] base::Result<base::Limits> read_limits(const ListOptions& options);

// The number of threads for that many inputs: --jobs, else one per available CPU, never more than inputs.
[[nodiscard]] unsigned jobs_for(const InputOptions& options, std::size_t inputs);

// True for bytes that are a capture, a log of SIP or a SIP message rather than a document.
[[nodiscard]] bool looks_like_trace(std::string_view bytes);

// What an input turned out to be, and its bytes where they were read.
struct ReadInput {
  std::string bytes;
  bool is_trace = false;
  bool is_whole = true;  // false: a file that is longer than the limit `input`, to be read as a stream
};

// Reads one input whole; a trace in a file may be longer than the limit `input`. Fails as bytes::read_input does.
[[nodiscard]] base::Result<ReadInput> read_any(const Input& input, InputFormat format, std::istream& standard_input,
                                               const base::Limits& limits);

// Reads one input whole. Fails as bytes::read_input does, and on what looks like a trace; the format overrides what an
// input looks like.
[[nodiscard]] base::Result<std::string> read_document(const Input& input, InputFormat format,
                                                      std::istream& standard_input, const base::Limits& limits);

}  // namespace confstate::tools
