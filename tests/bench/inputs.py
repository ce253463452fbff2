"""Makes the documents and captures that the benchmark reads; seeded, the same bytes on any machine."""
import itertools
import pathlib
import random
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import captures  # noqa: E402

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<conference-info xmlns="urn:ietf:params:xml:ns:conference-info"
                 entity="{entity}" state="full" version="{version}">
  <conference-description xml:lang="en">
    <display-text>Conference {number}</display-text>
    <subject>Weekly meeting of group {number}</subject>
    <maximum-user-count>{maximum}</maximum-user-count>
    <available-media>
      <entry label="1"><display-text>main audio</display-text><type>audio</type><status>sendrecv</status></entry>
      <entry label="2"><display-text>main video</display-text><type>video</type><status>sendrecv</status></entry>
    </available-media>
  </conference-description>
  <conference-state>
    <user-count>{users}</user-count>
    <active>true</active>
    <locked>false</locked>
  </conference-state>
  <users>
"""
USER = """    <user entity="sip:user{number}@example.com" state="full">
      <display-text>User Number {number}</display-text>
      <endpoint entity="sip:user{number}@host{host}.example.com">
        <display-text>Desk phone</display-text>
        <status>{status}</status>
        <joining-method>dialed-in</joining-method>
        <joining-info>
          <when>2026-05-04T20:{minute:02d}:{second:02d}Z</when>
        </joining-info>
        <media id="1">
          <display-text>main audio</display-text>
          <type>audio</type>
          <label>1</label>
          <src-id>{source}</src-id>
          <status>{direction}</status>
        </media>
      </endpoint>
    </user>
"""
TAIL = "  </users>\n</conference-info>\n"
# Status of an endpoint and direction of its stream, as they go together: a valid document gives no finding.
LEGS = [("connected", "sendrecv"), ("connected", "sendrecv"), ("connected", "recvonly"), ("on-hold", "sendonly"),
        ("muted-via-focus", "recvonly")]


def write_document(path, number, users, seed):
    chance = random.Random(seed)
    with open(path, "w", encoding="utf-8") as out:
        out.write(HEAD.format(entity=f"sips:conf{number}@example.com", number=number,
                              version=chance.randrange(1, 1000), maximum=users + 10, users=users))
        for each in range(users):
            status, direction = chance.choice(LEGS)
            out.write(USER.format(number=each, host=chance.randrange(1000), status=status,
                                  minute=chance.randrange(60), second=chance.randrange(60),
                                  source=chance.randrange(1 << 32), direction=direction))
        out.write(TAIL)


def write_changed(old, new, changes, seed):
    """The document `old` with that many values changed, each in another user, the status of an endpoint most of all."""
    chance = random.Random(seed)
    head, *users = old.read_text(encoding="utf-8").split("    <user ")
    for each in chance.sample(range(len(users)), changes):
        status = "<status>connected<" in users[each]
        users[each] = (users[each].replace("<status>connected<", "<status>on-hold<") if status
                       else users[each].replace("Desk phone", "Mobile phone"))
    new.write_text("    <user ".join([head, *users]), encoding="utf-8")


def make_pairs(folder, sizes):
    """For each number of users two documents that differ in ten values; returns their paths."""
    folder = pathlib.Path(folder)
    pairs = {}
    for users in sizes:
        old, new = folder / f"old{users}.xml", folder / f"new{users}.xml"
        write_document(old, 3, users, users)
        write_changed(old, new, 10, users)
        pairs[users] = [str(old), str(new)]
    return pairs


def make_inputs(folder, many, users):
    """`many` documents of about 5 KB, one with that many users, and a small one; returns their paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(many):
        path = folder / f"doc{number:05d}.xml"
        write_document(path, number, 7, number)
        files.append(str(path))
    big, small = folder / "big.xml", folder / "small.xml"
    write_document(big, 1, users, 1)
    write_document(small, 2, 1, 2)
    return files, str(big), str(small)


SDP = ("v=0\r\no={who} {number} {version} IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n"
       "m=audio {port} RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
       "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na={direction}\r\n"
       "m=video {port} RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na={direction}\r\n")
FOCUS, PEER = "192.0.2.10", "198.51.100.7"


