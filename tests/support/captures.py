"""Captures of every kind, made byte by byte: containers, links, fragments, TCP streams. Each holds eight OPTIONS messages
unless its row says otherwise."""
import gzip
import bz2
import lzma
import struct

START = 1_788_192_000  # 2026-08-31T16:00:00Z
A4, B4 = bytes([192, 0, 2, 10]), bytes([198, 51, 100, 7])
A6 = bytes.fromhex("20010db8000000000000000000000001")
B6 = bytes.fromhex("20010db8000000000000000000000002")
ETHERNET, NULL, RAW, LOOP, WLAN, COOKED, RADIOTAP, IPV4, IPV6, COOKED2 = 1, 0, 101, 108, 105, 113, 127, 228, 229, 276


def message(number, size=600, end=b"\r\n", transport=b"UDP", body=b""):
    """An OPTIONS request of about that many bytes."""
    lines = [b"OPTIONS sip:board@example.com SIP/2.0",
             b"Via: SIP/2.0/" + transport + b" 192.0.2.10:5060;branch=z9hG4bK%06d" % number,
             b"Max-Forwards: 70", b"From: <sip:alice@example.com>;tag=a%d" % number, b"To: <sip:board@example.com>",
             b"Call-ID: call-%d@192.0.2.10" % number, b"CSeq: %d OPTIONS" % (number + 1),
             b"Content-Type: text/plain"]
    head = end.join(lines) + end
    room = max(size - len(head) - 40, 0)
    body = body or (b"body %d of a request, in its own words. " % number * 200)[:room]
    return head + b"Content-Length: %d" % len(body) + end + end + body


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def udp(payload, source=5060, destination=5060):
    return struct.pack(">HHHH", source, destination, 8 + len(payload), 0) + payload


def ipv4(payload, protocol=17, ident=1, source=A4, destination=B4, offset=0, more=False):
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), ident, (0x2000 if more else 0) | offset // 8, 64,
                       protocol, 0) + source + destination
    return head[:10] + struct.pack(">H", checksum(head)) + head[12:] + payload


def ipv6(payload, protocol=17, source=A6, destination=B6):
    return struct.pack(">IHBB", 6 << 28, len(payload), protocol, 64) + source + destination + payload


def ethernet(packet, kind=0x0800):
    return bytes.fromhex("020000000002020000000001") + struct.pack(">H", kind) + packet


def tcp(data, sequence, flags=0x18, source=40000, destination=5060, acknowledged=1):
    return struct.pack(">HHIIBBHHH", source, destination, sequence & 0xFFFFFFFF, acknowledged, 0x50, flags, 65535, 0,
                       0) + data


def fragments(payload, ident, size=1480):
    """The pieces of one IPv4 datagram."""
    return [ipv4(payload[at:at + size], 17, ident, offset=at, more=at + size < len(payload))
            for at in range(0, len(payload), size)]


def fragments6(payload, ident, size=1448):
    return [ipv6(struct.pack(">BBHI", 17, 0, at | (at + size < len(payload)), ident) + payload[at:at + size], 44)
            for at in range(0, len(payload), size)]


def pcap(frames, link=ETHERNET, order="<", nano=False, snap=262144):
    """Frames 20 ms apart."""
    out = struct.pack(order + "IHHiIII", 0xA1B23C4D if nano else 0xA1B2C3D4, 2, 4, 0, 0, snap, link)
    for number, frame in enumerate(frames):
        time = number * 20_000_000
        kept = frame[:snap]
        out += struct.pack(order + "IIII", START + time // 10**9, time % 10**9 // (1 if nano else 1000), len(kept),
                           len(frame)) + kept
    return out


def padded(data):
    return data + b"\0" * (-len(data) % 4)


def option(order, code, value):
    return struct.pack(order + "HH", code, len(value)) + padded(value)


def block(order, kind, body):
    body = padded(body)
    return struct.pack(order + "II", kind, 12 + len(body)) + body + struct.pack(order + "I", 12 + len(body))


def section(order="<"):
    return block(order, 0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1))


def interface(link=ETHERNET, snap=262144, options=b"", order="<"):
    return block(order, 1, struct.pack(order + "HHI", link, 0, snap) + options)


def packet(frame, stamp, which=0, options=b"", order="<"):
    return block(order, 6, struct.pack(order + "IIIII", which, stamp >> 32, stamp & 0xFFFFFFFF, len(frame), len(frame))
                 + padded(frame) + options)


def micro(number):
    return START * 10**6 + number * 20_000


def one(number, size=600):
    """The plainest packet with a message."""
    return ipv4(udp(message(number, size)), ident=number + 1)


PLAIN = [ethernet(one(n)) for n in range(8)]


