// Our side of merge_test.py: reads series of documents on standard input and says of every document what a subscriber
// made of it. Input: lines "series" and "document SIZE", the latter followed by that many bytes and a line end. Output,
// a line per document: the action, how many notes the oracle counts too, and the size of the state, which follows; "="
// in its place where the state is byte for byte what it was.
#include <cstdio>
#include <iostream>
#include <string>

#include "change/subscriber.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

const char* name_of(change::Action action) {
  static constexpr const char* kNames[] = {"rejected", "discarded", "resync", "replaced", "merged", "ended"};
  return kNames[static_cast<std::size_t>(action)];
}

change::Step feed(change::Subscriber& subscriber, std::string bytes) {
  const xml::Decoded decoded = xml::decode(std::move(bytes));
  auto read = xml::read(decoded.text, xml::Reading::judging, {});
  if (!read || !read->faults.empty()) {
    return subscriber.reject(change::Reason::unreadable);
  }
  return subscriber.feed(info::Document(std::move(read->tree)));
}

std::size_t notes_of(const change::Step& step) {
  std::size_t count = 0;
  for (const change::Note& note : step.notes) {
    count += note.kind <= change::NoteKind::partial_taken_as_full ? 1 : 0;
  }
  return count;
}

void print(const change::Step& step, const std::string& state, const std::string& before) {
  std::cout << name_of(step.action) << ' ' << notes_of(step) << ' ';
  if (state == before) {
    std::cout << "=\n";
  } else {
    std::cout << state.size() << '\n' << state;
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  change::Subscriber subscriber;
  std::string state;
  std::string word;
  while (std::cin >> word) {
    if (word == "series") {
      subscriber = change::Subscriber();
      state.clear();
      continue;
    }
    std::size_t size = 0;
    std::cin >> size;
    std::cin.ignore();
    std::string bytes(size, '\0');
    std::cin.read(bytes.data(), static_cast<std::streamsize>(size));
    const std::string before = std::move(state);
    const change::Step step = feed(subscriber, std::move(bytes));
    state.clear();
    subscriber.write(state);
    print(step, state, before);
  }
  return 0;
}
