#include "report/census.hpp"

#include <vector>

#include "base/instant.hpp"
#include "base/utf8.hpp"
#include "report/json_line.hpp"

namespace confstate::report {
namespace {

using dialog::Moment;
using notify::Conferences;

Json time_of(const Moment& moment) {
  return moment && moment.time != 0 ? Json(base::write_instant(moment.time, 6)) : Json(nullptr);
}

Json endpoint_of(const capture::Endpoint& endpoint) {
  return endpoint.family == 0 ? Json(nullptr) : Json(capture::write_endpoint(endpoint));
}

Json file_of(const Moment& moment, std::span<const std::string> files) {
  return moment.input < files.size() ? Json(files[moment.input]) : Json(nullptr);
}

Json conference_of(const notify::Census& census, std::uint32_t number) {
  return number == Conferences::kNone ? Json(nullptr) : Json(census.conferences().name(number));
}

template <class Number>
Json number_or_null(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json head_of(std::string_view kind) {
  return Json{{"schema", "confstate.trace-row/1"}, {"kind", kind}};
}

Json row_of(const notify::Census& census, const notify::DialogRow& row, std::span<const std::string> files) {
  const dialog::Dialog& dialog = row.dialog;
  Json out = head_of("dialog");
  out["file"] = file_of(dialog.first, files);
  out["conference"] = conference_of(census, row.conference);
  out["method"] = text_or_null(to_string(dialog.method));
  out["call_id"] = dialog.call_id;
  out["from"] = text_or_null(dialog.caller().uri);
  out["from_tag"] = text_or_null(dialog.caller().tag);
  out["from_address"] = endpoint_of(dialog.caller().endpoint);
  out["to"] = text_or_null(dialog.callee().uri);
  out["to_tag"] = text_or_null(dialog.callee().tag);
  out["to_address"] = endpoint_of(dialog.callee().endpoint);
  out["frame"] = dialog.first.frame;
  out["begin"] = time_of(dialog.first);
  out["answered"] = time_of(dialog.answered);
  out["end"] = time_of(dialog.ended);
  out["state"] = word(dialog.state);
  out["answer"] = dialog.status == 0 ? Json(nullptr) : Json(dialog.status);
  out["joined_late"] = dialog.joined_late;
  out["fork"] = dialog.is_fork;
  out["messages"] = dialog.messages;
  out["retransmissions"] = dialog.retransmissions;
  return out;
}

Json row_of(const notify::Census& census, const notify::SubscriptionRow& row, std::span<const std::string> files) {
  const notify::Subscription& subscription = row.subscription;
  const notify::Log& log = subscription.log;
  Json out = head_of("subscription");
  out["file"] = file_of(subscription.first, files);
  out["conference"] = conference_of(census, row.conference);
  out["call_id"] = subscription.call_id;
  out["subscriber"] = text_or_null(subscription.subscriber);
  out["notifier"] = text_or_null(subscription.notifier);
  out["frame"] = subscription.first.frame;
  out["begin"] = time_of(subscription.first);
  out["end"] = row.is_over ? time_of(subscription.last) : Json(nullptr);
  out["outcome"] = outcome_of(row);
  out["notifies"] = log.notifies;
  out["full"] = log.fulls;
  out["partial"] = log.partials;
  out["unreadable"] = log.unread;
  out["first_version"] = number_or_null(log.first_version);
  out["last_version"] = number_or_null(row.version);
  out["stale_times"] = log.stales;
  out["stale_ms"] = log.stale_time / 1'000'000;
  return out;
}

Json row_of(const notify::Census& census, std::uint32_t number) {
  Json out = head_of("conference");
  out["conference"] = census.conferences().name(number);
  out["aliases"] = census.conferences().aliases(number);
  const notify::Census::Counts counts = census.counts(number);
  out["dialogs"] = counts.dialogs;
  out["subscriptions"] = counts.subscriptions;
  return out;
}

// RFC 4180: quoted where it has to be; what must not reach a terminal is escaped, so that a row is a line.
std::string csv_field(const Json& value) {
  if (value.is_null()) {
    return {};
  }
  std::string text;
  if (value.is_array()) {
    for (const Json& one : value) {
      text += (text.empty() ? "" : "|") + one.get<std::string>();
    }
  } else {
    text = value.is_string() ? value.get<std::string>() : value.dump();
  }
  text = base::escape_hostile(text);
  if (text.find_first_of(",\"") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  return quoted + '"';
}

// Writes records one after the other in any of the forms.
class Writer {
 public:
  Writer(CensusForm form, const base::Sink& sink) : form_(form), sink_(sink) {
    if (form_ == CensusForm::json) {
      sink_("[");
    }
  }

  void add(const Json& record) {
    if (form_ == CensusForm::csv) {
      add_csv(record);
    } else {
      const bool is_array = form_ == CensusForm::json;
      sink_((is_array ? any_ ? ",\n" : "\n" : "") + json_line(record) + (is_array ? "" : "\n"));
    }
    any_ = true;
  }

  void end() {
    if (form_ == CensusForm::json) {
      sink_(close_array(any_));
    }
  }

 private:
  void add_csv(const Json& record) {
    std::string names;
    std::string values;
    for (const auto& [name, value] : record.items()) {
      if (name != "schema" && name != "kind") {
        names += (names.empty() ? "" : ",") + name;
        values += (names.size() == name.size() ? "" : ",") + csv_field(value);
      }
    }
    sink_((any_ ? "" : names + '\n') + values + '\n');
  }

  CensusForm form_;
  const base::Sink& sink_;
  bool any_ = false;
};

void write_kind(const notify::Census& census, CensusRows kind, std::span<const std::string> files, Writer& writer) {
  if (kind == CensusRows::conferences) {
    for (std::uint32_t number = 0; number < census.conferences().size(); ++number) {
      if (census.conferences().now(number) == number) {
        writer.add(row_of(census, number));
      }
    }
  } else if (kind == CensusRows::dialogs) {
    for (const notify::DialogRow& row : census.dialogs()) {
      writer.add(row_of(census, row, files));
    }
  } else {
    for (const notify::SubscriptionRow& row : census.subscriptions()) {
      writer.add(row_of(census, row, files));
    }
  }
}

}  // namespace

void write_census(const notify::Census& census, std::span<const CensusRows> kinds, CensusForm form,
                  std::span<const std::string> files, const base::Sink& sink) {
  Writer writer(form, sink);
  for (const CensusRows kind : kinds) {
    write_kind(census, kind, files, writer);
    if (form == CensusForm::csv) {
      break;
    }
  }
  writer.end();
}

}  // namespace confstate::report
