/// The list of the kinds' operators, in menu order.
#include "layers/rows.hpp"

#include <array>

namespace poolscope {

std::span<const Operator* const> layer_operators() {
    using namespace layers;
    static const std::array list{
        &conv_row(),
        &linear_row(),
        &function_row(Function::relu),
        &function_row(Function::leaky_relu),
        &function_row(Function::elu),
        &function_row(Function::sigmoid),
        &function_row(Function::tanh),
        &function_row(Function::clip),
        &function_row(Function::hard_sigmoid),
        &batch_norm_row(),
        &softmax_row(),
        &joining_row(Joining::add),
        &joining_row(Joining::multiply),
        &joining_row(Joining::concatenate),
    };
    return list;
}

}  // namespace poolscope
