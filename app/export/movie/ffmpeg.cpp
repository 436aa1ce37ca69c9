/// Loads FFmpeg's libraries (see ffmpeg.hpp).
#include "export/movie/ffmpeg.hpp"

#include <dlfcn.h>

namespace poolscope::exporting {

namespace {

std::string file_of(const char* name, int version) {
    return std::string("lib") + name + ".so." + std::to_string(version);
}

/// A library that stays loaded, and the first thing that was not found.
class Library {
public:
    Library(const std::string& file, std::string& missing)
        : handle_(::dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL)), file_(file), missing_(missing) {
        if (handle_ == nullptr && missing_.empty()) missing_ = file;
    }
    template <class Function>
    void find(Function*& function, const char* name) const {
        if (handle_ == nullptr) return;
        function = reinterpret_cast<Function*>(::dlsym(handle_, name));
        if (function == nullptr && missing_.empty()) missing_ = file_ + "'s " + name;
    }

private:
    void* handle_;
    std::string file_;
    std::string& missing_;
};

const Result<Ffmpeg>& loaded() {
    static const Result<Ffmpeg> library = load_ffmpeg(ffmpeg_files());
    return library;
}

}  // namespace

FfmpegFiles ffmpeg_files() {
    return {.avutil = file_of("avutil", LIBAVUTIL_VERSION_MAJOR),
            .avcodec = file_of("avcodec", LIBAVCODEC_VERSION_MAJOR),
            .avformat = file_of("avformat", LIBAVFORMAT_VERSION_MAJOR),
            .avfilter = file_of("avfilter", LIBAVFILTER_VERSION_MAJOR),
            .swscale = file_of("swscale", LIBSWSCALE_VERSION_MAJOR)};
}

Result<Ffmpeg> load_ffmpeg(const FfmpegFiles& files) {
    Ffmpeg all;
    std::string missing;
    const Library avutil(files.avutil, missing), avcodec(files.avcodec, missing),
        avformat(files.avformat, missing), avfilter(files.avfilter, missing),
        swscale(files.swscale, missing);
#define POOLSCOPE_FIND_IN(library, name) library.find(all.name, #name);
#define POOLSCOPE_FIND_AVUTIL(name) POOLSCOPE_FIND_IN(avutil, name)
#define POOLSCOPE_FIND_AVCODEC(name) POOLSCOPE_FIND_IN(avcodec, name)
#define POOLSCOPE_FIND_AVFORMAT(name) POOLSCOPE_FIND_IN(avformat, name)
#define POOLSCOPE_FIND_AVFILTER(name) POOLSCOPE_FIND_IN(avfilter, name)
#define POOLSCOPE_FIND_SWSCALE(name) POOLSCOPE_FIND_IN(swscale, name)
    POOLSCOPE_AVUTIL(POOLSCOPE_FIND_AVUTIL)
    POOLSCOPE_AVCODEC(POOLSCOPE_FIND_AVCODEC)
    POOLSCOPE_AVFORMAT(POOLSCOPE_FIND_AVFORMAT)
    POOLSCOPE_AVFILTER(POOLSCOPE_FIND_AVFILTER)
    POOLSCOPE_SWSCALE(POOLSCOPE_FIND_SWSCALE)
    if (!missing.empty())
        return fail(ErrorCode::unsupported,
                    say("animations are written by FFmpeg, and its {0} was not found", missing),
                    say("install FFmpeg's libraries (Debian: libavformat{0} and libavfilter{1}), "
                        "or choose a picture's format",
                        LIBAVFORMAT_VERSION_MAJOR, LIBAVFILTER_VERSION_MAJOR));
    // Errors come back as values; nothing is printed beside them.
    all.av_log_set_level(AV_LOG_QUIET);
    return all;
}

Result<void> find_ffmpeg() {
    if (!loaded()) return tl::unexpected(loaded().error());
    return {};
}

const Ffmpeg& ffmpeg() {
    return *loaded();
}

}  // namespace poolscope::exporting
