// Writes pictures for draw_svg_test.py: draw_samples DIR makes flow.svg, flow-small.svg and timeline.svg.
#include <fstream>
#include <string>

#include "draw/ladder.hpp"
#include "draw/timeline.hpp"
#include "support/pictures.hpp"

int main(int argc, char** argv) {
  using namespace confstate;
  const std::string folder = argc > 1 ? argv[1] : ".";
  const auto into = [](std::ofstream& file) { return [&file](std::string_view piece) { file << piece; }; };
  std::ofstream flow(folder + "/flow.svg");
  std::ofstream small(folder + "/flow-small.svg");
  std::ofstream timeline(folder + "/timeline.svg");
  draw::draw_ladder_svg(tests::large_ladder(), {.frames = true}, into(flow));
  draw::draw_ladder_svg(tests::small_ladder(), {}, into(small));
  draw::draw_timeline_svg(tests::small_timeline(), into(timeline));
  return flow && small && timeline ? 0 : 1;
}
