// Reading inputs: files, standard input, directories, lists of names; gzip and zstd are undone.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"

namespace confstate::bytes {

// Reads a whole file, or `standard_input` where the path is "-". Undoes gzip and zstd. Fails on a missing or
// unreadable file, a directory, damaged compression, or more than limits.input bytes (also while
// decompressing: memory stays bounded by that limit).
[[nodiscard]] base::Result<std::string> read_input(const std::string& path, std::istream& standard_input,
                                                   const base::Limits& limits);

// Undoes gzip or zstd if the bytes begin with their magic; else gives them back. Fails as read_input does.
[[nodiscard]] base::Result<std::string> decompress(std::string bytes, const base::Limits& limits);

// True when the bytes begin as a packet capture (pcap in four magics, pcapng).
[[nodiscard]] bool looks_like_capture(std::string_view bytes);

// The regular files below a directory, in byte order of their paths; hidden ones and what `wanted` refuses
// are left out. A path that is no directory is given back itself. Symbolic links to directories are not followed.
[[nodiscard]] base::Result<std::vector<std::string>> list_files(const std::string& path,
                                                                const std::function<bool(std::string_view)>& wanted);

// Reads a list of names separated by `separator` ('\n' or '\0'); empty names are skipped.
[[nodiscard]] base::Result<std::vector<std::string>> read_names(const std::string& path, char separator,
                                                                std::istream& standard_input);

}  // namespace confstate::bytes
