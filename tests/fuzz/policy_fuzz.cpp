// Any bytes as a policy, JSON or YAML by how they begin: the table of fields finds a fault where, and only where,
// valijson finds the schema broken; every effective value is explained; a JSON text survives its own changes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "json/edit.hpp"
#include "policy/explain.hpp"
#include "policy/schema.hpp"
#include "policy/structure.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto document = policy::Document::read(std::make_shared<bytes::Source>("f", text), {});
  bool right = policy::explain(*document).size() >= 17;
  if (!document->tree().nodes.empty()) {
    const bool agreed = policy::check_structure(document->tree()).faults.empty();
    right = right && agreed == policy::judge_by_schema(document->tree()).valid;
  }
  if (right && document->is_usable() && !document->is_yaml()) {
    const json::Change change = json::set_value(document->tree(), "/media/osrtp", "7");
    const auto edited = json::edit(text, {&change, 1});
    const bool object = change.pointer != "/media/osrtp" || document->tree().find("/media")->kind == json::Kind::object;
    right = !object || (edited && json::parse(*edited, {.comments = true, .repeats = true}));
  }
  return right ? 0 : (std::abort(), 0);
}