class Call:
    """The messages of one participant: INVITE, SUBSCRIBE, notifications, REFER, re-INVITE, BYE (22 in all)."""

    def __init__(self, number, users):
        self.number, self.users, self.out = number, users, []
        self.sequences = {True: 0, False: 0}  # each side counts its requests

    def put(self, up, start, method, sequence, extra="", body="", kind=""):
        """`up`: to the focus. A request of the other direction has the dialog the other way round."""
        caller = f"<sip:user{self.number}@example.com>;tag=u{self.number}"
        focus = "<sip:board@example.com>" + ("" if start == f"{method} sip:board@example.com SIP/2.0" and sequence == 1
                                             else f";tag=f{self.number}")
        asked_up = up == (not start.startswith("SIP/2.0"))
        ends = (caller, focus) if asked_up else (focus, caller)
        sender = PEER if asked_up else FOCUS
        lines = [start, f"Via: SIP/2.0/UDP {sender}:5060;branch=z9hG4bK{method}{self.number}x{sequence};rport",
                 "Max-Forwards: 70", f"From: {ends[0]}", f"To: {ends[1]}", f"Call-ID: {self.number}-call@{PEER}",
                 f"CSeq: {sequence} {method}", f"Contact: <sip:{'user' if up else 'board'}@{PEER if up else FOCUS}:5060>"
                 + ("" if up else ";isfocus")]
        lines += [line for line in extra.split("\n") if line]
        lines += [f"Content-Type: {kind}"] if kind else []
        lines += [f"Content-Length: {len(body.encode())}", "", body]
        self.out.append((up, "\r\n".join(lines).encode()))

    def ask(self, up, method, extra="", body="", kind="", answers=("200 OK",), answer_body="", answer_extra=""):
        self.sequences[up] += 1
        sequence = self.sequences[up]
        uri = "sip:board@example.com" if up else f"sip:user{self.number}@{PEER}:5060"
        self.put(up, f"{method} {uri} SIP/2.0", method, sequence, extra, body, kind)
        for answer in answers:
            final = answer_body if answer == "200 OK" else ""
            self.put(not up, f"SIP/2.0 {answer}", method, sequence, answer_extra, final,
                     "application/sdp" if final else "")
        if method == "INVITE":
            self.put(up, f"ACK {uri} SIP/2.0", "ACK", sequence)

    def sdp(self, who, direction="sendrecv"):
        return SDP.format(who=who, number=self.number, version=self.sequences[True], port=10000 + self.number % 20000 * 2,
                          direction=direction)

    def notify_state(self, version, state):
        rows = "".join(USER.format(number=each, host=each, status="connected", minute=each, second=each, source=each,
                                   direction="sendrecv") for each in range(self.users))
        body = HEAD.format(entity="sip:board@example.com", number=1, version=version, maximum=50,
                           users=self.users) + rows + TAIL
        self.ask(False, "NOTIFY", f"Event: conference\nSubscription-State: {state}", body,
                 "application/conference-info+xml")

    def notify_refer(self, status, state):
        self.ask(False, "NOTIFY", f"Event: refer\nSubscription-State: {state}", f"SIP/2.0 {status}\r\n",
                 "message/sipfrag;version=2.0")

    def messages(self):
        self.ask(True, "INVITE", "Supported: replaces", self.sdp("alice"), "application/sdp",
                 ("100 Trying", "180 Ringing", "200 OK"), self.sdp("focus"))
        self.ask(True, "SUBSCRIBE", "Event: conference\nAccept: application/conference-info+xml\nExpires: 3600",
                 answer_extra="Expires: 3600")
        self.notify_state(1, "active;expires=3600")
        self.ask(True, "REFER", "Refer-To: <sip:carol@example.com>", answers=("202 Accepted",))
        self.notify_refer("100 Trying", "active;expires=60")
        self.notify_refer("200 OK", "terminated;reason=noresource")
        self.ask(True, "INVITE", "", self.sdp("alice", "sendonly"), "application/sdp", answer_body=self.sdp("focus", "recvonly"))
        self.ask(True, "BYE")
        self.notify_state(2, "terminated;reason=noresource")
        return self.out


AT_ONCE = 250  # calls, which makes half a second between the messages of one


def all_messages():
    """Those of all calls, so many at once; without end."""
    for first in itertools.count(step=AT_ONCE):
        calls = [Call(number, 1 + number % 3).messages() for number in range(first, first + AT_ONCE)]
        yield from itertools.chain.from_iterable(zip(*calls))


def write_capture(path, messages):
    """A pcap file of that many messages over UDP, 500 a second; what is longer than a packet in fragments."""
    with open(path, "wb") as out:
        out.write(captures.pcap([]))
        for count, (up, text) in enumerate(itertools.islice(all_messages(), messages)):
            ends = (captures.A4, captures.B4) if not up else (captures.B4, captures.A4)
            time = count * 2000  # microseconds
            for piece in pieces(captures.udp(text), count % 65535 + 1, ends):
                frame = captures.ethernet(piece)
                out.write(struct.pack("<IIII", captures.START + time // 10**6, time % 10**6, len(frame), len(frame))
                          + frame)


def pieces(datagram, ident, ends):
    """As captures.fragments, between these ends."""
    return [captures.ipv4(datagram[at:at + 1480], 17, ident, *ends, offset=at, more=at + 1480 < len(datagram))
            for at in range(0, len(datagram), 1480)]
