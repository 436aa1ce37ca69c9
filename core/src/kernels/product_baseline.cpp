/// The product for the instruction set that the whole program is compiled for.
#define Eigen EigenFor_baseline  // NOLINT(readability-identifier-naming)
#define PRODUCT add_product_baseline
#include "kernels/product-inl.hpp"
