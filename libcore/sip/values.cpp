#include "sip/values.hpp"

#include "sip/characters.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

// Parameters up to the end of the text, all well-formed.
Params checked_params(Value& value, std::string_view text) {
  if (!text.empty() && text.front() != ';') {
    value.refuse(text);
    return {};
  }
  Params all(text);
  for (Param param; all.next(param);) {
    if (param.bad) {
      value.refuse(param.name);
    }
  }
  return Params(text);
}

std::string_view inside_brackets(std::string_view text) {
  return text.size() >= 2 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2) : text;
}

std::optional<std::uint32_t> read_seconds(Value& value, const Params& params, std::string_view name) {
  const std::optional<Param> param = params.find(name);
  if (!param) {
    return std::nullopt;
  }
  const auto number = read_number(param->value);
  if (!number) {
    value.refuse(param->value.data() == nullptr ? param->name : param->value);
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

}  // namespace

Values::Values(const Message& message, HeaderId id)
    : message_(message), header_(message.find(id)), items_(header_ == nullptr ? std::string_view{} : header_->value) {}

bool Values::next(std::string_view& item) {
  while (header_ != nullptr) {
    if (items_.next(item)) {
      return true;
    }
    header_ = message_.next(*header_);
    items_ = Items(header_ == nullptr ? std::string_view{} : header_->value);
  }
  return false;
}

TokenParams read_token_params(std::string_view text) {
  TokenParams value;
  text = trim_blanks(text);
  const std::size_t size = run_of(text, 0, kTokenChar);
  value.token = text.substr(0, size);
  if (size == 0) {
    value.refuse(nothing_at(text, 0));
  }
  std::size_t at = skip_blanks(text, size);
  if (at < text.size() && text[at] == '(') {
    const std::size_t end = text.find(')', at);
    at = end == kNone ? at : skip_blanks(text, end + 1);
  }
  value.params = checked_params(value, text.substr(at));
  return value;
}

Event read_event(std::string_view text) {
  const TokenParams read = read_token_params(text);
  return {Value{read.wrong}, read.token, read.params.value("id"), read.params};
}

SubscriptionState read_subscription_state(std::string_view text) {
  using State = SubscriptionState::State;
  const TokenParams read = read_token_params(text);
  SubscriptionState state;
  state.wrong = read.wrong;
  state.text = read.token;
  state.params = read.params;
  if (equal_letters(read.token, "active")) {
    state.state = State::active;
  } else if (equal_letters(read.token, "pending")) {
    state.state = State::pending;
  } else if (equal_letters(read.token, "terminated")) {
    state.state = State::terminated;
  }
  state.reason = read.params.value("reason");
  state.expires = read_seconds(state, read.params, "expires");
  state.retry_after = read_seconds(state, read.params, "retry-after");
  return state;
}

bool ContentType::is(std::string_view wanted_type, std::string_view wanted_subtype) const {
  return equal_letters(type, wanted_type) && equal_letters(subtype, wanted_subtype);
}

ContentType read_content_type(std::string_view text) {
  ContentType type;
  std::size_t at = run_of(text, 0, kTokenChar);
  type.type = text.substr(0, at);
  at = skip_blanks(text, at);
  if (type.type.empty() || at >= text.size() || text[at] != '/') {
    type.refuse(nothing_at(text, at));
    return type;
  }
  at = skip_blanks(text, at + 1);
  const std::size_t size = run_of(text, at, kTokenChar);
  type.subtype = text.substr(at, size);
  if (size == 0) {
    type.refuse(nothing_at(text, at));
  }
  type.params = checked_params(type, trim_blanks(text.substr(at + size)));
  return type;
}

Reason read_reason(std::string_view text) {
  const TokenParams read = read_token_params(text);
  Reason reason;
  reason.wrong = read.wrong;
  reason.protocol = read.token;
  reason.params = read.params;
  reason.cause = read_seconds(reason, read.params, "cause");
  reason.text = read.params.value("text");
  return reason;
}

Identity read_identity(std::string_view text) {
  Identity identity;
  text = trim_blanks(text);
  std::size_t end = 0;
  if (text.starts_with('"')) {
    const std::size_t behind = skip_quoted(text, 0);
    end = behind == kNone ? text.size() : behind;
    identity.digest = text.substr(1, end - (behind == kNone ? 1 : 2));
  } else {
    while (end < text.size() && text[end] != ';' && !is(text[end], kBlank)) {
      ++end;
    }
    identity.digest = text.substr(0, end);
  }
  if (identity.digest.empty()) {
    identity.refuse(nothing_at(text, 0));
  }
  identity.params = checked_params(identity, trim_blanks(text.substr(end)));
  identity.info = inside_brackets(identity.params.value("info"));
  identity.alg = identity.params.value("alg");
  identity.ppt = identity.params.value("ppt");
  return identity;
}

DialogReference read_dialog_reference(std::string_view text) {
  DialogReference reference;
  text = trim_blanks(text);
  const std::size_t end = std::min(text.find(';'), text.size());
  reference.call_id = trim_blanks(text.substr(0, end));
  if (reference.call_id.empty()) {
    reference.refuse(nothing_at(text, 0));
  }
  const Params params = checked_params(reference, text.substr(end));
  const auto tag = [&params](std::string_view name, std::string_view other) {
    const std::string_view value = params.value(name);
    return value.data() != nullptr ? value : params.value(other);
  };
  reference.to_tag = tag("to-tag", "local-tag");
  reference.from_tag = tag("from-tag", "remote-tag");
  reference.early_only = params.has("early-only");
  if (reference.to_tag.empty() || reference.from_tag.empty()) {
    reference.refuse(text);
  }
  return reference;
}

}  // namespace confstate::sip
