/// Walks the tokens of protobuf's text format: a node's attributes follow its type.
#include "dialects/printed_node.hpp"

#include <algorithm>

#include "dialects/onnx.hpp"
#include "dialects/python_tokens.hpp"
#include "support/digits.hpp"

namespace poolscope {

namespace {

/// One `attribute { name: "pads" ints: 1 ints: 1 type: INTS }`.
struct Attribute {
    std::string name;
    std::string text;
    std::vector<std::int64_t> numbers;
};

class NodeReader {
public:
    explicit NodeReader(std::string_view text) : tokens_(cut_tokens(text)) {}

    std::vector<PastedCall> run() {
        while (peek().kind != TokenKind::end) {
            const std::string_view name = peek().text;
            if (name == "op_type" && next_is(":", 1) && at(2).kind == TokenKind::string) {
                finish();
                type_ = inside(at(2).text);
                next_ += 3;
            } else if (name == "attribute" && next_is("{", 1)) {
                next_ += 2;
                read_attribute();
            } else {
                ++next_;
            }
        }
        finish();
        return std::move(calls_);
    }

private:
    [[nodiscard]] const Token& at(std::size_t ahead) const {
        return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
    }
    [[nodiscard]] const Token& peek() const { return at(0); }
    [[nodiscard]] bool next_is(std::string_view text, std::size_t ahead) const {
        return at(ahead).text == text;
    }
    static std::string_view inside(std::string_view quoted) {
        return quoted.size() < 2 ? quoted : quoted.substr(1, quoted.size() - 2);
    }

    void read_attribute() {
        Attribute attribute;
        for (; peek().kind != TokenKind::end && peek().text != "}"; ++next_) {
            if (!next_is(":", 1)) continue;
            const std::string_view field = peek().text;
            const bool negative = next_is("-", 2);
            const Token& value = at(negative ? 3 : 2);
            if (field == "name") attribute.name = inside(value.text);
            if (field == "s") attribute.text = inside(value.text);
            if (field != "i" && field != "ints") continue;
            std::int64_t number = 0;
            from_digits(value.text.data(), value.text.data() + value.text.size(), number);
            attribute.numbers.push_back(negative ? -number : number);
        }
        put(attribute);
    }

    void put(const Attribute& attribute) {
        const std::int64_t number = attribute.numbers.empty() ? 0 : attribute.numbers.front();
        if (attribute.name == "kernel_shape")
            attributes_.kernel_shape = attribute.numbers;
        else if (attribute.name == "strides")
            attributes_.strides = attribute.numbers;
        else if (attribute.name == "pads")
            attributes_.pads = attribute.numbers;
        else if (attribute.name == "dilations")
            attributes_.dilations = attribute.numbers;
        else if (attribute.name == "auto_pad")
            attributes_.auto_pad = attribute.text;
        else if (attribute.name == "ceil_mode")
            attributes_.ceil_mode = number != 0;
        else if (attribute.name == "count_include_pad")
            attributes_.count_include_pad = number != 0;
        else if (attribute.name == "p")
            attributes_.p = static_cast<double>(number);
        else if (attribute.name != "storage_order" || number != 0)
            unread_.push_back(attribute.name);
    }

    /// The node that was read up to here, where it pools.
    void finish() {
        if (is_onnx_pooling(type_)) {
            PastedCall call{.code = "op_type: \"" + type_ + "\"", .layer = PastedLayer{}};
            if (const auto layer = onnx_layer(type_, attributes_)) {
                call.layer->layer = *layer;
                call.layer->unread = std::move(unread_);
            } else {
                call.layer = tl::unexpected(layer.error());
            }
            calls_.push_back(std::move(call));
        }
        type_.clear();
        attributes_ = {};
        unread_.clear();
    }

    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    std::string type_;
    OnnxAttributes attributes_;
    std::vector<std::string> unread_;
    std::vector<PastedCall> calls_;
};

}  // namespace

std::vector<PastedCall> printed_nodes(std::string_view text) {
    if (text.find("op_type") == std::string_view::npos) return {};
    return NodeReader(text).run();
}

}  // namespace poolscope
