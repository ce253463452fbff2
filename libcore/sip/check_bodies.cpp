// What is wrong with the bodies of a message.
#include "sip/body.hpp"
#include "sip/characters.hpp"
#include "sip/check_parts.hpp"
#include "sip/sdp.hpp"

namespace confstate::sip {
namespace {

// A fault in a body, placed in the message; in a body that was decompressed it has no place of its own.
Fault moved(const Fault& fault, const Body& body) {
  if (body.is_decoded) {
    return {fault.kind, body.place};
  }
  return {fault.kind, {body.place.begin + fault.span.begin, body.place.begin + fault.span.end}};
}

void check_description(const Body& body, FaultSink& sink) {
  Sdp& sdp = sink.sdp();
  sdp.read(body.bytes);
  for (const Fault& fault : sdp.faults()) {
    sink.add(moved(fault, body));
  }
}

// Another message, or part of one, without its bodies.
void check_inner(const Body& body, Framing framing, FaultSink& sink) {
  Message inner;
  const bool readable = inner.read(body.bytes, framing);
  if (!readable || (inner.kind() == Message::Kind::none && inner.headers().empty())) {
    sink.add({FaultKind::bad_fragment, body.place});
    return;
  }
  std::vector<Fault> faults(inner.faults().begin(), inner.faults().end());
  FaultSink inner_sink(inner, faults, sink.sdp());
  check_frame(inner_sink);
  check_values(inner_sink);
  for (const Fault& fault : faults) {
    sink.add(moved(fault, body));
  }
}

void check_body(const Body& body, FaultSink& sink) {
  if (body.type.is("application", "sdp")) {
    check_description(body, sink);
  } else if (body.type.is("message", "sipfrag")) {
    check_inner(body, Framing::fragment, sink);
  } else if (body.type.is("message", "sip")) {
    check_inner(body, Framing::datagram, sink);
  }
}

}  // namespace

void check_bodies(FaultSink& sink) {
  const Message& message = sink.message();
  if (message.body().empty()) {
    return;
  }
  Body only;
  only.type = read_content_type(message.value(HeaderId::content_type));
  only.bytes = message.body();
  only.place = message.span_of(only.bytes);
  if (message.find(HeaderId::content_encoding) == nullptr && !equal_letters(only.type.type, "multipart")) {
    check_body(only, sink);
    return;
  }
  Bodies bodies;
  bodies.read(sink.message());
  for (const Fault& fault : bodies.faults()) {
    sink.add(fault);
  }
  for (const Body& body : bodies.all()) {
    check_body(body, sink);
  }
}

}  // namespace confstate::sip
