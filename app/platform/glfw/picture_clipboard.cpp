/// Hands a picture to wl-copy or xclip (see picture_clipboard.hpp).
#include "platform/glfw/picture_clipboard.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>

namespace poolscope::platform {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A program that takes a picture from its standard input, and Debian's package of it.
struct Copier {
    const char* package;
    std::array<const char*, 8> command;
};
constexpr Copier wayland{"wl-clipboard", {"wl-copy", "--type", "image/png"}};
constexpr Copier x11{"xclip", {"xclip", "-selection", "clipboard", "-t", "image/png", "-i"}};

/// A file descriptor, closed at the end.
struct Socket {
    int end = -1;
    ~Socket() {
        if (end >= 0) ::close(end);
    }
};

/// All of `bytes` went through; false where the other side closed, or waited too long.
bool send_all(int socket, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Starts the program with `input` for its standard input; 0 where there is no such program.
pid_t start(const Copier& copier, int input) {
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    // It stays behind to offer the picture: it must not hold the terminal's pipes open.
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    auto* const arguments = const_cast<char* const*>(copier.command.data());
    if (::posix_spawnp(&child, copier.command[0], &actions, nullptr, arguments, environ) != 0)
        child = 0;
    ::posix_spawn_file_actions_destroy(&actions);
    return child;
}

/// Waits for the program to end, which is ended where it has not by then; its status, -1 where
/// there is none.
int status_of(pid_t child, Clock::time_point until) {
    constexpr int between = 5;  // ms
    int status = 0;
    for (;;) {
        const pid_t ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) return -1;
        if (Clock::now() >= until) break;
        ::poll(nullptr, 0, between);
    }
    ::kill(child, SIGKILL);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    return -1;
}

/// The program went into the background with what it was given.
bool ended_well(pid_t child, Clock::time_point until) {
    const int status = status_of(child, until);
    return status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

timeval as_timeval(milliseconds time) {
    return {.tv_sec = time.count() / 1000, .tv_usec = time.count() % 1000 * 1000};
}

}  // namespace

Result<void> copy_png(std::span<const std::byte> png, milliseconds patience) {
    const Clock::time_point until = Clock::now() + patience;
    const char* display = std::getenv("WAYLAND_DISPLAY");
    const Copier& copier = display != nullptr && *display != '\0' ? wayland : x11;
    const auto refused = [&] {
        return fail(ErrorCode::unwritable, say("{0} did not take the picture", copier.command[0]),
                    say("export it to a file"));
    };
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return refused();
    Socket ours{ends[0]};
    Socket theirs{ends[1]};
    const timeval longest = as_timeval(patience);
    ::setsockopt(ours.end, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    const pid_t child = start(copier, theirs.end);
    if (child == 0)
        return fail(ErrorCode::unsupported,
                    say("pictures are copied by {0}, which is not installed", copier.command[0]),
                    say("install the package {0}, or export the picture", copier.package));
    ::close(std::exchange(theirs.end, -1));
    const bool sent = send_all(ours.end, png);
    ::close(std::exchange(ours.end, -1));
    if (!ended_well(child, until) || !sent) return refused();
    return {};
}

}  // namespace poolscope::platform
