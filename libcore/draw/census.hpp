// The list of conferences, dialogs and subscriptions, drawn for a person.
#pragma once

#include "base/sink.hpp"
#include "draw/sheet.hpp"
#include "notify/census.hpp"

namespace confstate::draw {

struct CensusParts {
  bool dialogs = true;
  bool subscriptions = true;
};

// Each conference with its other names, its dialogs and its subscriptions, in the order of appearance; what belongs to
// no conference comes last.
void draw_census(const notify::Census& census, const CensusParts& parts, const Style& style, const base::Sink& sink);

}  // namespace confstate::draw
