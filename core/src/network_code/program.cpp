/// Reads statements one after the other; each knows how far it is indented, which gives the blocks.
#include "network_code/program.hpp"

#include <algorithm>
#include <array>

#include "dialects/expr_reader.hpp"

namespace poolscope::network_code {

namespace {

constexpr int tab = 8;  ///< columns, as Python counts them

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, text) != words.end();
}

constexpr std::array<std::string_view, 11> block_words{
    "if", "elif", "else", "for", "while", "with", "try", "except", "match", "finally", "async"};
constexpr std::array<std::string_view, 8> idle_words{"pass", "assert", "raise",    "global",
                                                     "del",  "break",  "continue", "nonlocal"};

class ProgramReader : public ExprReader {
public:
    ProgramReader(std::string_view code, Program& program) : ExprReader(code), program_(program) {}

    void run() {
        while (peek().kind != TokenKind::end) {
            if (peek().kind == TokenKind::line) {
                ++next_;
                continue;
            }
            Statement one;
            first_ = next_;
            one.line = program_.line_of(code_.substr(peek().at));
            one.indent = indent_here();
            read_statement(one);
        }
        set_ends();
    }

private:
    /// The column of a statement; one that follows another on its line stands in the same block, or
    /// in the one that the other opens.
    int indent_here() {
        const std::size_t line =
            program_.lines[static_cast<std::size_t>(program_.line_of(code_.substr(peek().at)) - 1)];
        int column = 0;
        for (std::size_t at = line; at < peek().at; ++at)
            if (code_[at] == '\t')
                column = (column / tab + 1) * tab;
            else if (code_[at] == ' ')
                ++column;
            else
                return inner_indent_;
        inner_indent_ = column;
        return column;
    }

    void read_statement(Statement& one) {
        const std::string_view word = peek().kind == TokenKind::name ? peek().text : "";
        const bool assigned = tokens_[next_ + (word.empty() ? 0 : 1)].text == "=";
        if (word == "import" || word == "from") return read_import(program_.imports);
        if (word == "def" || (word == "async" && tokens_[next_ + 1].text == "def"))
            return keep(one, read_define(one));
        if (word == "class") return keep(one, read_class(one));
        if (is_one_of(word, block_words) && !assigned) return keep(one, read_block(one));
        if (is_one_of(word, idle_words) || sees("@") || peek().text == "@") {
            to_line_end();
            return;
        }
        keep(one, read_simple(one));
    }

    /// Keeps a statement, with why it is none that is read; a block stays one, so that its body is
    /// not taken for what stands around it.
    void keep(Statement& one, const Result<void>& read) {
        if (!read) {
            const bool opens = one.kind == StatementKind::define ||
                               one.kind == StatementKind::klass || one.kind == StatementKind::block;
            one.kind = opens ? StatementKind::block : StatementKind::other;
            one.fault = read.error();
            one.fault->place.line = one.line;
            one.name = leading_name();
            to_line_end();
        }
        program_.statements.push_back(std::move(one));
    }

    /// The dotted name that the statement at hand begins with.
    std::string_view leading_name() const {
        std::size_t end = first_;
        if (tokens_[end].kind != TokenKind::name) return {};
        while (tokens_[end + 1].text == "." && tokens_[end + 2].kind == TokenKind::name) end += 2;
        return code_from(first_, end + 1);
    }

    void to_line_end() {
        while (!ends_line()) ++next_;
    }

    /// Past the colon that opens a block.
    Result<void> open_block() {
        int depth = 0;
        for (; !ends_line(); ++next_) {
            if (sees("(") || sees("[") || sees("{")) ++depth;
            if (sees(")") || sees("]") || sees("}")) --depth;
            if (depth == 0 && sees(":")) {
                ++next_;
                inner_indent_ += 1;
                return {};
            }
        }
        return unexpected(quote("':'"));
    }

    Result<void> read_block(Statement& one) {
        one.kind = StatementKind::block;
        one.name = peek().text;
        return open_block();
    }

    Result<void> read_class(Statement& one) {
        one.kind = StatementKind::klass;
        ++next_;
        if (peek().kind != TokenKind::name) return unexpected(say("a name"));
        one.name = peek().text;
        ++next_;
        if (take("(")) {
            while (!take(")")) {
                const bool keyword = tokens_[next_ + 1].text == "=";
                if (keyword) next_ += 2;
                auto base = expression(1);
                if (!base) return error_of(base);
                if (!keyword) one.parameters.push_back(std::move(*base));
                if (!take(",") && !sees(")")) return unexpected(say("',' or '{0}'", ")"));
            }
        }
        return open_block();
    }

