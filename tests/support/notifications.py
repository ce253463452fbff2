"""Random series of conference notifications, seeded: as a focus would send them, and broken in every way that a
subscriber must survive. random.Random gives the same series on any machine."""
import random

NAMESPACE = "urn:ietf:params:xml:ns:conference-info"
STATES = ["", "", "", ' state="full"', ' state="partial"', ' state="partial"', ' state="partial"', ' state="deleted"']
BAD_STATES = [' state="Full"', ' state=""', ' state=" partial"', ' state="updated"']
WORDS = ["", "Bob", "Zoë &amp; co", "a<![CDATA[<b>]]>c", "  two  blanks ", "x&#13;y", "]]&gt;", "&#x1F600;"]
ENTITIES = ["sip:c@example.com", "sip:c@example.com", " sip:c@example.com\n", "sip:c@example.com"]
USERS = ["sip:a@example.com", "sip:b@example.com", "sip:A@example.com", " sip:b@example.com ", "sip:d d@x", "sip:é@x"]
ENDPOINTS = ["e1", "e2", " e1", "{7}", ""]
SIDEBARS = ["sip:s1@example.com", "sip:s2@example.com", "\tsip:s1@example.com"]


class Maker:
    """Makes documents. `wild` is how often something strange happens to an element, 0 to 1."""

    def __init__(self, rng, wild):
        self.rng = rng
        self.wild = wild
        self.prefix = rng.choice(["", "", "", "ci:"])
        self.ignorable = rng.choice(["", "", "\n  ", "<!-- c -->", "\n<?p i?>\n"])

    def chance(self, share):
        return self.rng.random() < share

    def strange(self, share=1.0):
        return self.chance(self.wild * share)

    def element(self, name, content, attributes=""):
        if self.chance(0.03):
            attributes += f' x:mark="{self.rng.randrange(3)}"'
        if self.strange(0.1):
            attributes += ' other="1"'
        name = self.prefix + name
        return f"<{name}{attributes}>{content}</{name}>{self.ignorable}" if content else f"<{name}{attributes}/>"

    def leaf(self, name, values=WORDS):
        return self.element(name, self.rng.choice(values), self.bad_state() if self.strange(0.1) else "")

    def bad_state(self):
        return self.rng.choice(STATES + BAD_STATES)

    def state(self):
        return self.rng.choice(BAD_STATES) if self.strange(0.05) else self.rng.choice(STATES)

    def foreign(self):
        """An extension element, in one of the many ways to write one."""
        number = self.rng.randrange(3)
        return self.rng.choice([
            f"<x:f>{number}</x:f>", f'<x:g at="{number}"><x:h/> <x:h> {number} </x:h>t</x:g>',
            f'<f xmlns="urn:x">{number}</f>', f'<z:f xmlns:z="urn:x" z:a="{number}"/>',
            f'<x:f state="deleted"><{self.prefix}user/></x:f>',
            f'<y:k xmlns:y="urn:y"><n xmlns="">{number}</n><!-- kept --></y:k>',
            f'<f xmlns="">{number}</f>' if self.strange() else f"<x:only/>"])

    def mixed(self, children):
        """Children as they are, or with extensions, unknown elements, repeated or misplaced ones."""
        for _ in range(self.rng.choice([0, 0, 0, 1, 2])):
            children.append(self.foreign())
        if self.strange(0.3):
            children.append(self.rng.choice([self.leaf("bogus"), self.leaf("display-text"), self.leaf("media"),
                                             self.element("user", "", self.state()),
                                             self.element("users", "", self.state())]))
        if children and self.strange(0.2):
            self.rng.shuffle(children)
        if children and self.strange(0.1):
            children.append(self.rng.choice(children))
        return "".join(children)

    def some(self, makers):
        """A few of the children, in the order given."""
        share = self.rng.choice([0.2, 0.5, 0.8])
        return [text for make in makers if self.chance(share) for text in make()]

    def distinct(self, keys):
        """Without those that white space alone tells apart: some of them are the same key."""
        return list({key.strip(): key for key in keys}.values()) if not self.strange(0.1) else keys

    def keyed(self, name, attribute, keys, content, most=3):
        """Rows of different keys, but for mistakes."""
        chosen = self.distinct(self.rng.sample(keys, self.rng.randrange(min(len(keys), most) + 1)))
        if self.strange(0.1) and chosen:
            chosen.append(self.rng.choice(keys))
        rows = []
        for key in chosen:
            named = "" if self.strange(0.02) else f' {attribute}="{key}"'
            rows.append(content(name, named))
        return rows

    def media(self, name, key):
        return self.element(name, self.mixed(self.some([
            lambda: [self.leaf("type", ["audio", "video"])], lambda: [self.leaf("label", ["10", "11"])],
            lambda: [self.leaf("status", ["sendrecv", "recvonly"])]])), key)

    def endpoint(self, name, key):
        children = self.some([
            lambda: [self.leaf("display-text")],
            lambda: [self.element("referred", self.leaf("when", ["2026-01-01T00:00:00Z"]))],
            lambda: [self.leaf("status", ["connected", "on-hold", "disconnected"])],
            lambda: [self.leaf("joining-method", ["dialed-in"])],
            lambda: self.keyed("media", "id", ["1", "2", " 1", "3"], self.media),
            lambda: [self.element("call-info", self.foreign())]])
        return self.element(name, self.mixed(children), key + self.state())

    def user(self, name, key):
        children = self.some([
            lambda: [self.leaf("display-text")],
            lambda: [self.element("associated-aors", self.uris(), self.bad_state())],
            lambda: [self.element("roles", self.leaf("entry") + self.leaf("entry"))],
            lambda: [self.leaf("languages", ["en", "pt en"])],
            lambda: self.keyed("endpoint", "entity", ENDPOINTS, self.endpoint)])
        return self.element(name, self.mixed(children), key + self.state())

    def uris(self):
        keys = self.distinct(self.rng.sample(SIDEBARS, self.rng.randrange(1, len(SIDEBARS))))
        if self.strange(0.1):
            keys.append(keys[0])
        return "".join(self.element("entry", ("" if self.strange(0.02) else self.element("uri", key)) + self.mixed(
            [self.leaf("display-text")] if self.chance(0.5) else [])) for key in keys)

    def users(self):
        keys = USERS + ([f"sip:u{n}@example.com" for n in range(40)] if self.chance(0.05) else [])
        return self.element("users", self.mixed(self.keyed("user", "entity", keys, self.user, len(keys))),
                            self.state())

    def conference(self, level):
        children = self.some([
            lambda: [self.element("conference-description", self.mixed([self.leaf("subject")]))],
            lambda: [self.element("host-info", self.leaf("display-text"))],
            lambda: [self.element("conference-state", self.leaf("user-count", ["1", "2"]))],
            lambda: [self.users()],
            lambda: [self.element("sidebars-by-ref", self.uris(), self.state())],
            lambda: [self.element("sidebars-by-val", self.mixed(self.sidebars(level + 1)), self.state())]])
        if self.chance(0.05):
            children.append('<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">s</ds:Signature>')
        return self.mixed(children)

    def sidebars(self, level):
        if level > 3:
            return []
        return self.keyed("entry", "entity", SIDEBARS, lambda name, key: self.element(
            name, self.conference(level), key + self.state() + (' version="3"' if self.chance(0.1) else "")), 2)

    def document(self, version, state):
        attributes = [f'xmlns{":ci" if self.prefix else ""}="{NAMESPACE}"', 'xmlns:x="urn:x"', state]
        if not self.strange(0.03):
            attributes.append(f'entity="{self.rng.choice(ENTITIES) if not self.strange(0.05) else "sip:other@x"}"')
        if version is not None:
            attributes.append(f'version="{version}"')
        self.rng.shuffle(attributes)
        text = self.element("conference-info", self.conference(0), " " + " ".join(attributes))
        return text[:-self.rng.randrange(1, 30)] if self.strange(0.02) else text


