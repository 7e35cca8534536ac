"""docs/extending.md read as its reader would: files to write, lines to put into tables, and commands to type."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "extending.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PLACE = re.compile(r"(?:#|<!--) ([\w./-]+\.\w+)(?: -->)?\n")
NEEDED = ("sim", "scenarios", "docs/references.bib", "docs/evidence/table.md")
"""What a copy of the project needs to run."""


@dataclass(frozen=True)
class Section:
    """What one section of the page says: blocks as (kind, path, text), and commands as their words."""

    blocks: tuple[tuple[str, str, str], ...]
    commands: tuple[tuple[str, ...], ...]

    def follow(self, folder: Path) -> None:
        """Write the files and change the lines in a copy of the project."""
        for kind, place, text in self.blocks:
            path = folder / place
            if kind == "diff":
                path.write_text(changed(path.read_text("utf-8"), text, place), "utf-8")
            else:
                assert not path.exists(), f"{place} is there already"
                path.write_text(text, "utf-8")


def changed(source: str, difference: str, place: str) -> str:
    """A source with ``+`` lines put in and ``-`` lines taken out; the lines around them must be there, once."""
    lines = difference.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    assert source.count(before) == 1, f"{place} has these lines {source.count(before)} times:\n{before}"
    return source.replace(before, "".join(line[1:] for line in lines if line[0] != "-"))


def sections() -> dict[str, Section]:
    """The sections of the page by their title."""
    parts = re.split(r"^## (.*)\n", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {title: section(text) for title, text in zip(parts[::2], parts[1::2], strict=True)}


def section(text: str) -> Section:
    """One section from its Markdown: a block's first line, a comment, says where it belongs."""
    blocks, commands = [], []
    for kind, body in FENCE.findall(text):
        if kind == "sh":
            commands += [tuple(shlex.split(line.removeprefix("uv run pasdedeux "))) for line in body.splitlines()]
        else:
            place = PLACE.match(body)
            assert place, f"a block that does not say where it belongs:\n{body}"
            blocks.append((kind, place[1], body[place.end() :]))
    return Section(tuple(blocks), tuple(commands))


def copy_to(folder: Path) -> Path:
    """A copy of the project that can be changed and run; what Python has compiled of it comes along."""
    for name in NEEDED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)
    return folder


def attempt(tasks: list[dict], compiled: bool = False) -> list[dict]:
    """What ``attempt.py`` finds in each task's ``folder``, a copy of the project; an ``error`` where it cannot start.

    Where nothing is ``compiled`` all start from one process that has imported what the project stands on.
    """
    environment = {**os.environ, "COLUMNS": "80", "NUMBA_DISABLE_JIT": str(int(not compiled))}
    script = Path(__file__).with_name("attempt.py")
    done = subprocess.run([sys.executable, str(script)], input=json.dumps(tasks), env=environment,
                          capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