    Result<void> read_define(Statement& one) {
        one.kind = StatementKind::define;
        next_ += peek().text == "async" ? 2 : 1;
        if (peek().kind != TokenKind::name) return unexpected(say("a name"));
        one.name = peek().text;
        ++next_;
        if (!take("(")) return unexpected(quote("'('"));
        while (!take(")")) {
            auto parameter = read_parameter();
            if (!parameter) return error_of(parameter);
            if (!parameter->keyword.empty()) one.parameters.push_back(std::move(*parameter));
            if (!take(",") && !sees(")")) return unexpected(say("',' or '{0}'", ")"));
        }
        return open_block();
    }

    /// `name: type = value`; without a name for `*`, `/`, `*args` and `**kwargs`.
    Result<Expr> read_parameter() {
        if (take("*")) {
            take("*");
            if (peek().kind == TokenKind::name) ++next_;
            return Expr{};
        }
        if (take("/")) return Expr{};
        if (peek().kind != TokenKind::name) return unexpected(say("a name"));
        const Token name = peek();
        ++next_;
        if (take(":")) {
            int depth = 0;
            for (; !ends_line(); ++next_) {
                if (depth == 0 && (sees(",") || sees("=") || sees(")"))) break;
                if (sees("[") || sees("(")) ++depth;
                if (sees("]") || sees(")")) --depth;
            }
        }
        Result<Expr> value = Expr{.source = name.text};
        if (take("=")) value = expression(1);
        if (value) value->keyword = name.text;
        return value;
    }

    /// `[targets =] value`, `target += value`, `return value`.
    Result<void> read_simple(Statement& one) {
        one.kind = StatementKind::evaluate;
        if (peek().text == "return" || peek().text == "yield") {
            one.kind = StatementKind::give;
            ++next_;
            if (ends_line()) {
                one.value.kind = ExprKind::none;
                return {};
            }
        } else if (takes_sum(one)) {
            one.kind = StatementKind::add;
        }
        while (true) {
            auto value = listed();
            if (!value) return error_of(value);
            const bool assigns =
                one.kind == StatementKind::evaluate || one.kind == StatementKind::assign;
            if (assigns && (take("=") || (sees(":") && type_follows()))) {
                one.kind = StatementKind::assign;
                one.targets.push_back(value->source);
                continue;
            }
            if (!ends_line()) return unexpected(say("the end"));
            one.value = std::move(*value);
            return {};
        }
    }

    /// `value` or `value, value`, which is a tuple.
    Result<Expr> listed() {
        const std::size_t first = next_;
        auto value = expression(0);
        if (!value || !sees(",")) return value;
        Expr list{.kind = ExprKind::list};
        list.items.push_back(std::move(*value));
        while (take(",")) {
            if (ends_line() || sees("=")) break;
            auto next = expression(0);
            if (!next) return next;
            list.items.push_back(std::move(*next));
        }
        list.source = source_from(first);
        return list;
    }

    /// `name.name +=`: passes it.
    bool takes_sum(Statement& one) {
        std::size_t at = next_;
        while (tokens_[at].kind == TokenKind::name && tokens_[at + 1].text == ".") at += 2;
        if (tokens_[at].kind != TokenKind::name) return false;
        const Token& sign = tokens_[at + 1];
        const bool sum =
            sign.kind == TokenKind::symbol && sign.text.size() == 1 &&
            std::string_view("+-*/").find(sign.text.front()) != std::string_view::npos &&
            tokens_[at + 2].text == "=";
        if (!sum) return false;
        one.targets.push_back(code_from(next_, at + 1));
        one.name = sign.text;
        next_ = at + 3;
        return true;
    }

    /// A body ends before the first statement that is indented no further than its head.
    void set_ends() {
        std::vector<Statement>& all = program_.statements;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < all.size(); ++i) {
            while (!open.empty() && all[open.back()].indent >= all[i].indent) {
                all[open.back()].end = i;
                open.pop_back();
            }
            all[i].end = i + 1;
            const StatementKind kind = all[i].kind;
            if (kind == StatementKind::define || kind == StatementKind::klass ||
                kind == StatementKind::block)
                open.push_back(i);
        }
        for (const std::size_t one : open) all[one].end = all.size();
    }

    Program& program_;
    int inner_indent_ = 0;
    std::size_t first_ = 0;  ///< token of the statement at hand
};

}  // namespace

int Program::line_of(std::string_view source) const {
    const auto at = static_cast<std::size_t>(source.data() - code.data());
    return static_cast<int>(std::ranges::upper_bound(lines, at) - lines.begin());
}

Result<Program> read_program(std::string_view code) {
    if (code.size() > max_code_bytes) {
        return fail(ErrorCode::too_large,
                    say("the code has {0} bytes, and the most is {1}", code.size(), max_code_bytes),
                    say("leave out what is not the network"));
    }
    Program program{.code = code};
    program.lines.push_back(0);
    for (std::size_t i = 0; i < code.size(); ++i)
        if (code[i] == '\n') program.lines.push_back(i + 1);
    ProgramReader(code, program).run();
    return program;
}

}  // namespace poolscope::network_code
