/// Reads a torch.nn module or a torch.nn.functional call as a layer.
#include "poolscope/dialects/pytorch.hpp"

namespace poolscope {

Result<PastedLayer> parse_pytorch(std::string_view) {
    return fail(ErrorCode::not_expressible, "this is no call of PyTorch", "");
}

}  // namespace poolscope