def versions(rng, wild):
    """Numbers as they are sent: mostly one after the other."""
    now = rng.choice([0, 1, 7, 4294967290])
    while True:
        yield now if rng.random() >= wild * 0.1 else rng.choice(
            [None, "abc", "", " 7 ", "-1", "+9", "4294967296", "0" * 20 + str(now), f" {now}", "1.0"])
        now = now + 1 if rng.random() >= wild * 0.2 else rng.choice([now, now - 1, now + 2, now + 5, 4294967295, 0])
        now = max(now, 0)


def series(rng):
    """The documents of one subscription, as bytes, in the order of their arrival."""
    wild = rng.choice([0, 0.1, 0.3, 0.3, 1])
    numbers = versions(rng, wild)
    documents = []
    for index in range(rng.randrange(2, 9)):
        kinds = ['state="full"', "", ""] if index == 0 else ['state="partial"'] * 20 + ['state="full"', 'state="deleted"']
        kind = rng.choice(kinds) if rng.random() >= wild * 0.1 else rng.choice(
            ['state="partial"', 'state="deleted"', 'state="Partial"', 'state="full"'])
        documents.append(Maker(rng, wild if index else wild / 10).document(next(numbers), kind).encode())
    for _ in range(rng.choice([0, 0, 0, 1, 2]) if wild else 0):
        at = rng.randrange(len(documents))
        change = rng.randrange(3)
        if change == 0:
            documents.insert(at, documents[rng.randrange(len(documents))])
        elif change == 1 and len(documents) > 1:
            del documents[at]
        else:
            documents.insert(rng.randrange(len(documents)), documents.pop(at))
    return documents


def many(seed, count):
    """`count` series; each depends on the seed and its number only."""
    for number in range(count):
        yield series(random.Random(f"{seed}/{number}"))
