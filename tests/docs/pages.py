"""The site's pages read as their reader would: blocks to save, to type and to run, and what is then printed."""

import re
import shlex
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FOLLOWED_ELSEWHERE = {"docs/extending.md"}
"""Read and done literally, in copies of the project, by ``tests/contract``."""
FENCE = re.compile(r"(?P<before>[^\n]*)\n\n?(?P<indent> *)```(?P<kind>\w+)\n(?P<body>.*?)\n(?P=indent)```", re.DOTALL)
NOT_RUN = re.compile(r"<!-- not run: (.+) -->")
FILE = re.compile(r"# ([\w-]+\.\w+)\n")
NAMED = re.compile(r"`([\w-]+\.csv)`.*:$")
RUN = "uv run pasdedeux"


@dataclass(frozen=True)
class Block:
    """A block of a page: its kind, its text, the file that it is saved as, and why it is not run where it is not."""

    page: str
    kind: str
    text: str
    file: str = ""
    why_not: str = ""

    @property
    def lines(self) -> list[str]:
        """The commands of a shell's block, without comments."""
        return [line for line in (re.sub(r"(^|\s)#.*", "", line).strip() for line in self.text.splitlines()) if line]


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    """The blocks of a page, in their order."""
    name, found = page.relative_to(ROOT).as_posix(), []
    for match in FENCE.finditer(page.read_text("utf-8")):
        text = re.sub(rf"^{match['indent']}", "", match["body"], flags=re.MULTILINE)
        reason, csv = NOT_RUN.search(match["before"]), NAMED.search(match["before"])
        first = FILE.match(text + "\n")
        file = csv[1] if csv else first[1] if first else ""
        found.append(Block(name, match["kind"], text, file, reason[1] if reason else ""))
    return tuple(found)


def servers() -> list[list[str]]:
    """The options of every command of the pages that serves the page."""
    every = (words(line) for page in PAGES for block in blocks(page) if block.kind == "sh" for line in block.lines)
    found = (said for said in every if said and serves(said))
    return [list(one) for one in dict.fromkeys(tuple(said[1:] if said[0] == "serve" else said) for said in found)]


def words(line: str) -> list[str] | None:
    """The arguments of ``pasdedeux`` in a line, an empty word where it has none; nothing for another program."""
    line = line.removeprefix("pip install uv && ")
    return (shlex.split(line[len(RUN) :]) or [""]) if line.startswith(RUN) else None


def serves(said: list[str]) -> bool:
    """Whether these arguments start the server."""
    return said[0] in ("", "serve", "--class")
