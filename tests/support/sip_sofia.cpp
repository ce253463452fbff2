// sofia-sip as a judge of SIP messages, in a child process: its reader of session descriptions does not terminate on
// some lines and takes all the memory there is (1.12.11).
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sofia-sip/msg.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/sdp.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>
#include <sofia-sip/sip_util.h>
#include <sofia-sip/su_alloc.h>

#include "support/sip_judges.hpp"

namespace confstate::tests {

namespace {

class Sofia {
 public:
  // How it reads each message; where it dies or hangs, the verdict is "dies".
  [[nodiscard]] static std::vector<Facts> read(const std::vector<std::string>& texts) {
    std::vector<Facts> all;
    while (all.size() < texts.size()) {
      const std::size_t before = all.size();
      read_some(texts, all);
      if (all.size() < texts.size()) {
        all.emplace_back()[Fact::verdict] = "dies";
      }
      if (all.size() == before) {
        break;
      }
    }
    return all;
  }

 private:
  static constexpr rlim_t kMemory = rlim_t{192} << 20U;  // over what the parent has
  static constexpr int kPatience = 10'000;               // milliseconds for one message

  static std::string_view or_empty(const char* text) { return text == nullptr ? std::string_view() : text; }

  // One child for as many messages as it survives.
  static void read_some(const std::vector<std::string>& texts, std::vector<Facts>& all) {
    int ends[2] = {-1, -1};
    if (pipe(ends) != 0) {
      return;
    }
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      work(texts, all.size(), ends[1]);
    }
    close(ends[1]);
    Facts facts;
    while (child > 0 && all.size() < texts.size() && receive(ends[0], facts)) {
      all.push_back(facts);
    }
    close(ends[0]);
    if (child > 0) {
      kill(child, SIGKILL);
      waitpid(child, nullptr, 0);
    }
  }

  [[noreturn]] static void work(const std::vector<std::string>& texts, std::size_t from, int out) {
    if (CONFSTATE_ROUNDS_DIVISOR == 1) {  // sanitizers take more address space than any limit
      rlimit memory = {};
      getrlimit(RLIMIT_AS, &memory);
      memory.rlim_cur = memory_in_use() + kMemory;
      setrlimit(RLIMIT_AS, &memory);
    }
    const rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    close(STDERR_FILENO);
    std::string buffer;
    for (std::size_t i = from; i < texts.size(); ++i) {
      send(read_one(texts[i]), buffer);
      if (i + 1 == texts.size() || suspicious(texts[i + 1]) || buffer.size() > 60'000) {
        flush(buffer, out);
      }
    }
    _exit(0);
  }

  // What may kill it: what was read before must be out by then.
  static bool suspicious(std::string_view text) { return text.find("\nm=") != std::string_view::npos; }

  static rlim_t memory_in_use() {
    unsigned long pages = 0;
    if (FILE* file = std::fopen("/proc/self/statm", "r")) {
      if (std::fscanf(file, "%lu", &pages) != 1) {
        pages = 0;
      }
      std::fclose(file);
    }
    return static_cast<rlim_t>(pages) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
  }

  static void send(const Facts& facts, std::string& buffer) {
    for (const std::string& value : facts.values) {
      const auto size = static_cast<std::uint32_t>(value.size());
      buffer.append(reinterpret_cast<const char*>(&size), sizeof size).append(value);
    }
  }

