"""What a command hands over: JSON, words, and a folder of results."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.checking.errors import complaint, one_line
from sim.model.table_file import write_csv, write_parquet
from sim.plots.style import PICTURES, save
from sim.scenario.schema import Scenario
from sim.sweep.execution.disk import whole_folder
from sim.wording.text import wrapped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from sim.model.trajectory import Trajectory

MAX_TURNS = 1_000_000
"""Turns of the longest trajectory that is written: some gigabytes while it is made."""


def files(suffixes: tuple[str, ...] = ("",)) -> list[str]:
    """The names of the files that ``write`` makes, for one run or several."""
    tables = [f"{what}{suffix}.{kind}" for suffix in suffixes for what in ("trajectory", "outcomes")
              for kind in ("csv", "parquet")]  # fmt: skip
    return [*tables, *(f"scenario{suffix}.toml" for suffix in suffixes), *PICTURES]


def write(folder: Path, runs: dict[str, tuple[Scenario, "Trajectory", "pd.DataFrame"]]) -> None:
    """Write every run's trajectory, outcomes and scenario, by suffix, and one picture of them all."""
    from sim.plots.run import draw

    for suffix, (scenario, trajectory, table) in runs.items():
        for name, rows in (("trajectory", trajectory.to_pandas()), ("outcomes", table.reset_index())):
            write_csv(rows, folder / f"{name}{suffix}.csv")
            write_parquet(rows, folder / f"{name}{suffix}.parquet")
        (folder / f"scenario{suffix}.toml").write_text(scenario.to_toml(), "utf-8")
    _draw(folder, draw([(suffix.strip("-"), scenario, course) for suffix, (scenario, course, _) in runs.items()]))


def _draw(folder: Path, figure: "Figure") -> None:
    for name in PICTURES:
        save(figure, folder / name)


def folder_of(out: str | None, names: list[str], *scenarios: Scenario) -> Any:
    """The folder to write to; nothing where none is asked for.

    Before any work it is refused where it cannot be, and so is a run whose trajectory would not fit into memory: raises
    ``ScenarioError``.
    """
    if out is None:
        return contextlib.nullcontext()
    turns = max((sum(scenario.lengths) for scenario in scenarios), default=0)
    if turns > MAX_TURNS:
        raise complaint("--out", "days", f"{turns:,} turns in all", f"at most {MAX_TURNS:,}, or a run without --out")
    return whole_folder(out, names)


@contextlib.contextmanager
def results(
    out: str | None, picture: str, of: Callable[[], tuple[Any, ...]], **more: Callable[[Path], Any]
) -> Iterator[dict[str, Any]]:
    """Write what was found once the work within is done; it is what is put into the dictionary meanwhile.

    It is written as ``found.json``, as the picture that the module ``picture`` of ``sim.plots`` draws ``of`` something,
    and as ``more`` files, by a name in which the last ``_`` is a full stop.
    """
    made: dict[str, Any] = {}
    others = {".".join(name.rsplit("_", 1)): write for name, write in more.items()}
    with folder_of(out, ["found.json", *others, *PICTURES]) as folder:
        yield made
        if folder:
            (folder / "found.json").write_text(to_json(made) + "\n", "utf-8")
            for name, write in others.items():
                write(folder / name)
            # Matplotlib takes a while to load: only where something is drawn.
            _draw(folder, import_module(f"sim.plots.{picture}").draw(*of()))


def say(as_json: bool, found: Any, words: str, out: str | None = None, written: Iterable[str] = ()) -> None:
    """Print what was found: for programs, or for people, with what was ``written`` into ``out``."""
    click.echo(to_json(found) if as_json else words)
    if out is not None and not as_json:
        click.echo("\n" + wrapped(f"Written to {one_line(out)}: {', '.join(written)}."))


def say_results(found: dict[str, Any], paragraphs: list[str], as_json: bool, out: str | None, *more: str) -> None:
    """Print ``results``: the paragraphs, and their files, of which ``more`` are of this command alone."""
    say(as_json, found, "\n\n".join(map(wrapped, paragraphs)), out, ["found.json", *more, *PICTURES])


def to_json(value: Any) -> str:
    """JSON for programs; a number that JSON does not know is a mistake of ours, and raises ``ValueError``."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, indent=2)
