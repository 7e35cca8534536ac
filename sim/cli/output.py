"""What a command hands over: JSON, words, and a folder of results that appears whole or not at all."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import ScenarioError, complaint, one_line, shown
from sim.plots.style import PICTURES, save
from sim.scenario.schema import Scenario
from sim.wording.text import wrapped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from sim.model.trajectory import Trajectory

MAX_TURNS = 1_000_000
"""Turns of the longest trajectory that is written: some gigabytes while it is made."""


class Folder:
    """A folder whose files appear whole and together when the work is done, or not at all.

    ``with Folder(path, names) as folder`` makes it, or finds out at once that it cannot be made (``ScenarioError``);
    ``folder / name`` is where a file is written until then.
    """

    def __init__(self, path: str, names: list[str]) -> None:
        self.path, self.names = Path(path), names
        self._given = path
        self._created: list[Path] = []

    def __enter__(self) -> "Folder":
        try:
            self._created = [folder for folder in (self.path, *self.path.parents) if not folder.exists()]
            if not self._given or (not self._created and not self.path.is_dir()):
                raise self._problem("it is no folder" if self._given else "it is empty")
            blocked = next((name for name in self.names if (self.path / name).is_dir()), None)
            if blocked:
                raise self._problem(f"{blocked} in it is a folder")
            self.path.mkdir(parents=True, exist_ok=True)
            self._hidden = Path(tempfile.mkdtemp(prefix=".pasdedeux-", dir=self.path))
        except (OSError, ValueError) as error:
            self._tidy()
            if isinstance(error, ScenarioError):
                raise
            raise self._problem(getattr(error, "strerror", None) or "no such name") from None
        return self

    def __truediv__(self, name: str) -> Path:
        return self._hidden / name

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            if kind is None:
                for name in self.names:
                    os.replace(self._hidden / name, self.path / name)
                self._created = []
        except OSError as problem:
            raise self._problem(problem.strerror or "it cannot be written") from None
        finally:
            shutil.rmtree(self._hidden, ignore_errors=True)
            self._tidy()

    def _tidy(self) -> None:
        """Take away the folders that were made for nothing."""
        for folder in self._created:
            with contextlib.suppress(OSError, ValueError):
                folder.rmdir()

    def _problem(self, why: str) -> ScenarioError:
        return complaint("--out", "folder", f"{shown(self._given)} ({why})", "a folder that can be written")


def files(suffixes: tuple[str, ...] = ("",)) -> list[str]:
    """The names of the files that ``write`` makes, for one run or several."""
    tables = [f"{what}{suffix}.{kind}" for suffix in suffixes for what in ("trajectory", "outcomes")
              for kind in ("csv", "parquet")]  # fmt: skip
    return [*tables, *(f"scenario{suffix}.toml" for suffix in suffixes), *PICTURES]


def short_enough(scenario: Scenario) -> None:
    """Refuse, before any work, a run whose trajectory would not fit into memory. Raises ``ScenarioError``."""
    turns = sum(scenario.lengths)
    if turns > MAX_TURNS:
        raise complaint("--out", "days", f"{turns:,} turns in all", f"at most {MAX_TURNS:,}, or a run without --out")


def write(folder: Folder, runs: dict[str, tuple[Scenario, "Trajectory", "pd.DataFrame"]]) -> None:
    """Write every run's trajectory, outcomes and scenario, by suffix, and one picture of them all."""
    from sim.plots.run import draw

    for suffix, (scenario, trajectory, table) in runs.items():
        trajectory.to_csv(folder / f"trajectory{suffix}.csv")
        trajectory.to_parquet(folder / f"trajectory{suffix}.parquet")
        table.reset_index().to_csv(folder / f"outcomes{suffix}.csv", index=False)
        table.reset_index().to_parquet(folder / f"outcomes{suffix}.parquet", index=False)
        (folder / f"scenario{suffix}.toml").write_text(scenario.to_toml(), "utf-8")
    figure = draw([(suffix.strip("-"), scenario, trajectory) for suffix, (scenario, trajectory, _) in runs.items()])
    for name in PICTURES:
        save(figure, folder / name)


def folder_of(out: str | None, names: list[str], *scenarios: Scenario) -> Any:
    """The folder to write to, checked before any work as the length of the scenarios is; nothing where none is asked
    for."""
    if out is None:
        return contextlib.nullcontext()
    for scenario in scenarios:
        short_enough(scenario)
    return Folder(out, names)


def to_json(value: Any) -> str:
    """JSON for programs; a number that JSON does not know is a mistake of ours, and raises ``ValueError``."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, indent=2)


def say_written(out: str | None, names: list[str]) -> None:
    """Say what was written, if anything was."""
    if out is not None:
        click.echo("\n" + wrapped(f"Written to {one_line(out)}: {', '.join(names)}."))


@contextlib.contextmanager
def results(out: str | None, draw: "Callable[[], Figure]", **more: Callable[[Path], Any]) -> Iterator[dict[str, Any]]:
    """Write the picture, ``found.json`` and ``more`` files (by a name in which the last ``_`` is a full stop) once the
    work within is done; what is put into the dictionary meanwhile is what was found."""
    made: dict[str, Any] = {}
    others = {".".join(name.rsplit("_", 1)): write for name, write in more.items()}
    names = ["found.json", *others, *PICTURES]
    with folder_of(out, names) as folder:
        yield made
        if folder:
            (folder / "found.json").write_text(to_json(made) + "\n", "utf-8")
            for name, write in others.items():
                write(folder / name)
            figure = draw()
            for name in PICTURES:
                save(figure, folder / name)


def say_results(
    found: dict[str, Any], paragraphs: list[str], as_json: bool, out: str | None, files: tuple[str, ...] = ()
) -> None:
    """Print what was found: for programs, or in paragraphs."""
    if as_json:
        click.echo(to_json(found))
        return
    click.echo("\n\n".join(map(wrapped, paragraphs)))
    say_written(out, ["found.json", *files, *PICTURES])
