// Documents from a description: the JSON form, a roster, options.
#include <fmt/format.h>

#include "common/tool.hpp"
#include "conf-generate/options.hpp"
#include "generate/proof.hpp"
#include "generate/quick.hpp"
#include "generate/roster.hpp"
#include "generate/write.hpp"
#include "info/json_read.hpp"

namespace confstate::tools {
namespace {

using generate::Conference;

tl::unexpected<base::Failure> about(std::string_view option, std::string_view value, const base::Failure& failure) {
  return base::fail(fmt::format("{} {}: {}", option, value, failure.message), failure.hint);
}

base::Result<void> add_users(const GenerateOptions& options, Conference& conference) {
  for (const std::string& text : options.users) {
    base::Result<generate::User> user = generate::read_user(text);
    if (!user) {
      return about("--user", text, user.error());
    }
    (conference.users ? *conference.users : conference.users.emplace()).rows.push_back(std::move(*user));
  }
  return {};
}

base::Result<void> add_rooms(const GenerateOptions& options, Conference& conference) {
  for (const std::string& text : options.rooms) {
    base::Result<generate::Listed> room = generate::read_room(text);
    if (!room) {
      return about("--room", text, room.error());
    }
    auto& description = conference.description ? *conference.description : conference.description.emplace();
    description.service_uris.push_back(std::move(*room));
  }
  return {};
}

base::Result<void> add_roster(const GenerateRun& run, Conference& conference) {
  if (!run.options.csv) {
    return {};
  }
  const base::Result<bytes::Source> source = read_source(run, *run.options.csv);
  if (!source) {
    return tl::unexpected<base::Failure>(source.error());
  }
  return generate::read_roster(*source, conference);
}

// A full document has a description and users (section 5.2); what holds rows in a partial one is partial too, or it
// would replace all of them (section 4.6).
void complete(Conference& conference) {
  if (conference.state == info::State::full) {
    conference.description = conference.description.value_or(generate::Description{});
    conference.users = conference.users.value_or(generate::Rows<generate::User>{});
  }
  if (conference.state != info::State::partial) {
    return;
  }
  if (conference.users) {
    conference.users->state = info::State::partial;
  }
  if (conference.sidebars_by_val) {
    conference.sidebars_by_val->state = info::State::partial;
  }
}

void apply_options(const GenerateOptions& options, Conference& conference) {
  conference.entity = options.entity.value_or(conference.entity);
  conference.state = options.state.value_or(conference.state);
  conference.version = static_cast<std::uint32_t>(options.version.value_or(conference.version));
  if (options.subject) {
    (conference.description ? *conference.description : conference.description.emplace()).subject = *options.subject;
  }
}

base::Result<Conference> describe(const GenerateRun& run) {
  Conference conference;
  if (auto read = add_roster(run, conference); !read) {
    return tl::unexpected<base::Failure>(read.error());
  }
  apply_options(run.options, conference);
  if (auto added = add_users(run.options, conference); !added) {
    return tl::unexpected<base::Failure>(added.error());
  }
  if (auto added = add_rooms(run.options, conference); !added) {
    return tl::unexpected<base::Failure>(added.error());
  }
  if (conference.entity.empty()) {
    return base::fail("nothing names the conference", "say --entity URI, or give the roster a column `conference`");
  }
  complete(conference);
  return conference;
}

}  // namespace

base::Result<void> make_from_json(const GenerateRun& run) {
  const base::Result<bytes::Source> source = read_source(run, *run.options.from);
  if (!source) {
    return tl::unexpected<base::Failure>(source.error());
  }
  const base::Result<std::string> document = info::read_json(*source, run.layout(), run.limits);
  if (!document) {
    return tl::unexpected<base::Failure>(document.error());
  }
  if (auto good = generate::prove(*document, generate::Proof::structure, run.limits); !good) {
    return base::fail(fmt::format("{}: {}", source->name(), good.error().message), good.error().hint);
  }
  return give(run, *document);
}

base::Result<void> make_described(const GenerateRun& run) {
  const base::Result<Conference> conference = describe(run);
  if (!conference) {
    return tl::unexpected<base::Failure>(conference.error());
  }
  const std::string document = generate::write_document(*conference, run.layout());
  if (auto good = generate::prove(document, generate::Proof::strict, run.limits); !good) {
    return good;
  }
  return give(run, document);
}

}  // namespace confstate::tools
