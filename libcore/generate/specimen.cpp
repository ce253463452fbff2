#include "generate/specimen.hpp"

#include <string_view>
#include <vector>

#include "info/vocabulary.hpp"
#include "rules/info/purposes.hpp"

namespace confstate::generate {
namespace {

using info::AttributeName;
using info::Name;
using info::Type;

constexpr std::string_view kLabel = "1";

// An element being written.
struct Frame {
  Name name;
  Type type;
  std::size_t next = 0;  // child of the table
};

class SpecimenWriter {
 public:
  SpecimenWriter(info::Writer& writer, const SpecimenFacts& facts) : writer_(writer), facts_(facts) {}

  void write(Name name, Type type) {
    open(name, type);
    while (!open_.empty()) {
      Frame& frame = open_.back();
      const auto children = info::children_of(frame.type);
      if (frame.next == children.size()) {
        close();
        continue;
      }
      const info::ChildRow& row = children[frame.next++];
      if (info::is_complex(row.type)) {
        enter(row);
      } else {
        writer_.leaf(row.name, value_of(row));
      }
    }
  }

 private:
  void enter(const info::ChildRow& row) {
    const bool again = row.type == Type::sidebars_by_val && in_sidebar();
    if (!again) {
      open(row.name, row.type);
    }
  }

  void open(Name name, Type type) {
    writer_.open(name);
    open_.push_back({name, type});
    for (const info::AttributeRow& row : info::attributes_of(type)) {
      if (row.name != AttributeName::version) {
        writer_.attribute(row.name, value_of(row));
      }
    }
    if (type == Type::description && !in_sidebar()) {
      write_global_attributes();
    }
  }

  // What XML itself has, wherever a wildcard lets it stand.
  void write_global_attributes() {
    writer_.foreign_attribute({info::kXmlNamespace, "lang"}, {}, "en");
    writer_.foreign_attribute({info::kXmlNamespace, "space"}, {}, "default");
    writer_.foreign_attribute({info::kXmlNamespace, "base"}, {}, "https://conf.example.com/");
    writer_.foreign_attribute({info::kXmlNamespace, "id"}, {}, "description");
  }

  void close() {
    const bool extended = open_.back().type == Type::description && !in_sidebar();
    if (extended) {
      writer_.raw(R"(<x:note xmlns:x="urn:example:extension">An extension element</x:note>)");
    }
    writer_.close();
    open_.pop_back();
  }

  // A sidebar is written as a row of its own.
  [[nodiscard]] bool in_sidebar() const { return open_.front().type == Type::conference; }

  // The element around the present one; a URI that is written as a row of its own refers to a sidebar.
  [[nodiscard]] Name around() const { return open_.size() < 2 ? Name::sidebars_by_ref : open_[open_.size() - 2].name; }

  [[nodiscard]] std::string value_of(const info::AttributeRow& row) const {
    switch (row.name) {
      case AttributeName::entity:
        return row.owner == Type::conference ? "sip:specimen-sidebar@conf.example.com"
               : row.owner == Type::user     ? "sip:specimen@example.com"
                                             : "sip:specimen@pc33.example.com";
      case AttributeName::state:
        return std::string(info::values_of(Type::state).front());
      default:
        return std::string(kLabel);
    }
  }

  [[nodiscard]] std::string value_of(const info::ChildRow& row) const;
  [[nodiscard]] std::string uri() const;
  [[nodiscard]] std::string moment() const;

  info::Writer& writer_;
  const SpecimenFacts& facts_;
  std::vector<Frame> open_;
};

// Lists of URIs want each URI once, and of a scheme that suits their purpose.
std::string SpecimenWriter::uri() const {
  const std::string_view below = in_sidebar() ? "sidebar-" : "";
  switch (around()) {
    case Name::conf_uris:
      return std::string("sip:").append(below).append("join@conf.example.com");
    case Name::service_uris:
      return std::string("https://conf.example.com/").append(below).append("page");
    case Name::sidebars_by_ref:
      return std::string("sip:").append(below).append("reference@conf.example.com");
    default:
      return "sip:specimen.alias@example.com";
  }
}

// In the order of events: asked, joined, left.
std::string SpecimenWriter::moment() const {
  switch (open_.back().name) {
    case Name::referred:
      return "2026-05-04T09:00:00Z";
    case Name::joining_info:
      return "2026-05-04T09:01:00Z";
    case Name::disconnection_info:
      return "2026-05-04T09:30:00Z";
    default:
      return "2026-05-04T08:00:00Z";
  }
}

std::string SpecimenWriter::value_of(const info::ChildRow& row) const {
  switch (row.name) {
    case Name::uri:
      return uri();
    case Name::purpose:
      return std::string(around() == Name::service_uris ? rules::purposes::kEvent : rules::purposes::kParticipation);
    case Name::subject:
      return facts_.subject;
    case Name::keywords:
      return "specimen vocabulary";
    case Name::user_count:
    case Name::maximum_user_count:
      return std::to_string(facts_.users);
    case Name::active:
      return "true";
    case Name::locked:
      return "false";
    case Name::web_page:
      return "https://host.example.com/";
    case Name::when:
      return moment();
    case Name::reason:
      return R"(SIP;cause=200;text="OK")";
    case Name::by:
      return "sip:chair@example.com";
    case Name::languages:
      return "en pt-BR";
    case Name::cascaded_focus:
      return "sip:cascade@conf.example.com";
    case Name::type:
      return "audio";
    case Name::label:
      return std::string(kLabel);
    case Name::src_id:
      return "4200000000";
    case Name::status:
      // An endpoint that left explains its disconnection; its streams rest.
      return row.type == Type::endpoint_status ? "disconnected" : "inactive";
    default: {
      const auto values = info::values_of(row.type);
      return std::string(values.empty() ? to_string(row.name) : values.front());
    }
  }
}

}  // namespace

void write_specimen(info::Writer& writer, info::Name name, info::Type type, const SpecimenFacts& facts) {
  SpecimenWriter(writer, facts).write(name, type);
}

}  // namespace confstate::generate
