// What the readers of all text logs share: the message that is being gathered, and the way to the listener.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/clock.hpp"
#include "capture/notice.hpp"
#include "capture/settings.hpp"
#include "capture/text_ends.hpp"
#include "capture/text_lines.hpp"

namespace confstate::capture {

// In which order messages are given on.
enum class Order : std::uint8_t {
  file,    // as they stand there
  window,  // by their times, as far as these are within 50 milliseconds
  sorted,  // by their times, as far as memory allows
};

// The records of a log on their way: counted, put in order, given the ends that the log does not name.
class LogOutlet {
 public:
  LogOutlet(const Settings& settings, const Listener& listener, Format format);

  void set_order(Order order) { order_ = order; }
  // The log does not know the address of its own program.
  void learn_ends() { learns_ = true; }
  // A message; its bytes are valid during the call only.
  void message(const Record& record);
  void notice(Notice notice);
  // All that is held back.
  void flush();
  Totals& totals() { return totals_; }

 private:
  struct Held {
    Record record;
    std::string bytes;
  };

  void hold(const Record& record);
  void give(Record& record);
  void give_held(std::size_t count);
  void sort_held();
  void release();
  [[nodiscard]] std::size_t ready() const;

  const Listener& listener_;
  std::uint64_t memory_;
  std::uint64_t small_memory_;
  Totals totals_;
  Ends ends_;
  std::vector<Held> held_;
  std::uint64_t held_bytes_ = 0;
  std::int64_t newest_ = 0;
  Order order_ = Order::file;
  bool learns_ = false;
  bool cost_something_ = false;
};

// One log that is being read.
class Log {
 public:
  Log(bytes::Stream& stream, Format format, const Settings& settings, const Listener& listener);

  Lines lines;
  Clock clock;
  LogOutlet out;
  // The message that is being gathered: what the log said about it, and its bytes so far.
  Record record;
  std::string bytes;
  std::optional<std::uint64_t> length;  // of the message, as the log says
  // Of the format: line ends may have been changed, and lines of another kind may follow a message.
  bool changes_lines = false;

  // Begins a message at a line of the log; what was not finished is given up.
  void begin(const Line& line);
  // Adds bytes to it, up to the limit `message`.
  void add(std::string_view more);
  // Counts bytes of it that were left out, as they are over the limit.
  void leave_out(std::uint64_t count) { surplus_ += count; }
  // Does not give it on: somebody else gathers it.
  void forget() { open_ = false; }
  // Does not give it on, and says why.
  void give_up(NoticeKind kind, std::uint64_t count, std::string detail = {});
  // Gives it on, unless nothing but white space was gathered. A record that is no SIP is noticed.
  void finish();
  // Gives on a message that was gathered elsewhere.
  void give(const Record& about, std::string message);
  [[nodiscard]] bool is_open() const { return open_; }
  // Sets the time of the message, or none; says what was assumed, and where time goes back.
  void set_time(const std::optional<LogTime>& stamp);
  // Says something about a line.
  void notice(NoticeKind kind, const Line& line, std::string detail, std::uint64_t count = 0);
  [[nodiscard]] std::uint64_t limit() const { return limit_; }

 private:
  void notice_here(NoticeKind kind, std::uint64_t count, std::string detail);
  std::string_view give_one(std::string_view message);
  void check_length(std::string_view message);

  std::uint64_t limit_;
  std::uint64_t surplus_ = 0;  // bytes over the limit
  bool open_ = false;
  std::string said_;  // what was said about assumptions
};

// How the bytes of a message fit its Content-Length.
struct BodyFit {
  std::size_t end = std::string_view::npos;  // where the message ends; npos: not before the end of the bytes
  bool is_short = false;                     // the body is not all there
  bool has_bare_feeds = false;               // a line of the head ends with LF alone
};

// Looks at a message whose line ends may have been changed from CRLF to LF: Content-Length is then compared with the
// body as it is and as it would be with CRLF.
[[nodiscard]] BodyFit fit_body(std::string_view bytes);

// Takes up to `most` line ends (LF or CR LF) off the end.
void take_line_ends(std::string& bytes, int most);

// A line without the escape sequences that colour it on a terminal; `scratch` holds it where there are some.
[[nodiscard]] std::string_view without_colours(std::string_view line, std::string& scratch);

// Line ends with LF alone.
[[nodiscard]] std::size_t count_bare_feeds(std::string_view bytes);

// The readers, each in text_<name>.cpp. They read to the end of the log.
void read_sip(Log& log);
void read_sipp(Log& log);
void read_sipdump(Log& log);
void read_sngrep(Log& log);
void read_ngrep(Log& log);
void read_pjsip(Log& log);
void read_chan_sip(Log& log);
void read_freeswitch(Log& log);
void read_tshark_json(Log& log);

// First lines of a message in each format, for reading and for detect().
[[nodiscard]] bool is_sipp_line(std::string_view line);
[[nodiscard]] bool is_sipdump_line(std::string_view line);
[[nodiscard]] bool is_sngrep_line(std::string_view line);
[[nodiscard]] bool is_ngrep_line(std::string_view line);
[[nodiscard]] bool is_pjsip_line(std::string_view line);
[[nodiscard]] bool is_chan_sip_line(std::string_view line);
[[nodiscard]] bool is_freeswitch_line(std::string_view line);

}  // namespace confstate::capture
