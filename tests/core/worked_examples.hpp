/// Worked examples of the teaching texts as plain data: inputs, layers and the outputs the texts
/// print.
#pragma once

#include <numeric>
#include <ostream>
#include <string>
#include <vector>

namespace worked {

struct Pair {
    int h = 1;
    int w = 1;
};

/// An input (n, c, h, w) in NCHW order, a layer over it, and its output (n, c, out.h, out.w). The
/// padding is the same on opposite sides.
struct Example {
    std::string name;
    std::string op;  ///< "max" or "avg"
    int n = 1;
    int c = 1;
    Pair size;
    std::vector<double> input;
    Pair kernel_size;
    Pair stride;
    Pair padding{0, 0};
    Pair out;
    std::vector<double> output;
};

/// Test reports name an example.
inline std::ostream& operator<<(std::ostream& out, const Example& example) {
    return out << example.name;
}

/// first, first + 1, ... (count of them).
inline std::vector<double> range(double first, int count) {
    std::vector<double> values(static_cast<std::size_t>(count));
    std::iota(values.begin(), values.end(), first);
    return values;
}

inline std::vector<Example> examples() {
    const std::vector<double> two_channels = [] {
        auto cells = range(0, 16);
        for (const double cell : range(1, 16)) cells.push_back(cell);
        return cells;
    }();
    const std::vector<double> plane_means = [] {
        std::vector<double> means = range(0, 12);
        for (double& mean : means) mean = 16 * mean + 7.5;
        return means;
    }();
    return {
        {"max k2 s2 on 1 to 16",
         "max",
         1,
         1,
         {4, 4},
         range(1, 16),
         {2, 2},
         {2, 2},
         {0, 0},
         {2, 2},
         {6, 8, 14, 16}},
        {"mean k2 s2 on 1 to 16",
         "avg",
         1,
         1,
         {4, 4},
         range(1, 16),
         {2, 2},
         {2, 2},
         {0, 0},
         {2, 2},
         {3.5, 5.5, 11.5, 13.5}},
        {"max k2 s1 on 1 to 16",
         "max",
         1,
         1,
         {4, 4},
         range(1, 16),
         {2, 2},
         {1, 1},
         {0, 0},
         {3, 3},
         {6, 7, 8, 10, 11, 12, 14, 15, 16}},
        {"max k2 s2 on mixed digits",
         "max",
         1,
         1,
         {4, 4},
         {1, 3, 2, 4, 5, 6, 7, 8, 9, 2, 1, 0, 3, 4, 5, 6},
         {2, 2},
         {2, 2},
         {0, 0},
         {2, 2},
         {6, 8, 9, 6}},
        {"max k2 s1 on 0 to 8",
         "max",
         1,
         1,
         {3, 3},
         range(0, 9),
         {2, 2},
         {1, 1},
         {0, 0},
         {2, 2},
         {4, 5, 7, 8}},
        {"mean k2 s1 on 0 to 8",
         "avg",
         1,
         1,
         {3, 3},
         range(0, 9),
         {2, 2},
         {1, 1},
         {0, 0},
         {2, 2},
         {2, 3, 5, 6}},
        {"max k3 s3 on 0 to 15",
         "max",
         1,
         1,
         {4, 4},
         range(0, 16),
         {3, 3},
         {3, 3},
         {0, 0},
         {1, 1},
         {10}},
        {"max k3 s2 p1 on 0 to 15",
         "max",
         1,
         1,
         {4, 4},
         range(0, 16),
         {3, 3},
         {2, 2},
         {1, 1},
         {2, 2},
         {5, 7, 13, 15}},
        {"max k(2,3) s(2,3) p(0,1) on 0 to 15",
         "max",
         1,
         1,
         {4, 4},
         range(0, 16),
         {2, 3},
         {2, 3},
         {0, 1},
         {2, 2},
         {5, 7, 13, 15}},
        {"max k3 s2 p1 on two channels",
         "max",
         1,
         2,
         {4, 4},
         two_channels,
         {3, 3},
         {2, 2},
         {1, 1},
         {2, 2},
         {5, 7, 13, 15, 6, 8, 14, 16}},
        {"global mean of 4x3x4x4",
         "avg",
         4,
         3,
         {4, 4},
         range(0, 192),
         {4, 4},
         {4, 4},
         {0, 0},
         {1, 1},
         plane_means},
    };
}

}  // namespace worked
