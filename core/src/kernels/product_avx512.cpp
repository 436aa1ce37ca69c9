/// The product for AVX-512.
#define Eigen EigenFor_avx512  // NOLINT(readability-identifier-naming)
#define PRODUCT add_product_avx512
#include "kernels/product-inl.hpp"
