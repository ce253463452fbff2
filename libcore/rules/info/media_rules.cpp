// Streams of endpoints: their type, the stream of the conference they belong to, and their source.
#include <algorithm>
#include <array>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/areas.hpp"
#include "rules/example.hpp"
#include "rules/info/digest.hpp"
#include "rules/info/facts.hpp"
#include "rules/info/media_types.hpp"
#include "rules/info/repeats.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

void check_types(const DocumentCase& subject, diag::Findings& out) {
  for (const StreamRow& stream : digest_of(subject).streams()) {
    if (stream.type != xml::kNoNode && !stream.registered) {
      judge_media_type(subject.document.element(stream.node), out);
    }
  }
}

constexpr diag::Card kType = {
    .area = "info",
    .id = "media-type-unregistered",
    .severity = Severity::error,
    .profiles = {.lenient = Severity::warning, .lync = Severity::info},
    .spec = {"RFC 4575", "5.8.2"},
    .title = "a stream has a media type of SDP",
    .why =
        "The type must be one that is registered for the m= line of SDP: audio, video, text, application, message or "
        "image. Clients draw an icon by it and ignore streams of types they do not know. Lync writes words of its "
        "own here, for which there is a profile.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>applicationsharing</type>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>application</type>
        </media>
)"),
    .rows = "D36",
};

// The labels that each conference offers; a sidebar without an offer of its own has that of the root.
class Offers {
 public:
  explicit Offers(const info::Document& document) : document_(document) {
    for (const std::uint32_t id : document.all(Type::available_media)) {
      const Element offer = document.element(id);
      const Element conference = document.conference_of(offer);
      if (conference) {
        add(offer, offers_[conference.node().id()]);
      }
    }
    for (auto& [id, offer] : offers_) {
      offer.labels.close();
    }
  }

  [[nodiscard]] bool empty() const { return offers_.empty(); }

  // True when there is an offer, read to its end, and the label is not in it.
  [[nodiscard]] bool lacks(Element conference, std::string_view label) const {
    auto found = conference ? offers_.find(conference.node().id()) : offers_.end();
    if (found == offers_.end() && conference && conference.name() == Name::entry) {
      found = offers_.find(document_.root().node().id());
    }
    return found != offers_.end() && found->second.whole && !found->second.labels.empty() &&
           !found->second.labels.contains(label);
  }

 private:
  struct Offer {
    KeySet labels;
    bool whole = true;
  };

  static void add(Element list, Offer& offer) {
    offer.whole = offer.whole && !is_open(list);
    for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
      if (const xml::Attribute label = entry.attribute(AttributeName::label)) {
        offer.labels.add(label.value());
      }
    }
  }

  const info::Document& document_;
  std::unordered_map<std::uint32_t, Offer> offers_;  // by the node id of the conference
};

void check_labels(const DocumentCase& subject, diag::Findings& out) {
  const Offers offers(subject.document);
  if (offers.empty()) {
    return;
  }
  for (const StreamRow& stream : digest_of(subject).streams()) {
    if (stream.label == xml::kNoNode) {
      continue;
    }
    const Element label = subject.document.element(stream.label);
    const Element conference = subject.document.conference_of(label);
    const std::string_view text = label.node().text();
    if (!offers.lacks(conference, text)) {
      continue;
    }
    diag::Diagnostic found =
        at_text(out, label, fmt::format("label {} is not one of the media that the conference offers", quoted(text)));
    found.label = "not offered";
    found.help = fmt::format("use a label from {}, or add the stream there", tag(Name::available_media));
    if (!offers.lacks(conference, base::trim(text))) {
      found.note = "white space counts in a label";
    }
    out.add(std::move(found));
  }
}

constexpr diag::Card kLabel = {
    .area = "info",
    .id = "media-label-not-offered",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.8.3"},
    .title = "a stream belongs to one that the conference offers",
    .why =
        "The label joins the stream of a participant to a stream of the conference: clients use it to show who speaks "
        "on which channel. It is judged where the document lists the available media; equal labels of several "
        "participants are normal, as they share the stream.",
    .bad = CONFSTATE_FULL(R"(  <conference-description>
    <available-media>
      <entry label="34567">
        <type>audio</type>
      </entry>
    </available-media>
  </conference-description>
  <users>
    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <media id="1">
          <label>999</label>
        </media>
      </endpoint>
    </user>
  </users>
)"),
    .good = CONFSTATE_FULL(R"(  <conference-description>
    <available-media>
      <entry label="34567">
        <type>audio</type>
      </entry>
    </available-media>
  </conference-description>
  <users>
    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <media id="1">
          <label>34567</label>
        </media>
      </endpoint>
    </user>
  </users>
)"),
    .rows = "D58",
};

// Runs `run` for the src-id of every stream that RTP carries and whose source is written in that form.
template <class Do>
void for_rtp_sources(const DocumentCase& subject, SourceForm form, Do run) {
  for (const StreamRow& stream : digest_of(subject).streams()) {
    if (stream.rtp && stream.form == form) {
      run(subject.document.element(stream.source));
    }
  }
}

