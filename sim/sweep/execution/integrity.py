"""Is every byte of a sweep's folder as it was written? And doing again what is not, and nothing else."""

import contextlib
import errno
from dataclasses import dataclass
from pathlib import Path

from sim.checking.errors import ScenarioError, complaint
from sim.scenario.files import tables_of
from sim.sweep.execution import parts, table
from sim.sweep.execution.disk import read_small, write_text
from sim.sweep.execution.dispatch import Stretch
from sim.sweep.execution.faults import Damaged, interrupted_when_full, machinery, readable
from sim.sweep.execution.folder import Begun, finish, held, no_sweep, spec_of
from sim.sweep.execution.manifest import MANIFEST, OLDER, PARTS, SPEC, check_mark, describe, manifest_of
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import Bar, do
from sim.sweep.execution.work import Work
from sim.sweep.spec.specification import TOML, spec_from


@dataclass(frozen=True)
class Health:
    """What a folder is worth: the runs in all and those done, whether its table is there and whole, and, by name, the
    files that are ``damaged`` and how. Without a manifest nothing else is known, and ``runs`` is 0."""

    runs: int
    done: int
    finished: bool
    damaged: dict[str, str]


def check(path: str | Path) -> Health:
    """Read every byte of the sweep in a folder; nothing is changed. Raises ``ScenarioError`` where there is none."""
    path = Path(path)
    with readable(path):
        if not (path / MANIFEST).is_file() and not (path / SPEC).is_file():
            raise no_sweep(path)
        try:
            sweep = _asked(path)
        except ScenarioError as error:
            if OLDER in str(error):
                raise
            return Health(0, 0, False, {MANIFEST: "it is not what was written"})
        damaged, done = {}, 0
        if not (path / SPEC).is_file() or _differs(path / SPEC, sweep.manifest[SPEC]):
            damaged[SPEC] = "it is not what the sweep was begun with: changed by hand, or damaged"
        finished = False
        try:
            finished = sweep.is_finished()
        except Damaged as damage:
            damaged[damage.file.name] = str(damage)
        found = sweep.survey()
        damaged |= {f"{PARTS}/{part.path.name}": why for part, why in found.others}
        done = sweep.spec.runs if finished else found.done
        return Health(sweep.spec.runs, done, finished, damaged)


def _differs(path: Path, text: str) -> bool:
    """Whether a file is another than this text."""
    try:
        return read_small(path) != text.encode()
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return True


def repair(path: str | Path, options: Options, bar: Bar | None = None) -> int:
    """Do again what is damaged in the folder of a sweep, and nothing else; gives how many runs that were.

    Raises ``ScenarioError`` where it cannot be known what was asked, and where the runs would be another model's;
    ``Interrupted`` where the machinery breaks.
    """
    path = Path(path)
    check(path)
    with held(path, "check"), machinery("the engine does not work here"), interrupted_when_full(path):
        try:
            sweep = _asked(path)
        except ScenarioError:
            _describe_again(path)
            sweep = _asked(path)
        write_text(path / SPEC, sweep.manifest[SPEC])
        broken = False
        try:
            sweep.is_finished()
        except Damaged:
            broken = True
        found = sweep.survey()
        gaps = parts.missing(found.sound, sweep.spec.runs)
        again = gaps if broken else _within(gaps, [part for part, why in found.others if why != parts.STRANGER])
        work = Work(sweep.spec)
        if again:
            check_mark(path, work.mark, sweep.manifest)
        for part, _ in found.others:
            part.path.unlink(missing_ok=True)
        do(sweep, work, again, options, bar)
        if broken:
            finish(sweep)
    return sum(stop - start for start, stop in again)


def _asked(path: Path) -> Begun:
    """The sweep as the manifest has it. Raises ``ScenarioError``."""
    manifest = manifest_of(path)
    return Begun(path, spec_from(tables_of(manifest[SPEC], MANIFEST, TOML), MANIFEST, path), manifest)


def _describe_again(path: Path) -> None:
    """Make the manifest of the spec, if what is there was made by the same sweep and model. Raises
    ``ScenarioError``."""
    work = Work(spec_of(path))
    found = parts.survey(path / PARTS, work.mark)
    whole = False
    with contextlib.suppress(Damaged):
        whole = table.is_whole(path, work.spec, work.mark)
    if not whole and not found.sound and any(why == parts.STRANGER for _, why in found.others):
        raise complaint(str(path / MANIFEST), "file", f"a damaged one, and parts that are not those of {SPEC} here",
                        "a damaged one beside its own spec, mended by the version that the sweep was begun with",
                        )  # fmt: skip
    describe(path, work)


def _within(gaps: list[Stretch], lost: list[parts.Part]) -> list[Stretch]:
    """What of the gaps had been in the parts that are lost, no run twice."""
    again: list[Stretch] = []
    for start, stop in gaps:
        for part in lost:
            begin, end = max(start, part.start), min(stop, part.stop)
            begin = max(begin, again[-1][1]) if again else begin
            if begin < end:
                again.append((begin, end))
    return again
