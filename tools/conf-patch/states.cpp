#include "conf-patch/states.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "bytes/output.hpp"
#include "change/layout.hpp"

namespace confstate::tools {
namespace {

namespace fs = std::filesystem;

base::Failure trouble(std::string_view what, const std::string& path, const std::error_code& error) {
  return {fmt::format("{} {}: {}", what, path, error.message()), {}};
}

}  // namespace

base::Result<void> States::begin() {
  if (!options_.each || options_.to_stdout()) {
    return {};
  }
  std::error_code error;
  made_folder_ = fs::create_directory(*options_.out, error);
  if (error) {
    return tl::unexpected<base::Failure>(trouble("cannot make", *options_.out, error));
  }
  const bool empty = fs::is_empty(*options_.out, error);
  if (error) {
    return tl::unexpected<base::Failure>(trouble("cannot read", *options_.out, error));
  }
  return empty ? base::Result<void>()
               : base::fail(fmt::format("{} is not empty", *options_.out), "--each fills a new or empty folder");
}

std::string States::text_of(const change::Subscriber& subscriber) const {
  std::string text;
  subscriber.write(text);
  return options_.layout == info::Layout::compact || text.empty() ? text : change::indented(text);
}

void States::print(const change::Subscriber& subscriber) {
  const std::string text = text_of(subscriber);
  io_.out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

base::Result<void> States::changed(const change::Subscriber& subscriber) {
  if (!options_.each) {
    return {};
  }
  if (options_.to_stdout()) {
    print(subscriber);
    return {};
  }
  // The digits of the highest version there is, so that names sort as versions do.
  std::string path = fmt::format("{}/{:010}.xml", *options_.out, *subscriber.version());
  base::Result<void> written = bytes::write_file(path, text_of(subscriber));
  if (written) {
    written_.push_back(std::move(path));
  }
  return written;
}

base::Result<void> States::end(const change::Subscriber& subscriber, bool well) {
  if (!options_.each) {
    if (options_.to_stdout()) {
      print(subscriber);
    } else if (well) {
      return bytes::write_file(*options_.out, text_of(subscriber));
    }
  } else if (!well) {
    take_back();
  }
  return {};
}

void States::take_back() {
  std::error_code ignored;
  for (const std::string& path : written_) {
    fs::remove(path, ignored);
  }
  if (made_folder_) {
    fs::remove(*options_.out, ignored);
  }
}

}  // namespace confstate::tools
