#include "rules/sip/fault_cards.hpp"

namespace confstate::rules {
namespace {

// In the order of sip::FaultKind.
constexpr std::array<SipWords, sip::kFaultKinds> kWords = {{
    {"the message is empty", ""},
    {"{} is neither a request line nor a status line",
     "a request line is METHOD URI SIP/2.0, a status line SIP/2.0 CODE REASON"},
    {"the headers are not ended by an empty line", "the message may have been cut off"},
    {"more than 10,000 headers; this and those behind it are not read", ""},
    {"a line ends with LF alone; expected CR LF", ""},
    {"{} is no header", "a line that goes on begins with a blank"},
    {"version {}; expected SIP/2.0", ""},
    {"status code {}; expected a number from 100 to 699", ""},
    {"{} cannot stand in a URI", "escape it as %XX, or leave it out"},
    {"blanks in the start line where none, or one, must be", ""},
    {"request URI {} has header parameters", "move them into headers"},
    {"there is no {}", ""},
    {"this header stands here again, with {}", ""},
    {"another Content-Length, {}", "only the length of the body is right"},
    {"Content-Length {} is no number", ""},
    {"Content-Length is {}, but fewer bytes follow", ""},
    {"more bytes than Content-Length says", "count the bytes, not the characters"},
    {"a byte that is not UTF-8", ""},
    {"a control character", ""},
    {"Via cannot be read at {}", ""},
    {"{} does not identify the transaction", "begin it with z9hG4bK and add something unique"},
    {"the address cannot be read at {}", "put a display name in quotes and a URI in angle brackets"},
    {"blanks around {} in its angle brackets", ""},
    {"{} has header parameters but no angle brackets", ""},
    {"{} has no tag", ""},
    {"CSeq cannot be read at {}", ""},
    {"CSeq says {}, but the request line does not", ""},
    {"Call-ID {} is not one word", ""},
    {"Call-ID {} has characters that it may not have", ""},
    {"Max-Forwards {}; expected a number from 0 to 255", ""},
    {"there is no Max-Forwards", ""},
    {"{} is no number, or too large", ""},
    {"{} is no warning", ""},
    {"date {}; expected as Sat, 13 Nov 2010 23:29:00 GMT", ""},
    {"Content-Type cannot be read at {}", "as application/sdp"},
    {"Content-Disposition cannot be read at {}", ""},
    {"Event cannot be read at {}", ""},
    {"Subscription-State cannot be read at {}", ""},
    {"Reason cannot be read at {}", ""},
    {"{} does not name a dialog", ""},
    {"{} is no escape", "write %25 for the character itself"},
    {"{} has no index, or one that is no number", ""},
    {"Privacy {} is no list of words", ""},
    {"Identity cannot be read at {}", ""},
    {"{} is no word of this list", ""},
    {"no boundary is named, or it is not in the body", ""},
    {"the closing boundary is missing", "the message may have been cut off"},
    {"parts are nested too deep, or are too many", ""},
    {"the body is not encoded as Content-Encoding says, or in a way that is not known here", ""},
    {"the body is no part of a SIP message", ""},
    {"{} is no line of a session description", ""},
    {"a session description begins with v=0", ""},
    {"there is no {}", ""},
    {"{} stands in the wrong place", ""},
    {"origin {} cannot be read", "as alice 2890844526 2890842807 IN IP4 192.0.2.10"},
    {"connection {} cannot be read", "as IN IP4 192.0.2.10"},
    {"stream {} has no c= line, nor has the session", ""},
    {"stream {} cannot be read", "as audio 49170 RTP/AVP 0"},
    {"port {}; expected a number from 0 to 65535", ""},
    {"another direction, {}", "leave one"},
}};

}  // namespace

const SipWords& words_of(sip::FaultKind kind) {
  return kWords[static_cast<std::size_t>(kind)];
}

}  // namespace confstate::rules