  static void flush(std::string& buffer, int out) {
    std::string_view rest = buffer;
    while (!rest.empty()) {
      const ssize_t written = write(out, rest.data(), rest.size());
      if (written <= 0) {
        _exit(1);
      }
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer.clear();
  }

  static bool receive(int in, Facts& facts) {
    for (std::string& value : facts.values) {
      std::uint32_t size = 0;
      if (!receive_bytes(in, reinterpret_cast<char*>(&size), sizeof size)) {
        return false;
      }
      value.assign(size, '\0');
      if (!receive_bytes(in, value.data(), size)) {
        return false;
      }
    }
    return true;
  }

  static bool receive_bytes(int in, char* to, std::size_t size) {
    while (size > 0) {
      pollfd waiting = {in, POLLIN, 0};
      const ssize_t got = poll(&waiting, 1, kPatience) == 1 ? ::read(in, to, size) : -1;
      if (got <= 0) {
        return false;
      }
      to += got;
      size -= static_cast<std::size_t>(got);
    }
    return true;
  }

  static std::string uri(const url_t& url) {
    const bool sip = url.url_type == url_sip || url.url_type == url_sips;
    if (!sip) {
      return small(or_empty(url.url_scheme));
    }
    std::string user(or_empty(url.url_user));
    if (url.url_password != nullptr) {
      user += ":" + std::string(url.url_password);
    }
    return uri_of(or_empty(url.url_scheme), user, or_empty(url.url_host), or_empty(url.url_port));
  }

  static Facts read_one(std::string_view text) {
    Facts facts;
    msg_t* message = msg_make(sip_default_mclass(), 0, text.data(), static_cast<ssize_t>(text.size()));
    const sip_t* sip = message == nullptr ? nullptr : sip_object(message);
    const bool good = sip != nullptr && sip->sip_error == nullptr && (sip->sip_flags & MSG_FLG_ERROR) == 0 &&
                      sip_sanity_check(sip) == 0;
    facts[Fact::verdict] = good ? "accepts" : "refuses";
    if (good) {
      read_dialog(*sip, facts);
      read_body(*sip, facts);
    }
    msg_destroy(message);
    return facts;
  }

  static void read_dialog(const sip_t& sip, Facts& facts) {
    facts[Fact::call_id] = sip.sip_call_id == nullptr ? "" : or_empty(sip.sip_call_id->i_id);
    if (sip.sip_cseq != nullptr) {
      facts[Fact::cseq] =
          std::to_string(sip.sip_cseq->cs_seq) + " " + std::string(or_empty(sip.sip_cseq->cs_method_name));
    }
    if (sip.sip_from != nullptr) {
      facts[Fact::from_uri] = uri(*sip.sip_from->a_url);
      facts[Fact::from_tag] = or_empty(sip.sip_from->a_tag);
    }
    if (sip.sip_to != nullptr) {
      facts[Fact::to_uri] = uri(*sip.sip_to->a_url);
      facts[Fact::to_tag] = or_empty(sip.sip_to->a_tag);
    }
    if (sip.sip_via != nullptr) {
      facts[Fact::via_host] = host_of(or_empty(sip.sip_via->v_host));
      facts[Fact::via_port] = port_of(or_empty(sip.sip_via->v_port));
      facts[Fact::via_branch] = or_empty(sip.sip_via->v_branch);
    }
    for (const sip_contact_t* contact = sip.sip_contact; contact != nullptr; contact = contact->m_next) {
      const bool star = contact->m_url->url_type == url_any;
      facts[Fact::contacts] += (star ? "*" : uri(*contact->m_url)) + "\n";
    }
  }

  static void read_body(const sip_t& sip, Facts& facts) {
    facts[Fact::content_type] = sip.sip_content_type == nullptr ? "/" : small(or_empty(sip.sip_content_type->c_type));
    if (sip.sip_payload == nullptr) {
      return;
    }
    facts[Fact::body] = std::string(sip.sip_payload->pl_data, sip.sip_payload->pl_len);
    if (facts[Fact::content_type] == "application/sdp") {
      facts[Fact::media] = media(facts[Fact::body]);
    }
  }

  static std::string_view direction(unsigned mode) {
    constexpr std::string_view kWords[] = {"inactive", "sendonly", "recvonly", "sendrecv"};
    return kWords[mode & 3U];
  }

  static std::string media(const std::string& text) {
    const std::unique_ptr<su_home_t, void (*)(su_home_t*)> home(static_cast<su_home_t*>(su_home_new(sizeof(su_home_t))),
                                                                [](su_home_t* one) { su_home_unref(one); });
    const std::unique_ptr<sdp_parser_t, decltype(&sdp_parser_free)> parser(
        sdp_parse(home.get(), text.data(), static_cast<issize_t>(text.size()), 0), &sdp_parser_free);
    const sdp_session_t* session = sdp_session(parser.get());
    if (session == nullptr) {
      return "refused";
    }
    std::string all;
    for (const sdp_media_t* one = session->sdp_media; one != nullptr; one = one->m_next) {
      all += stream_of(or_empty(one->m_type_name), std::to_string(one->m_port), or_empty(one->m_proto_name),
                       direction(one->m_mode));
    }
    return all;
  }
};

}  // namespace

std::vector<Facts> sofia_facts(const std::vector<std::string>& texts) {
  return Sofia::read(texts);
}

}  // namespace confstate::tests
