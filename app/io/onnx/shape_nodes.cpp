/// The nodes that are no layers: they see the same maps with other axes, or compute with shapes.
#include <algorithm>
#include <array>
#include <numeric>

#include "io/onnx/graph.hpp"

namespace poolscope::io {

namespace {

/// The same maps with other axes: flattened ones, or their own.
Result<Value> seen_as(Maps maps, Integers dims) {
    const auto cells = static_cast<std::int64_t>(maps.shape.count());
    const bool flat = dims.size() == 2 && dims[0] == maps.shape.n && dims[1] == cells / dims[0];
    const bool one_axis = dims.size() == 1 && maps.shape.n == 1 && dims[0] == cells;
    const bool own = (dims.size() == 4 || (dims.size() == 3 && maps.shape.h == 1)) &&
                     dims == dims_of(maps.shape, dims.size());
    if (!flat && !one_axis && !own)
        return not_read(say("it moves cells to other rows, columns or channels"));
    maps.dims = std::move(dims);
    return Value(std::move(maps));
}

constexpr std::size_t most_axes = 8;

Result<Value> with_dims(const Value& value, Integers dims) {
    if (dims.size() > most_axes) return not_read(say("it has too many axes"));
    if (const Maps* const maps = std::get_if<Maps>(&value)) return seen_as(*maps, std::move(dims));
    StoredTensor constant = std::get<StoredTensor>(value);
    const auto count = count_of(dims);
    if (!count) return error_of(count);
    if (*count != constant.count())
        return fail(ErrorCode::bad_format,
                    say("it wants {0} numbers, and {1} are there", *count, constant.count()),
                    say("export the file anew"));
    constant.dims = std::move(dims);
    return Value(std::move(constant));
}

const Integers& dims_at(const Value& value) {
    const Maps* const maps = std::get_if<Maps>(&value);
    return maps != nullptr ? maps->dims : std::get<StoredTensor>(value).dims;
}

/// Whole numbers given by an input, or by an attribute as older opsets do; none where neither is.
std::optional<Integers> integers_of(const NodeAtHand& at, std::size_t input,
                                    std::string_view attribute) {
    const StoredTensor* const constant = at.constant(input);
    if (constant != nullptr && constant->integers() != nullptr) return *constant->integers();
    if (at.attributes.find(attribute) != nullptr) return at.attributes.integers(attribute);
    return std::nullopt;
}

Result<Value> read_same(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    return *at.inputs[0];
}

Result<Value> read_flatten(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const Integers& dims = dims_at(*at.inputs[0]);
    const std::int64_t axis = at.attributes.integer("axis", 1);
    const auto count = static_cast<std::int64_t>(dims.size());
    if (axis < -count || axis > count) return not_read(say("it has no such axis"));
    const auto cut = dims.begin() + (axis < 0 ? axis + count : axis);
    const auto product = [](auto first, auto last) {
        std::uint64_t cells = 1;  // of extents that were not counted it wraps without harm
        for (; first != last; ++first) cells *= static_cast<std::uint64_t>(*first);
        return static_cast<std::int64_t>(cells);
    };
    return with_dims(*at.inputs[0], {product(dims.begin(), cut), product(cut, dims.end())});
}

Result<Value> read_reshape(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    auto wanted = integers_of(at, 1, "shape");
    if (!wanted) return not_read(say("its shape depends on the input's values"));
    const Integers& dims = dims_at(*at.inputs[0]);
    const auto count = count_of(dims);
    if (!count) return error_of(count);
    std::int64_t known = 1;
    std::ptrdiff_t open = -1;
    for (std::size_t i = 0; i < wanted->size(); ++i) {
        std::int64_t& extent = (*wanted)[i];
        if (extent == 0 && i < dims.size() && at.attributes.integer("allowzero", 0) == 0)
            extent = dims[i];
        if (extent == -1)
            open = static_cast<std::ptrdiff_t>(i);
        else if (extent > 0 && extent <= max_extent && known <= max_extent)
            known *= extent;
    }
    if (open >= 0)
        (*wanted)[static_cast<std::size_t>(open)] =
            static_cast<std::int64_t>(*count) / std::max<std::int64_t>(known, 1);
    return with_dims(*at.inputs[0], std::move(*wanted));
}

/// The axes that are named, ascending; none where there is no such axis.
std::optional<std::vector<std::size_t>> named_axes(const Integers& axes, std::size_t count) {
    std::vector<std::size_t> found;
    for (const std::int64_t axis : axes) {
        const auto one = axis_of(axis, count);
        if (!one) return std::nullopt;
        found.push_back(*one);
    }
    std::ranges::sort(found);
    if (std::ranges::adjacent_find(found) != found.end()) return std::nullopt;
    return found;
}

Result<Value> read_squeeze(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const Integers& dims = dims_at(*at.inputs[0]);
    const auto wanted = integers_of(at, 1, "axes");
    const auto axes = named_axes(wanted.value_or(Integers{}), dims.size());
    if (!axes) return not_read(say("it has no such axis"));
    Integers left;
    for (std::size_t i = 0; i < dims.size(); ++i) {
        const bool drops = wanted ? std::ranges::binary_search(*axes, i) : dims[i] == 1;
        if (!drops) left.push_back(dims[i]);
    }
    return with_dims(*at.inputs[0], std::move(left));
}

Result<Value> read_unsqueeze(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const Integers& dims = dims_at(*at.inputs[0]);
    const auto wanted = integers_of(at, 1, "axes").value_or(Integers{});
    if (wanted.size() > most_axes) return not_read(say("it has too many axes"));
    const auto axes = named_axes(wanted, dims.size() + wanted.size());
    if (!axes) return not_read(say("it has no such axis"));
    Integers all = dims;
    for (const std::size_t axis : *axes)
        all.insert(all.begin() + static_cast<std::ptrdiff_t>(axis), 1);
    return with_dims(*at.inputs[0], std::move(all));
}

Result<Value> read_shape(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const Integers& dims = dims_at(*at.inputs[0]);
    return Value(StoredTensor{{static_cast<std::int64_t>(dims.size())}, dims});
}

Result<Value> read_constant_node(GraphBuilder& graph, const NodeAtHand& at) {
    if (const auto* const value = at.attributes.find("value"))
        return read_constant(value->t(), graph.folder()).map([](StoredTensor constant) {
            return Value(std::move(constant));
        });
    if (at.attributes.find("value_int") != nullptr)
        return Value(StoredTensor{{}, Integers{at.attributes.integer("value_int", 0)}});
    if (at.attributes.find("value_float") != nullptr)
        return Value(StoredTensor{{}, std::vector<float>{at.attributes.number("value_float", 0)}});
    if (at.attributes.find("value_ints") != nullptr) {
        auto all = at.attributes.integers("value_ints");
        const auto count = static_cast<std::int64_t>(all.size());
        return Value(StoredTensor{{count}, std::move(all)});
    }
    if (const auto* const floats = at.attributes.find("value_floats"))
        return Value(
            StoredTensor{{floats->floats_size()},
                         std::vector<float>(floats->floats().begin(), floats->floats().end())});
    return not_read(say("its constant is no number"));
}

/// Both inputs as whole numbers, the shorter one repeated: arithmetic on shapes.
template <class Operation>
Result<Value> read_arithmetic(const NodeAtHand& at, const Operation& operation) {
    const StoredTensor* const a = at.constant(0);
    const StoredTensor* const b = at.constant(1);
    if (a == nullptr || b == nullptr || a->integers() == nullptr || b->integers() == nullptr ||
        a->count() == 0 || b->count() == 0 ||
        (a->count() != b->count() && a->count() != 1 && b->count() != 1))
        return not_read(say("it computes with maps as no layer here does"));
    const std::size_t count = std::max(a->count(), b->count());
    StoredTensor made = a->count() >= b->count() ? *a : *b;
    Integers values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = operation((*a->integers())[a->count() == 1 ? 0 : i],
                              (*b->integers())[b->count() == 1 ? 0 : i]);
    made.values = std::move(values);
    return Value(std::move(made));
}

// Extents stay far below where a product of two would wrap; hostile ones wrap without harm.
std::int64_t wrapped(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}
Result<Value> read_plus(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    return read_arithmetic(
        at,
        [](auto a, auto b) {
            return wrapped(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
        });
}
Result<Value> read_minus(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    return read_arithmetic(
        at,
        [](auto a, auto b) {
            return wrapped(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
        });
}
Result<Value> read_times(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    return read_arithmetic(
        at,
        [](auto a, auto b) {
            return wrapped(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
        });
}
Result<Value> read_over(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    return read_arithmetic(
        at,
        [](std::int64_t a, std::int64_t b) {
            return b == 0 ? 0 : b == -1 ? wrapped(-static_cast<std::uint64_t>(a)) : a / b;
        });
}

/// A constant's entries along its first axis.
Result<Value> read_gather(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const StoredTensor* const from = at.constant(0);
    const StoredTensor* const which = at.constant(1);
    if (from == nullptr || which == nullptr || from->integers() == nullptr ||
        which->integers() == nullptr || from->dims.size() != 1)
        return not_read(say("it picks cells as no layer here does"));
    Integers picked;
    for (const std::int64_t index : *which->integers()) {
        const auto place = axis_of(index, from->count());
        if (!place) return not_read(say("it picks what is not there"));
        picked.push_back((*from->integers())[*place]);
    }
    return Value(StoredTensor{which->dims, std::move(picked)});
}

Result<Value> read_slice(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const StoredTensor* const from = at.constant(0);
    const auto starts = integers_of(at, 1, "starts");
    const auto ends = integers_of(at, 2, "ends");
    const auto steps = integers_of(at, 4, "steps").value_or(Integers{1});
    if (from == nullptr || from->integers() == nullptr || from->dims.size() != 1 || !starts ||
        !ends || starts->size() != 1 || ends->size() != 1 || steps != Integers{1})
        return not_read(say("it cuts maps"));
    const auto count = static_cast<std::int64_t>(from->count());
    const auto place = [count](std::int64_t at_index) {
        return std::clamp<std::int64_t>(at_index < 0 ? at_index + count : at_index, 0, count);
    };
    const std::int64_t first = place(starts->front());
    const std::int64_t last = std::max(place(ends->front()), first);
    Integers part(from->integers()->begin() + first, from->integers()->begin() + last);
    return Value(StoredTensor{{last - first}, std::move(part)});
}

/// Lists of numbers one after the other.
Result<Value> read_lists(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    Integers all;
    for (std::size_t i = 0; i < at.inputs.size(); ++i) {
        const StoredTensor* const one = at.constant(i);
        if (one == nullptr || one->integers() == nullptr)
            return not_read(say("it joins constants to maps"));
        all.insert(all.end(), one->integers()->begin(), one->integers()->end());
        if (all.size() > 64) return not_read(say("it joins more numbers than a shape has"));
    }
    const auto count = static_cast<std::int64_t>(all.size());
    return Value(StoredTensor{{count}, std::move(all)});
}

/// Turned axes of weights, or of maps where that moves nothing.
Result<Value> read_transpose(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const Integers& dims = dims_at(*at.inputs[0]);
    auto order = at.attributes.integers("perm");
    if (order.empty()) {
        order.resize(dims.size());
        std::iota(order.rbegin(), order.rend(), 0);
    }
    const auto axes = named_axes(order, dims.size());
    if (!axes || order.size() != dims.size()) return not_read(say("its perm is no order of axes"));
    if (std::ranges::is_sorted(order)) return *at.inputs[0];
    const StoredTensor* const constant = at.constant(0);
    const auto* const floats = constant == nullptr ? nullptr : constant->floats();
    if (floats == nullptr) return not_read(say("it turns the axes of maps"));
    StoredTensor turned;
    for (const std::int64_t axis : order)
        turned.dims.push_back(dims[static_cast<std::size_t>(axis)]);
    std::vector<std::int64_t> apart(dims.size(), 1);  // cells from one along an axis to the next
    for (std::size_t i = dims.size() - 1; i > 0; --i) apart[i - 1] = apart[i] * dims[i];
    std::vector<float> values(floats->size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto rest = static_cast<std::int64_t>(i);
        std::int64_t from = 0;
        for (std::size_t axis = order.size(); axis-- > 0; rest /= turned.dims[axis])
            from += rest % turned.dims[axis] * apart[static_cast<std::size_t>(order[axis])];
        values[i] = (*floats)[static_cast<std::size_t>(from)];
    }
    turned.values = std::move(values);
    return Value(std::move(turned));
}

/// Floats become whole numbers or the other way round; maps stay floats.
Result<Value> read_cast(GraphBuilder& /*graph*/, const NodeAtHand& at) {
    const StoredTensor* const constant = at.constant(0);
    if (constant == nullptr) return *at.inputs[0];
    const std::int64_t to = at.attributes.integer("to", 1);
    const bool wants_floats = to == 1 || to == 10 || to == 11 || to == 16;
    StoredTensor cast{constant->dims, {}};
    std::visit(
        [&](const auto& values) {
            if (wants_floats) {
                std::vector<float> floats(values.size());
                std::ranges::transform(values, floats.begin(),
                                       [](auto one) { return static_cast<float>(one); });
                cast.values = std::move(floats);
            } else {
                Integers integers(values.size());
                std::ranges::transform(values, integers.begin(), [](auto one) {
                    const auto within = std::clamp<double>(static_cast<double>(one), -9e18, 9e18);
                    return static_cast<std::int64_t>(within == within ? within : 0);
                });
                cast.values = std::move(integers);
            }
        },
        constant->values);
    return Value(std::move(cast));
}

}  // namespace

NodeReader shape_reader(std::string_view op_type) {
    static constexpr std::array rows{
        NodeRow{"Flatten", read_flatten},
        NodeRow{"Reshape", read_reshape},
        NodeRow{"Squeeze", read_squeeze},
        NodeRow{"Unsqueeze", read_unsqueeze},
        NodeRow{"Dropout", read_same},
        NodeRow{"Identity", read_same},
        NodeRow{"Cast", read_cast},
        NodeRow{"Transpose", read_transpose},
        NodeRow{"Constant", read_constant_node},
        NodeRow{"Shape", read_shape},
        NodeRow{"Gather", read_gather},
        NodeRow{"Slice", read_slice},
        NodeRow{"Add", read_plus},
        NodeRow{"Sub", read_minus},
        NodeRow{"Mul", read_times},
        NodeRow{"Div", read_over},
        NodeRow{"Concat", read_lists},
    };
    return reader_in(rows, op_type);
}

}  // namespace poolscope::io