def cooked(packet_, kind=0x0800, way=0):
    return struct.pack(">HHH", way, 1, 6) + bytes(8) + struct.pack(">H", kind) + packet_


def cooked2(packet_, kind=0x0800, way=0, device=2):
    return struct.pack(">HHIHBB", kind, 0, device, 1, way, 6) + bytes(8) + packet_


def ng(blocks):
    return b"".join(blocks)


def containers():
    yield "pcap, microseconds", pcap(PLAIN)
    yield "pcap, nanoseconds", pcap(PLAIN, nano=True)
    yield "pcap, other byte order", pcap(PLAIN, order=">")
    yield "pcap, nanoseconds, other byte order", pcap(PLAIN, order=">", nano=True)
    plain = [packet(f, micro(n)) for n, f in enumerate(PLAIN)]
    yield "pcapng, one interface", ng([section(), interface(), *plain])
    yield "pcapng, two interfaces, other snaplen", ng(
        [section(), interface(snap=65535), interface(), *(packet(f, micro(n), n % 2) for n, f in enumerate(PLAIN))])
    yield "pcapng, Ethernet and SLL2", ng(
        [section(), interface(), interface(COOKED2),
         *(packet(cooked2(one(n)) if n % 2 else PLAIN[n], micro(n), n % 2) for n in range(8))])
    yield "pcapng, two sections, little then big", ng(
        [section(), interface(), *plain[:4], section(">"), interface(order=">"),
         *(packet(PLAIN[n], micro(n), order=">") for n in range(4, 8))])
    yield "pcapng, two sections, other link", ng(
        [section(), interface(), *plain[:4], section(), interface(RAW), *(packet(one(n), micro(n)) for n in range(4, 8))])
    resolutions = [(9, 10**9), (6, 10**6), (0x94, 2**20)]
    yield "pcapng, three resolutions", ng(
        [section(), *(interface(options=option("<", 9, bytes([code]))) for code, _ in resolutions),
         *(packet(PLAIN[n], (START * 50 + n) * resolutions[n % 3][1] // 50, n % 3) for n in range(8))])
    yield "pcapng, simple packets", ng(
        [section(), interface(snap=0), block("<", 4, struct.pack("<HH", 0, 0)),
         block("<", 0xBAD, struct.pack("<I", 32473) + b"data"),
         *(block("<", 3, struct.pack("<I", len(f)) + f) for f in PLAIN),
         block("<", 5, struct.pack("<IIIHH", 0, 0, 0, 0, 0))])
    yield "pcapng, obsolete packets", ng(
        [section(), interface(), *(block("<", 2, struct.pack("<HHIIII", 0, 0xFFFF, micro(n) >> 32,
                                                             micro(n) & 0xFFFFFFFF, len(f), len(f)) + f)
                                   for n, f in enumerate(PLAIN))])
    yield "pcapng, if_tsoffset", ng(
        [section(), interface(options=option("<", 14, struct.pack("<q", START))),
         *(packet(f, n * 20_000) for n, f in enumerate(PLAIN))])
    yield "pcapng, directions and comments", ng(
        [section(), interface(), *(packet(f, micro(n), options=option("<", 1, b"a word") + option(
            "<", 2, struct.pack("<I", 1 + n % 2)) + option("<", 0, b"")) for n, f in enumerate(PLAIN))])
    yield "cut in the last record", pcap(PLAIN)[:-100]


def extended6(number):
    hop = bytes([60, 0, 1, 4, 0, 0, 0, 0])
    destination = bytes([17, 0, 1, 4, 0, 0, 0, 0])
    return ipv6(hop + destination + udp(message(number)), 0)


def wlan(packet_):
    return bytes.fromhex("08010000" "020000000002" "020000000001" "020000000003" "0000") + bytes.fromhex(
        "aaaa030000000800") + packet_


def pppoe(packet_):
    return ethernet(struct.pack(">BBHHH", 0x11, 0, 1, len(packet_) + 2, 0x0021) + packet_, 0x8864)


def vxlan(number):
    return ethernet(ipv4(udp(bytes.fromhex("0800000000002a00") + PLAIN[number], 50000, 4789), ident=900 + number))


def sctp(number):
    text = message(number)
    chunk = struct.pack(">BBHIHHI", 0, 3, 16 + len(text), number + 1, 0, number, 0) + text
    return ethernet(ipv4(struct.pack(">HHII", 5060, 5060, 1, 0) + padded(chunk), 132, number + 1))


def hep(number, packed=b""):
    """A HEP3 record; the correlation id behind the payload."""
    def chunk(kind, value):
        return struct.pack(">HHH", 0, kind, 6 + len(value)) + value
    chunks = b"".join([chunk(1, b"\x02"), chunk(2, b"\x11"), chunk(3, A4), chunk(4, B4), chunk(7, b"\x13\xc4"),
                       chunk(8, b"\x13\xc4"), chunk(9, struct.pack(">I", START)),
                       chunk(10, struct.pack(">I", number * 20_000)), chunk(11, b"\x01"),
                       chunk(12, struct.pack(">I", 2001)), chunk(16 if packed else 15, packed or message(number)),
                       chunk(17, b"correlation-%d" % number)])
    return b"HEP3" + struct.pack(">H", 6 + len(chunks)) + chunks


def links():
    eight = range(8)
    yield "802.1Q", pcap([ethernet(struct.pack(">HH", 7, 0x0800) + one(n), 0x8100) for n in eight])
    yield "SLL", pcap([cooked(one(n), way=4 * (n % 2)) for n in eight], COOKED)
    yield "raw 101", pcap([one(n) for n in eight], RAW)
    yield "NULL", pcap([struct.pack("<I", 2) + one(n) for n in eight], NULL)
    yield "LOOP", pcap([struct.pack(">I", 2) + one(n) for n in eight], LOOP)
    yield "IPv6", pcap([ethernet(ipv6(udp(message(n))), 0x86DD) for n in eight])
    yield "SLL2", pcap([cooked2(one(n), way=4 * (n % 2)) for n in eight], COOKED2)
    yield "QinQ", pcap([ethernet(struct.pack(">HHHH", 5, 0x8100, 7, 0x0800) + one(n), 0x88A8) for n in eight])
    yield "raw IPv4 228", pcap([one(n) for n in eight], IPV4)
    yield "raw IPv6 229", pcap([ipv6(udp(message(n))) for n in eight], IPV6)
    yield "IPv6 extension headers", pcap([ethernet(extended6(n), 0x86DD) for n in eight])
    yield "PPPoE session", pcap([pppoe(one(n)) for n in eight])
    yield "MPLS", pcap([ethernet(struct.pack(">II", 100 << 12 | 64, 200 << 12 | 0x140) + one(n), 0x8847) for n in eight])
    yield "IPv4 in IPv4", pcap([ethernet(ipv4(one(n), 4, 700 + n)) for n in eight])
    yield "GRE", pcap([ethernet(ipv4(struct.pack(">HH", 0, 0x0800) + one(n), 47, 800 + n)) for n in eight])
    yield "VXLAN", pcap([vxlan(n) for n in eight])
    yield "802.11", pcap([wlan(one(n)) for n in eight], WLAN)
    yield "802.11 with radiotap", pcap([struct.pack("<BBHI", 0, 0, 8, 0) + wlan(one(n)) for n in eight], RADIOTAP)
    yield "port 15060", pcap([ethernet(ipv4(udp(message(n), 15061, 15060), ident=n + 1)) for n in eight])
    yield "SCTP", pcap([sctp(n) for n in eight])
    yield "HEP3 in UDP", pcap([ethernet(ipv4(udp(hep(n), 9060, 9060), ident=n + 1)) for n in eight])
    yield "snaplen 200", pcap(PLAIN, snap=200)
    yield "CRLFCRLF in front", pcap([ethernet(ipv4(udp(b"\r\n\r\n" + message(n)), ident=n + 1)) for n in eight])
    yield "two messages in a datagram", pcap(
        [ethernet(ipv4(udp(message(n) + message(n + 1)), ident=n + 1)) for n in range(0, 8, 2)])
    yield "line feeds alone", pcap([ethernet(ipv4(udp(message(n, end=b"\n")), ident=n + 1)) for n in eight])


def big(number):
    return udp(message(number, 2600))


def fragmented():
    pieces = [fragments(big(n), n + 1) for n in range(8)]
    flat = [ethernet(f) for each in pieces for f in each]
    yield "IPv4 fragments in order", pcap(flat)
    yield "IPv4 fragments reversed", pcap([ethernet(f) for each in pieces for f in reversed(each)])
    yield "IPv4 fragments interleaved", pcap(
        [ethernet(f) for n in range(0, 8, 2) for pair in zip(pieces[n], pieces[n + 1]) for f in pair])
    yield "IPv6 fragments", pcap([ethernet(f, 0x86DD) for n in range(8) for f in fragments6(big(n), n + 1)])
    yield "first fragment doubled", pcap([ethernet(f) for each in pieces for f in [each[0], *each]])
    yield "last fragment lost", pcap([ethernet(f) for each in pieces for f in each[:-1]])


class Connection:
    """One direction of a TCP connection as frames; the other end says nothing but its SYN."""

    def __init__(self, first=1000, handshake=True, destination=5060):
        self.first, self.destination, self.frames = first, destination, []
        if handshake:
            self.put(b"", first - 1, 2)
            self.frames.append(ethernet(ipv4(tcp(b"", 0, 0x12, destination, 40000, first), 6, 2, B4, A4)))

    def put(self, data, sequence, flags=0x18):
        self.frames.append(ethernet(ipv4(tcp(data, sequence, flags, destination=self.destination), 6,
                                         len(self.frames) + 1)))

    def send(self, stream, sizes, order=None):
        """The stream in segments of these sizes (the last for all that follow), perhaps in another order."""
        at, cuts = 0, []
        while at < len(stream):
            size = sizes[min(len(cuts), len(sizes) - 1)]
            cuts.append((at, size))
            at += size
        for begin, size in (order(cuts) if order else cuts):
            self.put(stream[begin:begin + size], self.first + begin)
        return self


def text(number, transport=b"TCP"):
    return message(number, 880, transport=transport)


def swapped(cuts):
    cuts = list(cuts)
    for at in range(1, len(cuts) - 1, 2):
        cuts[at], cuts[at + 1] = cuts[at + 1], cuts[at]
    return cuts


def overlapping(cuts):
    """Each segment begins 50 bytes before the end of the one before it."""
    return [(max(begin - 50, 0), size + min(begin, 50)) for begin, size in cuts]


def frame_of(payload, mask=b"", opcode=0x82, packed=False):
    size = len(payload)
    head = bytes([opcode | (0x40 if packed else 0)])
    bit = 0x80 if mask else 0
    head += bytes([bit | size]) if size < 126 else bytes([bit | 126]) + struct.pack(">H", size)
    return head + mask + (bytes(b ^ mask[n % 4] for n, b in enumerate(payload)) if mask else payload)


def websocket(packed=False):
    asked = (b"GET /ws HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n"
             b"Sec-WebSocket-Version: 13\r\n\r\n")
    answer = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: sip\r\n\r\n")
    line = Connection(destination=80)
    line.put(asked, 1000)
    line.frames.append(ethernet(ipv4(tcp(answer, 1, 0x18, 80, 40000, 1000 + len(asked)), 6, 3, B4, A4)))
    at = 1000 + len(asked)
    stream = b""
    for number in range(8):
        body = text(number, b"WS")
        if number == 3:  # in two pieces, with a ping between
            stream += frame_of(body[:300], b"\1\2\3\4", 0x02) + frame_of(b"ping", b"\5\6\7\x08", 0x89)
            stream += frame_of(body[300:], b"\x11\x12\x13\x14", 0x80)
        else:
            stream += frame_of(body, b"\xa1\xb2\xc3\xd4", packed=packed)
    for begin in range(0, len(stream), 1000):
        line.put(stream[begin:begin + 1000], at + begin)
    return pcap(line.frames)


def streams():
    every = b"".join(text(n) for n in range(8))
    yield "TCP, segments of 300", pcap(Connection().send(every, [300]).frames)
    yield "TCP, several messages in a segment", pcap(Connection().send(every, [1280]).frames)
    yield "TCP, out of order", pcap(Connection().send(every, [300], swapped).frames)
    yield "TCP, retransmissions", pcap(Connection().send(
        every, [300], lambda cuts: [c for n, c in enumerate(cuts) for c in [c] * (1 + (n % 3 == 1))]).frames)
    yield "TCP, overlaps", pcap(Connection().send(every, [300], overlapping).frames)
    yield "TCP, sequence wraps", pcap(Connection(first=2**32 - 1000).send(every, [300]).frames)
    middle = Connection(handshake=False).send(every, [400])
    yield "TCP, from the middle on", pcap(middle.frames[1:])
    lost = Connection().send(every, [300])
    yield "TCP, a segment lost", pcap([f for n, f in enumerate(lost.frames) if n != 2 + 4])
    alive = b"\r\n\r\n".join(text(n) for n in range(8))
    yield "TCP, keep-alives", pcap(Connection().send(alive, [300]).frames)
    yield "SIP over WebSocket", websocket()


def compressed():
    plain = pcap(PLAIN)
    yield "gzip", gzip.compress(plain)
    yield "zstd", zstd_stored(plain)
    yield "bzip2", bz2.compress(plain)
    yield "xz", lzma.compress(plain)


def zstd_stored(data):
    """A zstd frame of blocks that are not compressed (RFC 8878)."""
    out = bytes.fromhex("28b52ffd") + b"\xa0" + struct.pack("<I", len(data))
    cuts = range(0, len(data), 65536)
    for at in cuts:
        piece = data[at:at + 65536]
        out += struct.pack("<I", len(piece) << 3 | (at == cuts[-1]))[:3] + piece
    return out


def everything():
    """(name, bytes) of all variants."""
    for group in (containers, links, fragmented, streams, compressed):
        yield from group()
