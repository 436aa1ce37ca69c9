/// The glossary, and finding its terms in words.
#include "lessons/glossary.hpp"

#include <array>
#include <cctype>

namespace poolscope::lessons {

namespace {

constexpr std::array terms{
    Term{"pooling", "pooling|pooled|pool", "池化|汇聚",
         "Summing up each window of a grid by one number, so that the grid becomes smaller and "
         "small details count less.",
         "用一个数概括网格的每个窗口，使网格变小，细节的影响减弱。也叫汇聚。"},
    Term{"feature_map", "feature map|feature maps", "特征图",
         "A grid of numbers that says how strongly something was found at each place. Pooling "
         "reads it and writes a smaller one.",
         "记录每个位置上某种特征有多强的网格。池化读取它，写出更小的一张。"},
    Term{"window", "window|windows", "窗口|池化窗口",
         "The cells that one output is made from. It moves over the input step by step.",
         "产生一个输出所用的那些格子。它在输入上逐步移动。"},
    Term{"kernel_size", "kernel_size|kernel size", "核大小|窗口大小",
         "How many rows and columns a window has.", "窗口有几行几列，即 kernel_size。"},
    Term{"stride", "stride|strides", "步幅",
         "How many cells the window moves from one output to the next.",
         "窗口从一个输出移到下一个输出时跨过的格数。"},
    Term{"padding", "padding|padded", "填充",
         "Cells that are put around the input so that windows can reach over its edge. They hold "
         "no data.",
         "加在输入四周的格子，使窗口可以越过边缘。它们不含数据。"},
    Term{"max_pooling", "max pooling|maximum", "最大池化|最大值",
         "Each output is the largest value of its window.", "每个输出取窗口中的最大值。"},
    Term{"mean_pooling", "mean pooling|average pooling|mean", "平均池化|平均值",
         "Each output is the sum of its window divided by the divisor.",
         "每个输出等于窗口内数值之和除以除数。"},
    Term{"winner", "winner|winners|wins", "胜者|胜出",
         "The cell whose value becomes the output. Of equal ones, the first in row-major order.",
         "其值成为输出的那个格子。若有并列，取行优先顺序中的第一个。"},
    Term{"row_major", "row-major order|row-major", "行优先顺序|行优先",
         "Row by row from the top, each from left to right: how cells are counted.",
         "从上到下逐行、每行从左到右地数格子的顺序。"},
    Term{"divisor", "divisor|divisors", "除数",
         "What a mean's sum is divided by: how many cells count.",
         "求平均时用来除的数，也就是计入的格子数。"},
    Term{"count_include_pad", "count_include_pad", "count_include_pad",
         "Whether padding cells count in a mean's divisor.", "平均池化的除数是否计入填充格。"},
    Term{"ceil_mode", "ceil mode|ceil_mode", "向上取整模式|ceil_mode",
         "Rounding the output's size up, so that the last windows may reach past the padding.",
         "把输出大小向上取整，使最后的窗口可以伸出填充之外。"},
    Term{"overhang", "overhang", "越界格|越界",
         "The cells past the padding that windows reach in ceil mode. They never count.",
         "在向上取整模式下，窗口伸到填充之外的格子。它们从不计入。"},
    Term{"dilation", "dilation", "膨胀率",
         "How far apart the cells of one window lie; 1 where they touch.",
         "同一窗口中相邻两格的间距；相邻时为 1。"},
    Term{"output_size", "output size", "输出大小",
         "How many rows and columns the output has: (n + padding − window) / stride, rounded, plus "
         "1.",
         "输出的行数和列数：（输入 + 填充 − 窗口）÷ 步幅，取整后加 1。"},
    Term{"receptive_field", "receptive field", "感受野",
         "All input cells that an output depends on, through every layer before it.",
         "一个输出经过前面所有层所依赖的全部输入格子。"},
    Term{"channel", "channel|channels", "通道",
         "One of several grids that lie above one another, such as red, green and blue. Pooling "
         "treats each by itself.",
         "叠在一起的若干网格之一，如红、绿、蓝。池化对每个通道分别进行。"},
    Term{"global_pooling", "global pooling|global", "全局池化|全局",
         "One window over the whole feature map: one number a channel.",
         "一个窗口覆盖整张特征图：每个通道得到一个数。"},
    Term{"adaptive_pooling", "adaptive pooling|adaptive", "自适应池化|自适应",
         "The output's size is given, and the windows are laid so that they share the input out.",
         "先给定输出大小，再安排窗口把输入分完。"},
    Term{"gradient", "gradient|gradients", "梯度",
         "How much a change of a cell changes the loss. On the way back each output hands its "
         "gradient on to its window.",
         "某格的变化会使损失变化多少。反向传播时，每个输出把梯度传给它的窗口。"},
    Term{"shift", "shift|shifts|shifted", "平移", "Moving the whole picture by some cells.",
         "把整幅图移动若干格。"},
    Term{"invariance", "invariance|invariant", "不变性",
         "Invariant: the output stays exactly the same when the input is moved.",
         "输入移动时输出完全不变，称为具有不变性。"},
    Term{"valid_same", "SAME|VALID", "SAME|VALID",
         "TensorFlow's names: VALID has no padding, SAME has as much as gives input / stride "
         "outputs, rounded up.",
         "TensorFlow 的叫法：VALID 不填充；SAME 填充到输出 = 输入 ÷ 步幅（向上取整）。"},
};

std::string_view first_name(std::string_view names) {
    return names.substr(0, names.find('|'));
}

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// Whether `name` stands at `at`; in ASCII, as a whole word whatever its case.
bool stands_at(std::string_view text, std::size_t at, std::string_view name) {
    if (at + name.size() > text.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (lower(text[at + i]) != lower(name[i])) return false;
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_letter(name.front()) || !is_letter(text[at - 1]);
    return begins && (end == text.size() || !is_letter(name.back()) || !is_letter(text[end]));
}

/// The longest of a term's names that stands at `at`; 0 where none does.
std::size_t longest_at(std::string_view text, std::size_t at, std::string_view names) {
    std::size_t longest = 0;
    while (!names.empty()) {
        const std::string_view name = first_name(names);
        if (name.size() > longest && stands_at(text, at, name)) longest = name.size();
        names.remove_prefix(std::min(names.size(), name.size() + 1));
    }
    return longest;
}

std::string_view names_of(const Term& term, Language language) {
    return language == Language::english ? term.english : term.chinese;
}

}  // namespace

std::string_view Term::name(Language language) const {
    return first_name(names_of(*this, language));
}

std::string_view Term::meaning(Language language) const {
    return language == Language::english ? english_meaning : chinese_meaning;
}

std::span<const Term> glossary() {
    return terms;
}

std::vector<TermPlace> terms_in(std::string_view text, Language language) {
    std::vector<TermPlace> places;
    std::array<bool, terms.size()> seen{};
    for (std::size_t at = 0; at < text.size();) {
        TermPlace best{at, at, 0};
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const std::size_t length = longest_at(text, at, names_of(terms[i], language));
            if (length > best.end - at) best = {at, at + length, i};
        }
        if (best.end == at) {
            ++at;
            continue;
        }
        if (!seen[best.term]) places.push_back(best);
        seen[best.term] = true;
        at = best.end;
    }
    return places;
}

}  // namespace poolscope::lessons
