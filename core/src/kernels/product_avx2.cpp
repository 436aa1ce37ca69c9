/// The product for AVX2 and FMA.
#define Eigen EigenFor_avx2  // NOLINT(readability-identifier-naming)
#define PRODUCT add_product_avx2
#include "kernels/product-inl.hpp"
