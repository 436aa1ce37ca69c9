/// Pooling by oneDNN and OpenCV.
#include "bench/peers.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <limits>
#include <memory>
#include <vector>

#include <oneapi/dnnl/dnnl.hpp>
#include <opencv2/imgproc.hpp>

namespace poolscope::bench {

namespace {

using Tag = dnnl::memory::format_tag;

/// A pooling primitive of oneDNN with its memory.
class OneDnn {
public:
    OneDnn(const Case& layer, std::span<const float> input, Tag layout)
        : engine_(dnnl::engine::kind::cpu, 0), stream_(engine_) {
        const dnnl::memory::dims in{1, layer.c, layer.h, layer.w};
        const dnnl::memory::dims out{1, layer.c, layer.out_h(), layer.out_w()};
        const dnnl::memory::desc in_desc(in, dnnl::memory::data_type::f32, layout);
        const dnnl::memory::desc out_desc(out, dnnl::memory::data_type::f32, layout);
        const dnnl::memory::dims kernel(2, layer.kernel_size);
        const dnnl::memory::dims stride(2, layer.stride);
        const dnnl::memory::dims padding(2, layer.padding);
        const auto inference = dnnl::prop_kind::forward_inference;
        const auto algorithm =
            layer.max ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_include_padding;
#if DNNL_VERSION_MAJOR >= 3
        const dnnl::memory::dims gaps(2, 0);  // a dilation of 1
        pool_ = dnnl::pooling_forward({engine_, inference, algorithm, in_desc, out_desc, stride,
                                       kernel, gaps, padding, padding});
#else
        pool_ = dnnl::pooling_forward(
            {{inference, algorithm, in_desc, out_desc, stride, kernel, padding, padding}, engine_});
#endif
        in_ = dnnl::memory(in_desc, engine_);
        out_ = dnnl::memory(out_desc, engine_);
        plain_out_ = dnnl::memory({out, dnnl::memory::data_type::f32, Tag::nchw}, engine_);
        dnnl::memory plain_in({in, dnnl::memory::data_type::f32, Tag::nchw}, engine_);
        std::memcpy(plain_in.get_data_handle(), input.data(), input.size_bytes());
        reorder(plain_in, in_);
    }

    void run() {
        pool_.execute(stream_, {{DNNL_ARG_SRC, in_}, {DNNL_ARG_DST, out_}});
        stream_.wait();
    }
    [[nodiscard]] std::vector<float> output() {
        reorder(out_, plain_out_);
        const auto* cells = static_cast<const float*>(plain_out_.get_data_handle());
        return {cells, cells + plain_out_.get_desc().get_size() / sizeof(float)};
    }

private:
    void reorder(dnnl::memory& from, dnnl::memory& to) {
        dnnl::reorder(from, to).execute(stream_, from, to);
        stream_.wait();
    }

    dnnl::engine engine_;
    dnnl::stream stream_;
    dnnl::pooling_forward pool_;
    dnnl::memory in_;
    dnnl::memory out_;
    dnnl::memory plain_out_;
};

Peer peer_of(std::string name, const std::shared_ptr<OneDnn>& layer) {
    return {std::move(name), [layer] { layer->run(); }, [layer] { return layer->output(); }};
}

/// Seconds of the fastest of a few runs; of the first where it is far behind `least`.
double fastest(OneDnn& layer, double least) {
    double own = std::numeric_limits<double>::infinity();
    for (int i = 0; i < 6 && (i < 1 || own < 10 * least); ++i)
        own = std::min(own, seconds_of([&] { layer.run(); }));
    return own;
}

/// OpenCV's planes over the input and an output.
struct CvPlanes {
    std::vector<float> input;
    std::vector<float> output;
    std::vector<cv::Mat> in;
    std::vector<cv::Mat> out;
};

}  // namespace

Peer onednn_nchw(const Case& layer, std::span<const float> input) {
    return peer_of("onednn_nchw", std::make_shared<OneDnn>(layer, input, Tag::nchw));
}

Peer onednn_best(const Case& layer, std::span<const float> input, int threads) {
    use_threads(threads);
    std::shared_ptr<OneDnn> best;
    double least = std::numeric_limits<double>::infinity();
    for (const Tag layout : {Tag::nChw16c, Tag::nChw8c, Tag::nhwc, Tag::nchw}) {
        auto candidate = std::make_shared<OneDnn>(layer, input, layout);
        const double taken = fastest(*candidate, least);
        if (taken >= least) continue;
        least = taken;
        best = std::move(candidate);
    }
    return peer_of("onednn_best", best);
}

std::optional<Peer> opencv(const Case& layer, std::span<const float> input) {
    if (layer.stride != 1 || 2 * layer.padding + 1 != layer.kernel_size) return std::nullopt;
    auto planes = std::make_shared<CvPlanes>();
    planes->input.assign(input.begin(), input.end());
    planes->output.resize(input.size());
    const auto cells = static_cast<std::size_t>(layer.h) * static_cast<std::size_t>(layer.w);
    for (std::size_t c = 0; c < static_cast<std::size_t>(layer.c); ++c) {
        planes->in.emplace_back(layer.h, layer.w, CV_32F, planes->input.data() + c * cells);
        planes->out.emplace_back(layer.h, layer.w, CV_32F, planes->output.data() + c * cells);
    }
    const cv::Size kernel(layer.kernel_size, layer.kernel_size);
    const cv::Mat window = cv::getStructuringElement(cv::MORPH_RECT, kernel);
    const auto run = [planes, kernel, window, max = layer.max] {
        for (std::size_t c = 0; c < planes->in.size(); ++c) {
            if (max) {
                cv::dilate(planes->in[c], planes->out[c], window);
            } else {
                cv::boxFilter(planes->in[c], planes->out[c], CV_32F, kernel, {-1, -1}, true,
                              cv::BORDER_CONSTANT);
            }
        }
    };
    return Peer{"opencv", run, [planes] { return planes->output; }};
}

Peer copy_of_input(std::span<const float> input, int threads) {
    auto target = std::make_shared<std::vector<float>>(input.size());
    return {"memcpy",
            [input, target, threads] {
#pragma omp parallel num_threads(threads)
                {
                    const auto part = static_cast<std::size_t>(omp_get_thread_num());
                    const auto parts = static_cast<std::size_t>(omp_get_num_threads());
                    const std::size_t begin = input.size() * part / parts;
                    const std::size_t end = input.size() * (part + 1) / parts;
                    std::memcpy(target->data() + begin, input.data() + begin,
                                (end - begin) * sizeof(float));
                }
            },
            {}};
}

double seconds_of(const std::function<void()>& run) {
    const auto since = std::chrono::steady_clock::now();
    run();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

void use_threads(int threads) {
    omp_set_num_threads(threads);
    cv::setNumThreads(threads);
}

}  // namespace poolscope::bench
