#include <iostream>
#include <poolscope/stepping.hpp>

int main() {
    const poolscope::Tensor<double> input({1, 1, 2, 4}, {1, 3, 2, 4, 5, 6, 7, 8});
    const auto& max = **poolscope::find_operator("max");
    const auto steps = poolscope::make_steps(input, {&max}, poolscope::Grain::window);
    if (!steps) return (std::cerr << steps.error().message() << '\n', 1);
    for (const auto& step : *steps) std::cout << step.reduction.output << '\n';
}
