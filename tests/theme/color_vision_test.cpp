/// What each colour means can be told apart by people who see no red, no green or no blue.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "theme/colormap.hpp"
#include "theme/projector.hpp"

namespace poolscope::theme {

namespace {

using Matrix = std::array<std::array<double, 3>, 3>;

struct Vision {
    const char* name;
    Matrix matrix;  ///< on linear light
};

/// Machado, Oliveira and Fernandes, 2009 ("A Physiologically-based Model for Simulation of Color
/// Vision Deficiency"), severity 1.
constexpr std::array visions{Vision{"full", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
                             Vision{"protanopia",
                                    {{{0.152286, 1.052583, -0.204868},
                                      {0.114503, 0.786281, 0.099216},
                                      {-0.003882, -0.048116, 1.051998}}}},
                             Vision{"deuteranopia",
                                    {{{0.367322, 0.860646, -0.227968},
                                      {0.280085, 0.672501, 0.047413},
                                      {-0.011820, 0.042940, 0.968881}}}},
                             Vision{"tritanopia",
                                    {{{1.255528, -0.076749, -0.178779},
                                      {-0.078411, 0.930809, 0.147602},
                                      {0.004733, 0.691367, 0.303900}}}}};

using Light = std::array<double, 3>;

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Light seen(Color color, const Vision& vision) {
    const Light light{linear(color.r), linear(color.g), linear(color.b)};
    Light result{};
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k < 3; ++k) result[i] += vision.matrix[i][k] * light[k];
    for (double& one : result) one = std::clamp(one, 0.0, 1.0);
    return result;
}

/// CIE L*a*b* of sRGB's linear light, under D65.
Light lab(const Light& rgb) {
    const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047;
    const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// How different two colours look; about 2.3 is just noticeable (CIE76).
double difference(Color a, Color b, const Vision& vision) {
    const Light p = lab(seen(a, vision));
    const Light q = lab(seen(b, vision));
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

double luminance(const Light& light) {
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

double contrast(Color a, Color b, const Vision& vision) {
    const double p = luminance(seen(a, vision)) + 0.05;
    const double q = luminance(seen(b, vision)) + 0.05;
    return std::max(p, q) / std::min(p, q);
}

struct Meaning {
    const char* name;
    Color Theme::*color;
};
/// What is drawn in lines on the same cells. Each has a shape of its own too: a frame, a ring with
/// a corner, a ring around an output, a thin outline, a ring with an unequal sign.
constexpr std::array meanings{Meaning{"window", &Theme::window}, Meaning{"winner", &Theme::winner},
                              Meaning{"output", &Theme::output}, Meaning{"hover", &Theme::hover}};

constexpr double clearly = 10;

/// Every theme, as it is and before a whole room.
std::vector<const Theme*> all_themes() {
    std::vector<const Theme*> all(themes().begin(), themes().end());
    for (const Theme* one : themes()) all.push_back(&projector_theme(*one));
    return all;
}

TEST(ColorVision, MeaningsAreToldApart) {
    for (const Theme* theme : all_themes())
        for (const Vision& vision : visions)
            for (std::size_t i = 0; i < meanings.size(); ++i)
                for (std::size_t k = i + 1; k < meanings.size(); ++k)
                    EXPECT_GE(
                        difference(theme->*meanings[i].color, theme->*meanings[k].color, vision),
                        clearly)
                        << meanings[i].name << " and " << meanings[k].name << ", " << theme->id
                        << ", " << vision.name;
}

TEST(ColorVision, MarksStandOutFromCells) {
    for (const Theme* theme : all_themes())
        for (const Vision& vision : visions)
            for (const Meaning& meaning : meanings)
                for (const float shade : {0.0F, 0.5F, 1.0F}) {
                    const Color cell = mix(theme->cell_low, theme->cell_high, shade);
                    EXPECT_GE(difference(theme->*meaning.color, cell, vision), clearly)
                        << meaning.name << " on a cell at " << shade << ", " << theme->id << ", "
                        << vision.name;
                }
}

TEST(ColorVision, WordsKeepTheirContrast) {
    for (const Theme* theme : themes())
        for (const Vision& vision : visions) {
            EXPECT_GE(contrast(theme->text, theme->panel, vision), 6.5) << vision.name;
            EXPECT_GE(contrast(theme->text_muted, theme->panel, vision), 4.2) << vision.name;
            EXPECT_GE(contrast(theme->winner, theme->panel, vision), 2.7)
                << theme->id << vision.name;
            EXPECT_GE(contrast(theme->output, theme->panel, vision), 2.7)
                << theme->id << vision.name;
        }
}

/// The ramps go from dark to light for everyone, so that an order can be seen.
TEST(ColorVision, RampsKeepTheirOrder) {
    for (const char* id : {"grey", "viridis", "cividis"}) {
        const Colormap& map = colormap_or_default(id);
        for (const Vision& vision : visions) {
            double before = -1;
            for (std::size_t i = 0; i < map.colors.size(); i += 15) {
                const double now = lab(seen(map.colors[i], vision))[0];
                EXPECT_GT(now, before) << id << " at " << i << ", " << vision.name;
                before = now;
            }
        }
    }
}

/// The simulation itself: red and green of one lightness are one to those who see no green.
TEST(ColorVision, TheSimulationConfusesWhatItShould) {
    const Color red = rgb(0xB0403A);
    const Color green = rgb(0x5A6A1E);
    EXPECT_GT(difference(red, green, visions[0]), 40);
    EXPECT_LT(difference(red, green, visions[2]), 25);
}

/// A gradient's sign and that it is one at all, on the ground that is its 0.
TEST(ColorVision, GradientsAreToldApart) {
    for (const Theme* theme : all_themes()) {
        const auto& colors = gradient_colormap(theme->dark).colors;
        EXPECT_LT(contrast_ratio(colors[128], theme->panel), 1.2) << theme->id;
        for (const Vision& vision : visions) {
            for (const std::size_t from_middle : {32U, 64U, 127U}) {
                const Color above = colors[128 + from_middle], below = colors[127 - from_middle];
                EXPECT_GE(difference(above, below, vision), 2 * clearly) << vision.name;
                EXPECT_GE(difference(above, colors[128], vision), clearly) << vision.name;
                EXPECT_GE(difference(below, colors[128], vision), clearly) << vision.name;
            }
        }
    }
}

}  // namespace

}  // namespace poolscope::theme
