/// A photograph in every mode, as the window and as files show it: what its pixels mean.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "drawing/canvas.hpp"
#include "drawing/scenes.hpp"
#include "drawing/words.hpp"
#include "paint/file/cairo_painter.hpp"
#include "paint/file/embedding.hpp"
#include "paint/file/png.hpp"
#include "paint/heatmap_image.hpp"
#include "paint/pixel_compare.hpp"
#include "paint/svg_painter.hpp"
#include "render/screen.hpp"
#include "theme/colormap.hpp"

namespace poolscope {
namespace {

using drawing::Drawing;
using drawing::Heatmap;
using model::Mode;
using model::Pane;
using theme::Color;

constexpr drawing::Size size{848, 752};

/// A document with all that its drawing needs.
struct Shown : model::Run {
    model::ViewState view;
    std::string theme = "light";
    model::Figure figure;

    Shown(model::Document shown, model::ViewState seen)
        : Run(model::run_of(std::move(shown))),
          view(std::move(seen)),
          figure(model::make_figure(*this, view)) {}
    [[nodiscard]] Drawing drawn(drawing::Size on = size) const {
        return drawing::build_drawing({*this, view, figure}, theme::theme_or_default(theme), on);
    }
};

/// Windows of `side` x `side` cells side by side, at the last step.
Shown shown(model::Document document, const std::string& op, Mode mode, int side) {
    document.layer().op = *find_operator(op);
    document.layer().params = {};
    document.layer().params.kernel_size = document.layer().params.stride = {side, side};
    model::ViewState view;
    view.mode = mode;
    const model::Run run = model::run_of(document);
    const model::Figure figure = model::make_figure(run, view);
    view.step = view.glide.from = model::figure_steps(figure, run.results, view.grain) - 1;
    return {std::move(document), std::move(view)};
}

/// A photograph of 96 x 128 pixels whose channels differ.
Shown photograph(const std::string& op, Mode mode, int side = 8) {
    return shown(drawing::picture_document(96, 128), op, mode, side);
}

int distance(Color a, Color b) {
    return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
}

/// The colour of the gradient `value` where `largest` is the most there is.
Color gradient_color(float value, float largest) {
    return theme::color_of(theme::colormap_or_default("diverging"), value, -largest, largest);
}

/// Pixels of a grid that shows, by cell.
void each_pixel(const paint::Pixels& pixels, const drawing::HitGrid& grid,
                const std::function<void(int row, int col, Color)>& visit) {
    const drawing::Rect& part = grid.visible;
    for (int y = static_cast<int>(part.y) + 1; y < static_cast<int>(part.bottom()); ++y) {
        for (int x = static_cast<int>(part.x) + 1; x < static_cast<int>(part.right()); ++x) {
            const auto at = [&](int pixel, float origin) {
                return static_cast<int>(
                    std::floor((static_cast<float>(pixel) + 0.5F - origin) / grid.cell));
            };
            visit(at(y, grid.origin.y) + grid.first_row, at(x, grid.origin.x) + grid.first_col,
                  pixels.at(x, y));
        }
    }
}

std::size_t colours_in(const paint::Pixels& pixels, const drawing::HitGrid& grid) {
    std::set<int> colours;
    each_pixel(pixels, grid, [&](int, int, Color color) {
        colours.insert(color.r << 16 | color.g << 8 | color.b);
    });
    return colours.size();
}

bool says(const Drawing& drawing, const std::string& words) {
    return std::ranges::any_of(drawing::free_texts(drawing), [&](const drawing::Text& text) {
        return drawing::words_of(text) == words;
    });
}

const drawing::HitGrid& grid_of(const Drawing& drawing, Pane pane) {
    return *std::ranges::find_if(drawing.hits, [&](const auto& grid) { return grid.pane == pane; });
}

class PictureModes : public testing::Test {
protected:
    void SetUp() override {
        auto opened = test::Screen::open();
        ASSERT_TRUE(opened) << opened.error().message();
        screen = std::move(*opened);
    }
    /// The scene as the window and as a file shows it.
    void each_painter(const Drawing& drawing,
                      const std::function<void(const paint::Pixels&)>& check) {
        {
            SCOPED_TRACE("the window");
            check(screen->paint(drawing));
        }
        SCOPED_TRACE("a file");
        check(paint::paint_to_pixels(drawing).value());
    }
    std::unique_ptr<test::Screen> screen;
};

TEST_F(PictureModes, NoPaneIsOneColour) {
    for (const char* op : {"max", "avg"}) {
        for (const Mode mode : {Mode::forward, Mode::backward, Mode::compare, Mode::stages}) {
            SCOPED_TRACE(std::string(op) + ", mode " + std::to_string(static_cast<int>(mode)));
            const Drawing drawing = photograph(op, mode, 2).drawn();
            ASSERT_FALSE(drawing.hits.empty());
            each_painter(drawing, [&](const paint::Pixels& pixels) {
                for (const drawing::HitGrid& grid : drawing.hits) {
                    const bool sent = mode == Mode::backward && grid.pane == Pane::output;
                    if (sent) continue;  // ones everywhere: one colour is right
                    EXPECT_GT(colours_in(pixels, grid), 24U);
                }
            });
        }
    }
}

TEST_F(PictureModes, ForwardAPictureIsInItsColours) {
    const Shown one = photograph("max", Mode::forward, 2);
    const Drawing drawing = one.drawn();
    each_painter(drawing, [&](const paint::Pixels& pixels) {
        std::size_t odd = 0, all = 0;
        each_pixel(pixels, grid_of(drawing, Pane::input), [&](int row, int col, Color color) {
            if (row >= 92 || col >= 124) return;  // under the window's frame
            const auto level = [&](int channel) {
                return static_cast<std::uint8_t>(one.document.input->at(0, channel, row, col));
            };
            ++all;
            if (distance(color, {level(0), level(1), level(2), 255}) > 2) ++odd;
        });
        EXPECT_LT(odd, all / 10);  // cells are no whole number of pixels
    });
}

/// Where no gradient has come back, the photograph is seen faintly; where one has, the gradient is.
TEST_F(PictureModes, BackwardMaxLeavesThePhotographInSightWhereNothingComesBack) {
    const Shown one = photograph("max", Mode::backward);
    const Drawing drawing = one.drawn();
    const model::StoredValues& gradient = *one.figure.backward->grad_input;
    const auto near_winner = [&](int row, int col) {
        for (int r = std::max(row - 2, 0); r <= std::min(row + 2, 95); ++r)
            for (int c = std::max(col - 2, 0); c <= std::min(col + 2, 127); ++c)
                if (gradient.at(0, 0, r, c) != 0) return true;
        return false;
    };
    each_painter(drawing, [&](const paint::Pixels& pixels) {
        int darkest = 255, brightest = 0;
        std::size_t odd = 0, all = 0, winners = 0;
        each_pixel(pixels, grid_of(drawing, Pane::input), [&](int row, int col, Color color) {
            if (row < 2 || row >= 86 || col < 2 || col >= 118) return;  // frame, marks
            if (gradient.at(0, 0, row, col) != 0) {
                // Far more red than green: what diverges upwards.
                EXPECT_GT(color.r, color.g + 40) << row << ", " << col;
                ++winners;
            }
            if (near_winner(row, col)) return;
            ++all;
            darkest = std::min<int>(darkest, color.g);
            brightest = std::max<int>(brightest, color.g);
            // A grey of the photograph's own, faded towards the colour of no gradient.
            const auto level = static_cast<std::uint8_t>(one.document.input->at(0, 0, row, col));
            const Color zero = gradient_color(0, 1);
            const bool grey = distance(color, {color.r, color.r, color.r, 255}) <= 2;
            const bool between = color.g <= zero.g + 6 && color.g >= (zero.g + level) / 2 - 4;
            if (!grey || !between) ++odd;
        });
        EXPECT_GT(winners, 500U);
        EXPECT_LE(odd, all / 100);
        EXPECT_GT(brightest - darkest, 30) << "the photograph is in sight";
    });
}

/// A mean's share is a 64th of what is sent: it has a scale of its own, and is as strong on it.
TEST_F(PictureModes, BackwardMeanIsAsStrongAsItsOwnScaleSays) {
    const Shown one = photograph("avg", Mode::backward);
    const Drawing drawing = one.drawn();
    EXPECT_TRUE(says(drawing, "0.01562"));
    EXPECT_TRUE(says(drawing, "−0.01562"));
    EXPECT_TRUE(says(drawing, "1"));
    EXPECT_TRUE(says(drawing, "−1"));
    EXPECT_TRUE(says(drawing, "input gradient"));
    EXPECT_TRUE(says(drawing, "output gradient"));
    EXPECT_FALSE(says(drawing, "255"));
    each_painter(drawing, [&](const paint::Pixels& pixels) {
        each_pixel(pixels, grid_of(drawing, Pane::input), [&](int row, int col, Color color) {
            if (row >= 80 || col >= 112) return;
            ASSERT_GT(color.r, color.g + 40) << row << ", " << col;
        });
    });
}

TEST_F(PictureModes, OneScaleWhereItIsTrueOfBoth) {
    const Drawing drawing = photograph("max", Mode::backward).drawn();
    EXPECT_TRUE(says(drawing, "gradient"));
    EXPECT_TRUE(says(drawing, "1"));
    EXPECT_TRUE(says(drawing, "−1"));
    EXPECT_FALSE(says(drawing, "input gradient"));
}

/// The output's pane has the colours of what is sent, not the pooled photograph.
TEST_F(PictureModes, BackwardTheOutputShowsTheGradientThatIsSent) {
    for (const char* op : {"max", "avg"}) {
        SCOPED_TRACE(op);
        model::Document document = drawing::picture_document(96, 128);
        model::Values sent(Shape{1, 3, 48, 64});
        for (int row = 0; row < 48; ++row)
            for (int col = 0; col < 64; ++col)
                sent.at(0, 0, row, col) = row < 24 ? -2.0F : col < 32 ? 1.0F : 0.0F;
        document.grad_output = std::make_shared<const model::Values>(sent);
        const Shown one = shown(document, op, Mode::backward, 2);
        const Drawing drawing = one.drawn();
        EXPECT_TRUE(says(drawing, "2"));
        EXPECT_TRUE(says(drawing, "−2"));
        each_painter(drawing, [&](const paint::Pixels& pixels) {
            std::size_t odd = 0, all = 0;
            each_pixel(pixels, grid_of(drawing, Pane::output), [&](int row, int col, Color color) {
                const bool edge = std::abs(row - 24) <= 1 || std::abs(col - 32) <= 1;
                if (edge || row >= 44) return;  // the last output is marked
                ++all;
                if (distance(color, gradient_color(sent.at(0, 0, row, col), 2)) > 2) ++odd;
            });
            EXPECT_LE(odd, all / 100);
        });
    }
}

/// One winner of a photograph of 512 x 512 pixels is seen at any size and zoom.
TEST_F(PictureModes, ALoneWinnerIsSeen) {
    model::Document document = drawing::picture_document(512, 512);
    model::Values sent(Shape{1, 3, 64, 64});
    sent.at(0, 0, 20, 41) = 3;
    document.grad_output = std::make_shared<const model::Values>(std::move(sent));
    Shown one = shown(std::move(document), "max", Mode::backward, 8);
    const model::StoredValues& gradient = *one.figure.backward->grad_input;
    int row = 0, col = 0;
    for (int r = 0; r < 512; ++r)
        for (int c = 0; c < 512; ++c)
            if (gradient.at(0, 0, r, c) != 0) std::tie(row, col) = std::pair{r, c};
    one.view.camera.center_x = (static_cast<float>(col) + 0.5F) / 512;
    one.view.camera.center_y = (static_cast<float>(row) + 0.5F) / 512;
    for (const drawing::Size on : {drawing::Size{400, 320}, size, drawing::Size{1600, 1000}}) {
        for (const float zoom : {1.0F, 1.7F, 3.0F, 9.0F}) {
            one.view.camera.zoom = zoom;
            const Drawing drawing = one.drawn(on);
            SCOPED_TRACE(std::to_string(static_cast<int>(on.w)) + " px, zoom " +
                         std::to_string(zoom));
            const auto at = drawing::cell_rect(drawing, {Pane::input, 0, row, col});
            ASSERT_TRUE(at);
            each_painter(drawing, [&](const paint::Pixels& pixels) {
                const auto x = static_cast<int>(at->center().x);
                const auto y = static_cast<int>(at->center().y);
                const auto far = static_cast<int>(at->w) + 6;
                int marked = 0;
                for (int dy = -2; dy <= 2; ++dy) {
                    for (int dx = -2; dx <= 2; ++dx) {
                        const Color seen = pixels.at(x + dx, y + dy);
                        marked += distance(seen, pixels.at(x + far, y)) > 90 &&
                                          distance(seen, pixels.at(x - far, y)) > 90 &&
                                          seen.r > seen.g + 40
                                      ? 1
                                      : 0;
                    }
                }
                EXPECT_GE(marked, 4);
            });
        }
    }
}

TEST_F(PictureModes, NoGradientAtAllIsNoColourAndNoDivision) {
    model::Document document = drawing::picture_document(96, 128);
    document.grad_output = std::make_shared<const model::Values>(Shape{1, 3, 12, 16});
    const Shown one = shown(std::move(document), "avg", Mode::backward, 8);
    const Drawing drawing = one.drawn();
    EXPECT_TRUE(says(drawing, "gradient"));
    EXPECT_FALSE(says(drawing, "−0"));
    each_painter(drawing, [&](const paint::Pixels& pixels) {
        each_pixel(pixels, grid_of(drawing, Pane::input), [&](int row, int col, Color color) {
            if (row < 2 || row >= 84 || col < 2 || col >= 116) return;
            ASSERT_LE(distance(color, {color.r, color.r, color.r, 255}), 2);
            ASSERT_GT(color.r, 150);
        });
    });
}

/// No map that is chosen for values holds for gradients, "as colour" least of all.
TEST_F(PictureModes, NoChosenMapHoldsForGradients) {
    for (const char* op : {"max", "avg"}) {
        Shown one = photograph(op, Mode::backward);
        const std::string plain = drawing::to_text(one.drawn());
        for (const auto* map : theme::colormaps()) {
            one.view.colormap = map->id;
            EXPECT_EQ(drawing::to_text(one.drawn()), plain) << map->id;
        }
    }
}

/// As many heatmaps lie in an SVG as in the window, and their pixels are the gradient's.
TEST_F(PictureModes, AnSvgHoldsTheGradientAndThePhotograph) {
    const Drawing drawing = photograph("max", Mode::backward).drawn();
    const std::string svg = paint::paint_to_svg(drawing, paint::embedding()).value();
    std::size_t images = 0, maps = 0;
    for (std::size_t at = 0; (at = svg.find("<image", at)) != std::string::npos; ++at) ++images;
    std::set<std::string> kinds;
    for (const drawing::Primitive& primitive : drawing.primitives) {
        const auto* map = std::get_if<Heatmap>(&primitive);
        if (map == nullptr) continue;
        ++maps;
        kinds.insert(map->colormap);
        if (map->colormap != "diverging" || map->rect != grid_of(drawing, Pane::input).visible)
            continue;
        const paint::Pixels pixels = paint::heatmap_image(*map).pixels;
        std::size_t marked = 0;
        for (int y = 0; y < pixels.height; ++y)
            for (int x = 0; x < pixels.width; ++x)
                if (pixels.at(x, y) == gradient_color(1, 1)) ++marked;
        EXPECT_GT(marked, 12U * 16U);
    }
    EXPECT_EQ(images, maps);
    EXPECT_EQ(kinds, (std::set<std::string>{"diverging", "grey"}));
}

TEST_F(PictureModes, ThePaintersAgree) {
    for (const char* op : {"max", "avg"}) {
        for (const char* theme : {"light", "dark"}) {
            for (const int side : {2, 8}) {
                Shown one = photograph(op, Mode::backward, side);
                one.theme = theme;
                const Drawing drawing = one.drawn();
                const test::Difference found = test::difference(
                    paint::paint_to_pixels(drawing).value(), screen->paint(drawing), 48);
                EXPECT_LE(found.share, 0.005) << op << ' ' << theme << ' ' << side;
                EXPECT_LE(found.mean, 0.8) << op << ' ' << theme << ' ' << side;
            }
        }
    }
}

/// Zoomed in to single cells with numbers: each is filled by its gradient, and can be read.
TEST_F(PictureModes, ZoomedInCellsAreFilledByTheirGradient) {
    for (const char* theme : {"light", "dark"}) {
        Shown one = photograph("max", Mode::backward, 2);
        one.theme = theme;
        one.view.camera.zoom = 16;
        one.view.camera.center_x = one.view.camera.center_y = 0.3F;
        const Drawing drawing = one.drawn();
        const model::StoredValues& gradient = *one.figure.backward->grad_input;
        const theme::Colormap& map = theme::gradient_colormap(theme == std::string("dark"));
        std::size_t cells = 0;
        for (int row = 0; row < 96; ++row) {
            for (int col = 0; col < 128; ++col) {
                const auto rect = drawing::cell_rect(drawing, {Pane::input, 0, row, col});
                const float whole = grid_of(drawing, Pane::input).cell - 0.01F;
                if (!rect || rect->w < whole || rect->h < whole) continue;
                const drawing::Box* filled = nullptr;
                const drawing::Text* number = nullptr;
                for (const drawing::Primitive& primitive : drawing.primitives) {
                    const auto* box = std::get_if<drawing::Box>(&primitive);
                    if (box != nullptr && box->fill.a == 255 &&
                        rect->contains(box->rect.center()) && box->rect.w > rect->w / 2)
                        filled = box;
                    const auto* text = std::get_if<drawing::Text>(&primitive);
                    if (text != nullptr && number == nullptr && rect->contains(text->at))
                        number = text;
                }
                ASSERT_NE(filled, nullptr);
                ASSERT_NE(number, nullptr);
                const float value = gradient.at(0, 0, row, col);
                EXPECT_EQ(drawing::words_of(*number), value != 0 ? "1" : "0");
                EXPECT_EQ(filled->fill, theme::color_of(map, value, -1, 1));
                EXPECT_GE(theme::contrast_ratio(number->spans.front().color, filled->fill), 4.5);
                ++cells;
            }
        }
        EXPECT_GT(cells, 20U);
    }
}

}  // namespace
}  // namespace poolscope
