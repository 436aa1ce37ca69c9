/// The tables that a scene is made of ([layer], [input], [gradient], [view]), in a scene's own file
/// or within another, such as a lesson.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/scene_file.hpp"
#include "io/toml_text.hpp"

namespace poolscope::io {

/// Those that are there; empty where one is not.
struct SceneTables {
    TableStack layer{};
    TableStack input{};
    TableStack gradient{};
    TableStack view{};
    const toml::array* layers = nullptr;  ///< of a network, in place of [layer]
    const toml::node* weights = nullptr;  ///< the archive of its weights
};

/// Takes them from `section`. Error: bad_format where one is no table.
[[nodiscard]] Result<SceneTables> take_scene_tables(Section& section);

/// `upper` key by key over `lower`. A grid stands or falls as a whole: what is said of the lower
/// one ([input]'s channels, say) goes with it where the upper has values or a file.
[[nodiscard]] SceneTables put_over(SceneTables upper, const SceneTables& lower);

/// Reads what is there over `opened`, whose document must have an input where there is no [input].
/// Each table has its say: one error at most each, with its line.
[[nodiscard]] std::vector<Error> read_scene_tables(const SceneTables& tables,
                                                   const FileReaders& readers,
                                                   OpenedDocument& opened);

/// The tables as text, each name after `prefix`: "[scene.layer]" for "scene.".
[[nodiscard]] std::string scene_tables_text(const model::Document& document,
                                            const model::ViewState& view, const SceneFiles& files,
                                            std::string_view prefix);

/// Writes `before`, then the tables, as the whole of `path`; large grids go beside it as
/// save_scene() writes them, their names after `label`. Errors: unwritable.
[[nodiscard]] Result<void> save_with_tables(const std::string& before, const OpenedDocument& opened,
                                            const std::filesystem::path& path,
                                            std::string_view prefix, std::string_view label);

}  // namespace poolscope::io
