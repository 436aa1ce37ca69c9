"""The manual pages, and the completions asked as a shell asks them.

Usage: shells_test.py DIR NAME
"""

import os
import pathlib
import pty
import re
import select
import shlex
import subprocess
import tempfile
import time

import package
from package import SHARE, output_of, poolscope

BASH = SHARE / "bash-completion/completions/poolscope"
ZSH = SHARE / "zsh/vendor-completions"
SCENE = """version = 1
[layer]
operator = "max"
kernel_size = [2, 2]
stride = [1, 1]
[input]
values = [[[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [5, 4, 3, 2, 1], [0, 1, 2, 3, 4], [9, 8, 7, 6, 5]]]
"""


MANUALS = ("man", "man/zh_CN")
GROUPS = ("View", "Layer", "Arrays beside the input", "Reading", "视图", "层", "与输入并列的数组", "读取")


def manual(folder="man", width=1000):
    """A page as man shows it, without a warning; wide, so that no word is broken."""
    environment = {"PATH": os.environ["PATH"], "MANWIDTH": str(width), "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""}
    page = output_of("man", "--warnings", "--local-file", SHARE / folder / "man1/poolscope.1.gz", env=environment)
    return re.sub(r".\x08", "", page).replace("‐", "-")


def section_of(page, heading):
    """What stands under a heading of the second level, its last line without a break."""
    return re.split(r"\n(?:   )?\S", page.partition(f"\n   {heading}\n")[2])[0].strip("\n")


def test_the_manuals_have_every_command_and_option():
    with tempfile.TemporaryDirectory() as folder:
        commands = package.commands(folder)
    for page in map(manual, MANUALS):
        for command, text in commands.items():
            section = section_of(page, f"poolscope {command}")
            assert section, f"the manual says nothing of {command}"
            # What several commands take is listed once, under the names that the section ends in.
            groups = [name for name in GROUPS if name in section.splitlines()[-1]]
            section += "".join(section_of(page, name) for name in groups)
            for option in set(re.findall(r"--[a-z][a-z-]+", text)) - {"--help"}:
                assert option in section, f"the manual lacks {command} {option}"


def test_the_manual_in_chinese_is_in_chinese():
    page = manual("man/zh_CN")
    for words in ("名称", "概要", "描述", "选项", "子命令", "退出状态", "环境变量", "文件", "示例"):
        assert f"\n{words}\n" in page, words
    assert "对数组文件运行一个池化层。" in page
    assert not re.findall(r"\b(?:the|and|where|with)\b", page)
    # Between Chinese characters a line may break: nothing sticks out, at any width.
    for width in (60, 80, 100):
        wide = [line for line in manual("man/zh_CN", width).splitlines()
                if sum(1 + (ord(c) > 0x2E7F) for c in line) > width and not line.startswith(" " * 11)]
        assert not wide, wide


def test_the_manuals_examples_run():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "scene.pool.toml").write_text(SCENE)
        poolscope("render", "scene.pool.toml", "-o", "in.npy", cwd=folder)
        for page, heading in zip(map(manual, MANUALS), ("EXAMPLES", "示例")):
            examples = [line.strip() for line in page.partition(f"\n{heading}\n")[2].splitlines()]
            examples = [shlex.split(line)[1:] for line in examples if line.startswith("poolscope ")]
            assert len(examples) >= 4
            for example in examples:
                poolscope(*example, cwd=folder)
                (folder / example[example.index("-o") + 1]).unlink()


def bash_offers(*words, cwd="/"):
    script = (f"source {shlex.quote(str(BASH))}\nCOMP_WORDS=({shlex.join(('poolscope',) + words)})\n"
              "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_poolscope\n"
              "[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' \"${COMPREPLY[@]}\"")
    return output_of("bash", "--norc", "-c", script, cwd=cwd).split()


def test_bash_completes():
    output_of("bash", "-n", BASH)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "grid.csv").touch()
        commands = package.commands(folder)
        for command in commands:
            *before, last = command.split()
            assert last in bash_offers(*before, last[:-1], cwd=folder), command
            offered = bash_offers(*command.split(), "--", cwd=folder)
            assert set(offered) == set(re.findall(r"--[a-z][a-z-]+", commands[command])), command
        assert bash_offers("render", "gr", cwd=folder) == ["grid.csv"]
        assert bash_offers("gr", cwd=folder) == ["grid.csv"]
        assert bash_offers("pool", "grid.csv", "--indices", "", cwd=folder) == ["grid.csv"]
        assert bash_offers("pool", "--kernel", "", cwd=folder) == []
    assert bash_offers("render", "--theme", "") == ["light", "dark"]
    assert bash_offers("pool", "--op", "=", "so") == ["softpool"]


class Zsh:
    """An interactive zsh with the completion, which prints the line that Tab makes of what is typed."""

    def __init__(self, folder):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], {"PATH": os.environ["PATH"], "HOME": folder, "TERM": "dumb"})
        setup = (f"PS1=; fpath=({shlex.quote(str(ZSH))} $fpath); autoload -Uz compinit; compinit -u -d {folder}/dump; "
                 "report() { print; print -r -- \"<<$BUFFER>>\"; BUFFER=; }; zle -N report; bindkey '^X' report; "
                 "setopt no_beep no_list_beep; echo re''ady\n")
        os.write(self.terminal, setup.encode())
        self.read_until(b"ready")

    def read_until(self, end):
        got = b""
        deadline = time.monotonic() + 30
        while end not in got:
            left = deadline - time.monotonic()
            assert left > 0 and select.select([self.terminal], [], [], left)[0], f"zsh said {got!r}, not {end!r}"
            got += os.read(self.terminal, 4096)
        return got.decode(errors="replace")

    def completed(self, typed):
        os.write(self.terminal, typed.encode() + b"\t\x18")
        return re.search(r"<<(.*)>>", self.read_until(b">>")).group(1).strip()

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def test_zsh_completes():
    output_of("zsh", "-n", ZSH / "_poolscope")
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "grid.csv").touch()
        shell = Zsh(folder)
        for command in package.commands(folder):
            assert shell.completed(f"poolscope {command[:-1]}") == f"poolscope {command}"
        assert shell.completed("poolscope render gr") == "poolscope render grid.csv"
        assert shell.completed("poolscope render --the") == "poolscope render --theme="
        assert shell.completed("poolscope render --theme=d") == "poolscope render --theme=dark"
        assert shell.completed("poolscope pool --op so") == "poolscope pool --op softpool"
        assert shell.completed("poolscope gri") == "poolscope grid.csv"
        shell.close()


package.run_named(globals())