void check_source(const DocumentCase& subject, diag::Findings& out) {
  for_rtp_sources(subject, SourceForm::other, [&](Element source) {
    const std::string_view text = source.node().text();
    diag::Diagnostic found = at_text(out, source,
                                     base::is_all_space(text) ? fmt::format("{} is empty", tag(Name::src_id))
                                                              : fmt::format("{} is not an SSRC", quoted(text)));
    found.label = "expected a number of 32 bits";
    out.add(std::move(found));
  });
}

constexpr diag::Card kSource = {
    .area = "info",
    .id = "src-id-not-ssrc",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "5.8.4"},
    .title = "the source of an RTP stream is its SSRC",
    .why =
        "With the SSRC of each participant a client finds the current speaker among the contributing sources of the "
        "mixed stream. Another identifier matches nothing, and clients that convert it to a number crash or take it "
        "for 0. Streams of other types are left alone.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <src-id>abc</src-id>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <src-id>432424</src-id>
        </media>
)"),
    .rows = "D59",
};

void check_hexadecimal(const DocumentCase& subject, diag::Findings& out) {
  for_rtp_sources(subject, SourceForm::hexadecimal, [&](Element source) {
    diag::Diagnostic found =
        at_text(out, source, fmt::format("SSRC {} is written in hexadecimal", quoted(source.node().text())));
    found.label = "usually decimal";
    out.add(std::move(found));
  });
}

constexpr diag::Card kHexadecimal = {
    .area = "info",
    .id = "src-id-hexadecimal",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.8.4"},
    .title = "an SSRC is written in decimal",
    .why =
        "The RFC does not say how to write the number, its examples use decimal digits, and clients read those only. "
        "The value itself is a proper SSRC, so this is no more than a hint in any profile.",
    .bad = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <src-id>0x69928</src-id>
        </media>
)"),
    .good = CONFSTATE_ENDPOINT(R"(        <media id="1">
          <type>audio</type>
          <src-id>432424</src-id>
        </media>
)"),
    .rows = "D59",
};

// What tells one source in one stream of the conference from others.
std::string source_key(const info::Document& document, const StreamRow& stream) {
  const Element label = document.element(stream.label);
  const Element conference = document.conference_of(label);
  return fmt::format("{} {} {}", stream.number, conference ? conference.node().id() : 0, label.node().text());
}

// The streams with a label and a source whose number another stream has too, as indices into the digest, in order.
std::vector<std::uint32_t> list_equal_sources(const std::vector<StreamRow>& streams) {
  std::vector<Sibling> numbers;
  for (std::uint32_t i = 0; i < streams.size(); ++i) {
    if (streams[i].label != xml::kNoNode && streams[i].form == SourceForm::decimal) {
      numbers.push_back({streams[i].number, i});
    }
  }
  keep_siblings(numbers);
  std::vector<std::uint32_t> rows(numbers.size());
  std::ranges::transform(numbers, rows.begin(), &Sibling::row);
  std::ranges::sort(rows);
  return rows;
}

void check_shared(const DocumentCase& subject, diag::Findings& out) {
  const info::Document& document = subject.document;
  const std::vector<StreamRow>& streams = digest_of(subject).streams();
  std::list<std::string> keys;
  std::vector<Row> rows;
  for (const std::uint32_t i : list_equal_sources(streams)) {
    rows.push_back({keys.emplace_back(source_key(document, streams[i])), streams[i].source});
  }
  for (const Repeat& repeat : find_repeats(rows)) {
    const Element source = document.element(repeat.node);
    const Element first = document.element(repeat.first);
    if (source.parent().parent() == first.parent().parent()) {
      continue;
    }
    diag::Diagnostic found =
        at_text(out, source, fmt::format("SSRC {} is that of another endpoint too", base::trim(source.node().text())));
    found.label = "same SSRC, same stream";
    found.related.push_back(see_text(first, "first seen here"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kShared = {
    .area = "info",
    .id = "ssrc-shared",
    .severity = Severity::info,
    .spec = {"RFC 4575", "5.8.4"},
    .title = "endpoints have different sources in one stream",
    .why =
        "The SSRC tells the senders of one stream apart. When a server writes its own or a constant for everybody, "
        "no client can find out who speaks.",
    .bad = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <media id="1">
          <label>34567</label>
          <src-id>432424</src-id>
        </media>
      </endpoint>
    </user>
    <user entity="sip:carol@example.com">
      <endpoint entity="sip:carol@pc34.example.com">
        <media id="1">
          <label>34567</label>
          <src-id>432424</src-id>
        </media>
      </endpoint>
    </user>
)"),
    .good = CONFSTATE_ROSTER(R"(    <user entity="sip:bob@example.com">
      <endpoint entity="sip:bob@pc33.example.com">
        <media id="1">
          <label>34567</label>
          <src-id>432424</src-id>
        </media>
      </endpoint>
    </user>
    <user entity="sip:carol@example.com">
      <endpoint entity="sip:carol@pc34.example.com">
        <media id="1">
          <label>34567</label>
          <src-id>534232</src-id>
        </media>
      </endpoint>
    </user>
)"),
    .rows = "D60",
};

constexpr auto kMediaRules = std::to_array<DocumentRule>({
    {kType, check_types},
    {kLabel, check_labels},
    {kSource, check_source},
    {kHexadecimal, check_hexadecimal},
    {kShared, check_shared},
});

}  // namespace

std::span<const DocumentRule> media_rules() {
  return kMediaRules;
}

}  // namespace confstate::rules
