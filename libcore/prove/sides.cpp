#include "prove/sides.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace confstate::prove {
namespace {

// One question about one side, and the atoms that ask it; `negative` atoms ask its contrary.
struct Use {
  Question question;
  std::vector<std::uint32_t> atoms;
  std::vector<std::uint32_t> not_atoms;
};

// Questions that are asked about a side; equal ones are looked at once.
class Uses {
 public:
  void add(const Question& question, std::uint32_t atom) {
    if (question.form == Form::only_below) {
      at({Form::below, question.text}).atoms.push_back(atom);
      at({Form::host, question.text}).not_atoms.push_back(atom);
    } else if (question.form != Form::any && question.form != Form::never) {
      at(question).atoms.push_back(atom);
    }
  }
  [[nodiscard]] const std::vector<Use>& all() const { return uses_; }

  // Atoms of the questions that a class answers with yes.
  [[nodiscard]] std::vector<std::uint32_t> atoms_of(const Minterm& minterm) const {
    std::vector<std::uint32_t> found;
    std::vector<std::uint32_t> without;
    for (const Marks& marks : minterm.marks) {
      for (const std::uint32_t mark : marks) {
        found.insert(found.end(), uses_[mark].atoms.begin(), uses_[mark].atoms.end());
        without.insert(without.end(), uses_[mark].not_atoms.begin(), uses_[mark].not_atoms.end());
      }
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](std::uint32_t atom) { return std::ranges::find(without, atom) != without.end(); });
    return found;
  }

 private:
  Use& at(const Question& question) {
    const auto [place, is_new] = index_.try_emplace(question, uses_.size());
    if (is_new) {
      uses_.push_back({question, {}, {}});
    }
    return uses_[place->second];
  }

  std::vector<Use> uses_;
  std::map<Question, std::size_t> index_;
};

// A pattern may have a scheme before it that its first "*" takes in (atoms.cpp).
Machine glob_of(const std::string& text, std::string_view alphabet, std::uint32_t mark) {
  const std::size_t line = text.find('\n');
  if (line == std::string::npos) {
    return glob_machine(text, alphabet, mark);
  }
  return glob_machine_after(std::string_view(text).substr(0, line), std::string_view(text).substr(line + 1), alphabet,
                            mark);
}

std::vector<Marked> asked_in(const Uses& uses, Form form) {
  std::vector<Marked> words;
  for (std::uint32_t i = 0; i < uses.all().size(); ++i) {
    if (uses.all()[i].question.form == form) {
      words.push_back({uses.all()[i].question.text, i});
    }
  }
  return words;
}

// One machine for all words, one for all prefixes, one for all domains: only patterns have one each.
std::vector<Machine> machines_of(const Uses& uses, std::string_view alphabet) {
  std::vector<Machine> machines;
  const auto add = [&](Form form, auto make) {
    if (const std::vector<Marked> words = asked_in(uses, form); !words.empty()) {
      machines.push_back(make(words));
    }
  };
  add(Form::word, [&](const auto& words) { return words_machine(words, alphabet); });
  add(Form::prefix, [&](const auto& words) { return words_machine(words, alphabet, true); });
  add(Form::host, [&](const auto& words) { return host_machine(words); });
  add(Form::below, [&](const auto& words) { return below_machine(words); });
  for (const Marked& glob : asked_in(uses, Form::glob)) {
    machines.push_back(glob_of(std::string(glob.word), alphabet, glob.mark));
  }
  return machines;
}

// Users are asked by atoms in three ways; which one is told apart by the number of the atom.
constexpr std::uint32_t kWays = 3;

std::vector<std::uint32_t> of_way(const std::vector<std::uint32_t>& atoms, std::uint32_t way) {
  std::vector<std::uint32_t> found;
  for (const std::uint32_t atom : atoms) {
    if (atom % kWays == way) {
      found.push_back(atom / kWays);
    }
  }
  return found;
}

bool add_users(Sides& out, const Atoms& atoms, const MintermLimits& limits) {
  Uses uses;
  for (std::uint32_t i = 0; i < atoms.atoms.size(); ++i) {
    uses.add(atoms.atoms[i].user, i * kWays);
    if (atoms.two_schemes) {
      uses.add(atoms.atoms[i].user_of_sips, i * kWays + 1);
    }
    uses.add(atoms.atoms[i].number, i * kWays + 2);
  }
  const Minterms minterms = minterms_of(user_universe(), machines_of(uses, kUserAlphabet), limits);
  for (const Minterm& minterm : minterms.all) {
    const std::vector<std::uint32_t> all = uses.atoms_of(minterm);
    const auto kind = static_cast<UserKind>(minterm.kinds.front());
    out.users.push_back({minterm.witness, kind, of_way(all, 0), of_way(all, 1),
                         kind == kNumberUser ? of_way(all, 2) : std::vector<std::uint32_t>()});
  }
  return minterms.complete;
}

bool add_hosts(Sides& out, const Atoms& atoms, const MintermLimits& limits) {
  Uses uses;
  for (std::uint32_t i = 0; i < atoms.atoms.size(); ++i) {
    uses.add(atoms.atoms[i].host, i);
  }
  const Minterms minterms = minterms_of(host_universe(), machines_of(uses, kHostAlphabet), limits);
  for (const Minterm& minterm : minterms.all) {
    out.hosts.push_back({minterm.witness, static_cast<HostKind>(minterm.kinds.front()), uses.atoms_of(minterm)});
  }
  return minterms.complete;
}

}  // namespace

Sides sides_of(const Atoms& atoms, const MintermLimits& limits) {
  Sides out;
  out.complete = add_users(out, atoms, limits);
  out.complete = add_hosts(out, atoms, limits) && out.complete;
  return out;
}

}  // namespace confstate::prove
