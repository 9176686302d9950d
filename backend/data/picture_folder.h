// Room backend/data: pictures in folders: which there are, of which class and for which part.
#pragma once

#include "backend/data/source.h"

#include <optional>

namespace lepton {

/// A picture below a folder.
struct FolderPicture {
    std::string name; ///< path from the folder, with / between
    std::int64_t label = -1; ///< number of its class; -1: none
    std::optional<Part> part; ///< where folders such as train/ and test/ say it
};

/// What was found in a folder of pictures, as torchvision's ImageFolder sees it.
struct PictureFolder {
    std::vector<FolderPicture> pictures; ///< by part, class and name
    std::vector<std::string> labels; ///< folders of the classes, sorted; empty: no classes
    Problems warnings; ///< what is left out or lacks

    /// How many pictures the folders give a part; all are `train` where no folder says anything.
    std::int64_t count(Part part) const;
};

/// Looks through the folder without opening a picture: PNG, JPEG and BMP by the ends of their
/// names. What is hidden is passed over. A folder in it is a class, with all that lies below; the
/// folders train/ with test/, val/ or validation/ beside it are parts, with classes in them. Links
/// are followed, but never in a circle; at most 2 million files are looked at. Problems: no folder,
/// no pictures, none to train on, too many files or classes.
Result<PictureFolder> find_pictures(const std::filesystem::path& folder);

/// Whether find_pictures() would find one, from a short look; the problem says why not.
Result<Done> holds_pictures(const std::filesystem::path& folder);

} // namespace lepton
