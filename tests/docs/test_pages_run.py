"""Every command and every snippet of the site runs as it stands, in a fresh folder, and prints what the page says.

Villages are made smaller by options that stand after the page's own; servers are asked for their first answer.
"""

import contextlib
import importlib.util
import io
import re
import shlex
import tomllib
import urllib.request

import pytest
from pages import DOCS, FOLLOWED_ELSEWHERE, PAGES, ROOT, Block, blocks, servers, serves, words

from experiments.browsing import served

SMALLER = {"village": ("--couples", "12", "--days", "4")}
"""What is put after a command, so that it takes less: the last option of a name counts."""
KINDS = {"sh", "python", "toml", "csv", "text", "nginx", "diff", "vue", "math"}
WITH_BLOCKS = [page for page in PAGES if blocks(page) and page.relative_to(ROOT).as_posix() not in FOLLOWED_ELSEWHERE]


class Reader:
    """Somebody who follows a page: what is saved and run stays for the blocks below it."""

    def __init__(self, pasdedeux, folder):
        self.pasdedeux, self.folder, self.names, self.printed = pasdedeux, folder, {}, ""

    def follow(self, block: Block) -> None:
        """Save it, run it, or compare it with what was printed last."""
        if block.file:
            (self.folder / block.file).write_text(block.text + "\n", "utf-8")
        if block.why_not:
            return
        if block.kind == "sh":
            self.printed = "".join(self.typed(line) for line in block.lines)
        elif block.kind == "python":
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                exec(compile(block.text, block.page, "exec"), self.names)
            self.printed = output.getvalue()
        elif block.kind == "text":
            self.compare(block)

    def typed(self, line: str) -> str:
        """What a line of a terminal prints."""
        line, _, file = (part.strip() for part in line.partition(" > "))
        said = words(line)
        if said is None:
            another_program(line)
            return ""
        if serves(said):
            return ""  # asked below
        result = self.pasdedeux(*said, *SMALLER.get(said[0], ()))
        assert result.exit_code == 0, f"{line}: {result.output}"
        if file:
            (self.folder / file).write_text(result.stdout, "utf-8")
        return result.stdout

    def compare(self, block: Block) -> None:
        """What the page shows was printed, in this order; an ellipsis leaves something out."""
        at, printed = 0, plain(self.printed)
        for part in filter(None, (plain(part) for part in re.split("…", block.text))):
            found = printed.find(part, at)
            assert found >= 0, f"{block.page} shows {part!r}, and this was printed:\n{self.printed}"
            at = found + len(part)


def plain(text: str) -> str:
    """A text whose spaces do not count."""
    return " ".join(text.split())


def another_program(line: str) -> None:
    """A line that is not ours to run names what is there."""
    said = shlex.split(line)
    if said[:4] == ["uv", "run", "python", "-m"]:
        module = importlib.util.find_spec(said[4])
        assert module, f"{line}: no module of that name"
        if module.submodule_search_locations is not None:
            assert importlib.util.find_spec(f"{said[4]}.__main__"), f"{line}: it cannot be run"
    elif said[:3] == ["uv", "run", "pytest"]:
        named = [word for word in said[3:] if not word.startswith("-")]
        assert [word for word in named if not (ROOT / word).exists()] == []
    elif said[:2] == ["uv", "sync"]:
        extras = [said[at + 1] for at, word in enumerate(said) if word == "--extra"]
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert set(extras) <= set(project["optional-dependencies"])
    else:
        known = ("pip install uv", "uv run sphinx-build", "uv run ruff", "uv run mypy", "uv run codespell")
        assert line.startswith(known), f"nobody runs this line: {line}"


@pytest.fixture
def reader(pasdedeux, tmp_path, monkeypatch):
    """Somebody in a fresh folder."""
    monkeypatch.chdir(tmp_path)
    return Reader(pasdedeux, tmp_path)


@pytest.mark.parametrize("page", WITH_BLOCKS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_of_a_page_does_what_it_says(page, reader):
    for block in blocks(page):
        assert block.kind in KINDS, f"{block.page} has a block of {block.kind}"
        if "recovery.inference" in block.text:
            pytest.importorskip("sklearn")
        reader.follow(block)


@pytest.mark.parametrize("options", servers(), ids=lambda options: " ".join(options) or "alone")
def test_a_server_that_a_page_starts_gives_its_first_answer(options):
    path = options[options.index("--root-path") + 1] if "--root-path" in options else ""
    given = [option for option in options if option not in ("", "--no-browser")]
    with served(0, *given) as server:
        address = server.address.rstrip("/") + path + "/"
        with urllib.request.urlopen(address, timeout=60) as answer:
            assert "Pas de Deux" in answer.read().decode()


def test_a_block_that_is_not_run_says_why():
    reasons = [block.why_not for page in PAGES for block in blocks(page) if block.why_not]
    assert reasons
    assert all(len(reason) > 10 for reason in reasons)


def test_the_pages_that_are_followed_have_something_to_follow():
    for name, kind in (("start", "sh"), ("guide/couple", "toml"), ("guide/couple", "sh"), ("guide/data", "python")):
        assert kind in [block.kind for block in blocks(DOCS / f"{name}.md")], name
