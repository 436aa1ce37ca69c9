/// A shredder: valid files with bytes flipped, cut, doubled and spliced must give a value or an
/// error, never a crash. Deterministic; meant to run under ASan and UBSan as well.
#include <gtest/gtest.h>

#include <functional>
#include <random>

#include "io/image.hpp"
#include "io/npy.hpp"
#include "io/npy_bytes.hpp"
#include "io/picture_bytes.hpp"
#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "io/text_grid.hpp"
#include "model/layer_kinds.hpp"
#include "model/run.hpp"

namespace poolscope::io {
namespace {

using Random = std::mt19937;

std::size_t pick(Random& random, std::size_t below) {
    return random() % below;
}

/// One small damage to `text`.
void damage(std::string& text, Random& random) {
    if (text.empty()) return;
    const auto at = pick(random, text.size());
    switch (pick(random, 6)) {
        case 0:
            text[at] = static_cast<char>(static_cast<unsigned>(text[at]) ^ (1U << pick(random, 8)));
            break;
        case 1:
            text[at] = static_cast<char>(random());
            break;
        case 2: {
            // The values at which lengths go wrong.
            constexpr unsigned char edges[] = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};
            for (std::size_t i = at; i < std::min(text.size(), at + 1 + pick(random, 4)); ++i)
                text[i] = static_cast<char>(edges[pick(random, 6)]);
            break;
        }
        case 3:
            text.resize(at);
            break;
        case 4:
            text.erase(at, 1 + pick(random, 8));
            break;
        default:
            text.insert(at, text.substr(pick(random, text.size()), 1 + pick(random, 16)));
    }
}

/// Reads damaged copies of `seeds`; `read` returns an error or nothing.
void shred(const std::vector<std::string>& seeds, int rounds,
           const std::function<std::optional<Error>(const std::string&)>& read) {
    Random random(20240607);
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        auto text = seeds[static_cast<std::size_t>(round) % seeds.size()];
        for (auto times = 1 + pick(random, 4); times > 0; --times) damage(text, random);
        const auto error = read(text);
        if (!error) continue;
        ++refused;
        ASSERT_FALSE(error->what.empty());
        ASSERT_FALSE(error->remedy.empty()) << error->what.english();
        ASSERT_EQ(error->message().find('\n'), std::string::npos) << error->message();
    }
    // The damage is real, and not all of it is fatal.
    EXPECT_GT(refused, rounds / 20);
    EXPECT_LT(refused, rounds);
    for (const auto& seed : seeds) {
        const auto error = read(seed);
        EXPECT_FALSE(error) << error->message();
    }
}

template <class T>
std::optional<Error> error_of(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

TEST(Fuzz, Npy) {
    const std::vector<std::string> seeds{
        npy_file(npy_dictionary("<f4", "(2, 3)"), raw_bytes<float>({1, 2, 3, 4, 5, 6})),
        npy_file(npy_dictionary(">i8", "(1, 2, 1, 2)", true), raw_bytes<std::int64_t>({1, 2, 3, 4}),
                 2),
        npy_file(npy_dictionary("|u1", "(3, 2, 1)"), "abcdef", 3),
    };
    shred(seeds, 30'000,
          [](const std::string& text) { return error_of(read_npy(as_bytes(text))); });
}

TEST(Fuzz, PastedText) {
    const std::vector<std::string> seeds{
        "1\t2,5\n-3\tnan\n",
        "\"1\";2\n3;4e5\n",
        "1,2\n3,4\n\n5,6\n7,8\n",
        "array([[1., 2.],\n       [3., -inf]], dtype=float32)",
        "tensor(1.00000e-01 *\n  [[[1., 2.]],\n\n  [[3., 4.]]], device='cuda:0')",
        "x = [[float('nan'), 1], [np.float32(2.5), 3]]",
        "(0 ,.,.) = \n  1  2\n\n(1 ,.,.) = \n  3  4\n[torch.FloatTensor of size 2x1x2]\n",
    };
    shred(seeds, 40'000, [](const std::string& text) { return error_of(read_grid_text(text)); });
}

TEST(Fuzz, Pictures) {
    const auto color = gradient(19, 11, 3);
    const auto grey = gradient(19, 11, 1);
    const std::vector<std::string> seeds{
        png_file(color),
        png_file(grey),
        png_file(gradient(9, 5, 4)),
        png_file(gradient(9, 5, 2)),
        jpeg_file(color),
        jpeg_file(grey),
        bmp_file(color),
        bmp_file(gradient(9, 5, 4)),
        gif_file(grey),
        webp_file(color, true),
        webp_file(color, false),
        webp_file(gradient(9, 5, 4), false),
        pnm_file(color),
        pnm_file(grey),
    };
    shred(seeds, 12'000,
          [](const std::string& text) { return error_of(read_image(as_bytes(text))); });
    const std::vector<std::string> tga{tga_file(color), tga_file(grey),
                                       tga_file(gradient(9, 5, 4))};
    shred(tga, 6'000, [](const std::string& text) {
        return error_of(read_image(as_bytes(text), ImageHint::tga));
    });
}

TEST(Fuzz, Scenes) {
    model::ViewState view;
    view.colormap = "cividis";
    auto document = model::default_document();
    const auto plain = write_scene(document, view);
    document.layer().params.divisor_override = 3;
    document.channel_names = {"\u03B1 \"x\""};
    view.all_channels = true;
    std::vector<std::string> seeds{plain, write_scene(document, view)};
    for (const Dialect* dialect : dialects())
        for (const char* op : {"lp", "fractional", "attention", "avg"}) {
            document.layer().op = *find_operator(op);
            document.layer().params = settled({*find_operator(op)}).params;
            document.layer().params.output_size = {2, 3};
            document.layer().params.norm = 3;
            if (document.layer().op->id == "avg")
                document.layer().params.placement = Placement::adaptive;
            document.layer().params.scores = Shared(Tensor<float>({1, 1, 6, 6}, 0.5F));
            document.grad_output = std::make_shared<const model::Values>(Shape{1, 1, 2, 2}, 0.25F);
            document.layer().dialect = dialect;
            view.mode = model::Mode::compare;
            view.compare_first = dialect->id;
            seeds.push_back(write_scene(document, view));
        }
    document.layers = {
        {.name = "edge",
         .layer = Conv2d{.weight = model::random_weights({2, 1, 2, 2}, 1, 1),
                         .bias = model::random_weights({1, 2, 1, 1}, 1, 2)}},
        {.layer = Pointwise{Function::elu, 1}, .inputs = {0}},
        {.layer = Join{Joining::add}, .inputs = {0, 1}},
        {.layer = Linear{.weight = model::random_weights({1, 1, 2, 50}, 1, 3)}, .inputs = {2}}};
    view.layer = 3;
    seeds.push_back(write_scene(document, view));
    shred(seeds, 12'000, [](const std::string& text) {
        const auto opened = read_scene(text, std::filesystem::path("/nowhere"));
        if (!opened) return error_of(opened);
        // A scene that loads can be worked with, even where its layer cannot be.
        const auto& loaded = opened->document;
        EXPECT_TRUE(model::check_input(loaded.shape()));
        EXPECT_EQ(loaded.channel_names.size(), static_cast<std::size_t>(loaded.shape().c));
        if (model::is_network(loaded))
            static_cast<void>(shapes_of({loaded.layers}, loaded.shape()));
        else
            static_cast<void>(model::outline_results(loaded));
        return std::optional<Error>{};
    });
}

}  // namespace
}  // namespace poolscope::io
