#include "conf-validate/base.hpp"

#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "bytes/input.hpp"
#include "change/layout.hpp"
#include "change/words.hpp"
#include "common/load.hpp"
#include "rules/notify/notify.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::tools {
namespace {

using change::Action;

base::Failure unusable(const std::string& path, std::string_view why) {
  return {fmt::format("{} cannot be the base: {}", path, why),
          fmt::format("conf-validate {} says what is wrong", path)};
}

// Feeds a text; nothing where it is not well-formed.
std::optional<change::Step> feed(change::Subscriber& subscriber, std::string_view text) {
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  base::Result<xml::ReadResult> read = xml::read(text, xml::Reading::judging, limits);
  if (!read || !read->judgeable || read->tree.truncated()) {
    return std::nullopt;
  }
  return subscriber.feed(info::Document(std::move(read->tree)));
}

// Feeds the update and lets the rules about subscriptions see it.
void witness(change::Subscriber& subscriber, const info::Document& document, diag::Findings& out, JudgedUpdate& judged,
             bool& merged) {
  if (document.tree().truncated()) {
    return;
  }
  const change::Step step = subscriber.feed(document);
  for (const auto group : rules::step_rules()) {
    rules::run(group, rules::StepCase{document, step}, out);
  }
  merged = step.action == Action::merged;
  for (const change::Remark& reason : change::reasons_of(step, document, 1)) {
    judged.refusal = reason.message;
  }
}

}  // namespace

base::Result<std::shared_ptr<const Base>> Base::open(const std::string& path, const base::Limits& limits) {
  std::istringstream none;
  base::Result<std::string> bytes = path == "-" ? base::fail("--base needs a file") : base::Result<std::string>();
  if (bytes) {
    bytes = bytes::read_input(path, none, limits);
  }
  if (!bytes) {
    return tl::unexpected<base::Failure>(std::move(bytes.error()));
  }
  auto made = std::make_shared<Base>();
  made->name_ = path;
  made->text_ = xml::decode(std::move(*bytes)).text;
  change::Subscriber subscriber;
  auto read = xml::read(made->text_, xml::Reading::judging, limits);
  if (!read) {
    return base::fail(fmt::format("{}: {}", path, read.error().message), read.error().hint);
  }
  if (auto bounded = require_bounded(info::Document(std::move(read->tree)), path, limits); !bounded) {
    return tl::unexpected<base::Failure>(std::move(bounded.error()));
  }
  const std::optional<change::Step> step = feed(subscriber, made->text_);
  if (!step) {
    return tl::unexpected<base::Failure>(unusable(path, "it is not well-formed"));
  }
  if (step->action != Action::replaced) {
    const bool is_full = step->state == info::State::full;
    return tl::unexpected<base::Failure>(
        is_full ? unusable(path, "no subscriber accepts it")
                : base::Failure{fmt::format("{} cannot be the base: it is no full document", path),
                                "conf-patch makes one of a base and its updates"});
  }
  return made;
}

change::Subscriber Base::subscriber() const {
  change::Subscriber subscriber;
  (void)feed(subscriber, text_);
  return subscriber;
}

JudgedUpdate judge_update(const Base& base, const std::string& name, std::string bytes,
                          const config::Configuration& configuration, const base::Date& today) {
  JudgedUpdate judged;
  bool merged = false;
  change::Subscriber subscriber = base.subscriber();
  judged.update = rules::judge(name, std::move(bytes), configuration, today,
                               [&](const change::Update& update, diag::Findings& out) {
                                 witness(subscriber, update.document(), out, judged, merged);
                               });
  if (merged && !judged.update.outcome.failure) {
    std::string text;
    subscriber.write(text);
    judged.result =
        rules::judge(fmt::format("{} + {}", base.name(), name), change::indented(text), configuration, today);
  }
  return judged;
}

}  // namespace confstate::tools
