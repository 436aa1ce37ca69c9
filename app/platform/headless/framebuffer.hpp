/// An offscreen OpenGL framebuffer with one colour texture.
#pragma once

namespace poolscope::platform {

/// Needs a current OpenGL 3.3 context as long as it lives; each side is at least 1 pixel.
class Framebuffer {
public:
    Framebuffer(int width, int height);
    ~Framebuffer();
    Framebuffer(const Framebuffer&) = delete;
    Framebuffer& operator=(const Framebuffer&) = delete;

    /// Makes it the target of drawing and reading.
    void bind() const;

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

private:
    int width_;
    int height_;
    unsigned texture_ = 0;
    unsigned framebuffer_ = 0;
};

}  // namespace poolscope::platform
