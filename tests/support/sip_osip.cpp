// libosip2 as a judge of SIP messages.
#include <cstdarg>
#include <memory>
#include <string>
#include <string_view>

#include <osipparser2/osip_message.h>
#include <osipparser2/osip_parser.h>
#include <osipparser2/osip_port.h>
#include <osipparser2/sdp_message.h>

#include "support/sip_judges.hpp"

namespace confstate::tests {

namespace {

std::string_view text_or_empty(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

// It prints what it thinks by default.
void say_nothing(const char*, int, osip_trace_level_t, const char*, va_list) {}

class Osip {
 public:
  Osip() {
    osip_trace_initialize_func(END_TRACE_LEVEL, &say_nothing);
    parser_init();
  }

  [[nodiscard]] Facts read(std::string_view text) const {
    osip_message_t* raw = nullptr;
    osip_message_init(&raw);
    const std::unique_ptr<osip_message_t, decltype(&osip_message_free)> message(raw, &osip_message_free);
    const std::string copy(text);
    Facts facts;
    facts[Fact::verdict] = osip_message_parse(raw, copy.c_str(), copy.size()) == 0 ? "accepts" : "refuses";
    if (facts[Fact::verdict] == "accepts") {
      read_dialog(*raw, facts);
      read_via(*raw, facts);
      read_contacts(*raw, facts);
      read_body(*raw, facts);
    }
    return facts;
  }

 private:
  static std::string uri(const osip_uri_t* uri) {
    if (uri == nullptr) {
      return {};
    }
    std::string scheme = small(text_or_empty(uri->scheme));
    if (uri->string != nullptr) {
      return scheme;
    }
    std::string user(text_or_empty(uri->username));
    if (uri->password != nullptr) {
      user += ":" + std::string(uri->password);
    }
    return uri_of(scheme, user, text_or_empty(uri->host), text_or_empty(uri->port));
  }

  static std::string tag(osip_from_t* from) {
    osip_generic_param_t* param = nullptr;
    if (from == nullptr || osip_generic_param_get_byname(&from->gen_params, const_cast<char*>("tag"), &param) != 0 ||
        param == nullptr) {
      return {};
    }
    return std::string(text_or_empty(param->gvalue));
  }

  static void read_dialog(const osip_message_t& message, Facts& facts) {
    if (message.call_id != nullptr) {
      facts[Fact::call_id] = text_or_empty(message.call_id->number);
      if (message.call_id->host != nullptr) {
        facts[Fact::call_id] += "@" + std::string(message.call_id->host);
      }
    }
    if (message.cseq != nullptr) {
      facts[Fact::cseq] =
          port_of(text_or_empty(message.cseq->number)) + " " + std::string(text_or_empty(message.cseq->method));
    }
    facts[Fact::from_uri] = message.from == nullptr ? "" : uri(message.from->url);
    facts[Fact::to_uri] = message.to == nullptr ? "" : uri(message.to->url);
    facts[Fact::from_tag] = tag(message.from);
    facts[Fact::to_tag] = tag(message.to);
  }

  static void read_via(osip_message_t& message, Facts& facts) {
    auto* via = static_cast<osip_via_t*>(osip_list_get(&message.vias, 0));
    if (via == nullptr) {
      return;
    }
    facts[Fact::via_host] = host_of(text_or_empty(via->host));
    facts[Fact::via_port] = port_of(text_or_empty(via->port));
    osip_generic_param_t* param = nullptr;
    if (osip_via_param_get_byname(via, const_cast<char*>("branch"), &param) == 0 && param != nullptr) {
      facts[Fact::via_branch] = text_or_empty(param->gvalue);
    }
  }

  static void read_contacts(osip_message_t& message, Facts& facts) {
    for (int i = 0; i < osip_list_size(&message.contacts); ++i) {
      const auto* contact = static_cast<osip_contact_t*>(osip_list_get(&message.contacts, i));
      const bool star = contact->displayname != nullptr && std::string_view(contact->displayname) == "*";
      facts[Fact::contacts] += (star ? "*" : uri(contact->url)) + "\n";
    }
  }

  static void read_body(osip_message_t& message, Facts& facts) {
    const osip_content_type_t* type = message.content_type;
    facts[Fact::content_type] =
        type == nullptr ? "/" : small(text_or_empty(type->type)) + "/" + small(text_or_empty(type->subtype));
    const auto* body = static_cast<osip_body_t*>(osip_list_get(&message.bodies, 0));
    if (body == nullptr) {
      return;
    }
    facts[Fact::body] = std::string(body->body, body->length);
    if (facts[Fact::content_type] == "application/sdp") {
      facts[Fact::media] = media(facts[Fact::body]);
    }
  }

  static std::string direction(sdp_message_t* sdp, int stream) {
    for (int i = 0;; ++i) {
      const char* name = sdp_message_a_att_field_get(sdp, stream, i);
      if (name == nullptr) {
        return {};
      }
      for (const std::string_view word : {"sendrecv", "sendonly", "recvonly", "inactive"}) {
        if (word == name) {
          return name;
        }
      }
    }
  }

  static std::string media(const std::string& text) {
    sdp_message_t* raw = nullptr;
    sdp_message_init(&raw);
    const std::unique_ptr<sdp_message_t, decltype(&sdp_message_free)> sdp(raw, &sdp_message_free);
    if (sdp_message_parse(raw, text.c_str()) != 0) {
      return "refused";
    }
    const std::string session = direction(raw, -1);
    std::string all;
    for (int i = 0; sdp_message_m_media_get(raw, i) != nullptr; ++i) {
      const std::string own = direction(raw, i);
      const std::string word = !own.empty() ? own : session.empty() ? "sendrecv" : session;
      all += stream_of(text_or_empty(sdp_message_m_media_get(raw, i)), text_or_empty(sdp_message_m_port_get(raw, i)),
                       text_or_empty(sdp_message_m_proto_get(raw, i)), word);
    }
    return all;
  }
};

}  // namespace

Facts osip_facts(std::string_view text) {
  static const Osip osip;
  return osip.read(text);
}

}  // namespace confstate::tests
