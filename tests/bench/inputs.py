"""Makes the documents that the benchmark reads; seeded, the same bytes on any machine."""
import pathlib
import random

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<conference-info xmlns="urn:ietf:params:xml:ns:conference-info"
                 entity="sips:conf{number}@example.com" state="full" version="{version}">
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
        out.write(HEAD.format(number=number, version=chance.randrange(1, 1000), maximum=users + 10, users=users))
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
