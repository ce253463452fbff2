// One view of documents; each is a file of its own.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.hpp"
#include "base/sink.hpp"
#include "common/load.hpp"
#include "draw/sheet.hpp"
#include "info/rows.hpp"

namespace confstate::tools {

// Shows documents one after the other. What fails to be shown leaves no trace in the output.
class View {
 public:
  virtual ~View() = default;
  [[nodiscard]] virtual base::Result<void> show(Loaded& loaded, const base::Sink& sink) = 0;
  // After the last document.
  virtual void end(const base::Sink& /*sink*/) {}
};

// Rosters; with `several` each under the name of its input.
[[nodiscard]] std::unique_ptr<View> make_text_view(const draw::Style& style, bool several);
// The JSON form; with `several` one array.
[[nodiscard]] std::unique_ptr<View> make_json_view(bool several);
// Rows as JSON lines or CSV.
enum class RowForm : std::uint8_t { ndjson, csv };
[[nodiscard]] std::unique_ptr<View> make_rows_view(RowForm form, info::RowKind kind);

}  // namespace confstate::tools
