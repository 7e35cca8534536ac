"""Damage is found wherever it stands, it is never believed, and mending does again what is damaged and nothing else."""

import os
import shutil
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from small_sweeps import SMALL

from experiments.sweep_faults import contents, flip
from sim.checking.errors import ScenarioError
from sim.sweep.execution import disk, parts, running, table, work
from sim.sweep.execution.disk import write_whole
from sim.sweep.execution.faults import Damaged, Interrupted
from sim.sweep.execution.folder import begun, finish, status
from sim.sweep.execution.integrity import check, repair
from sim.sweep.execution.pools import Options
from sim.sweep.execution.replay import replay
from sim.sweep.execution.running import resume, run_into
from sim.sweep.report.study import analyze
from sim.sweep.spec.specification import read

BY_64 = Options(jobs=1, chunk=64)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A finished sweep of twelve parts."""
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    run_into(read(SMALL), folder, BY_64)
    return folder


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The same question on another seed: rows of the same form, and other values."""
    folder = tmp_path_factory.mktemp("other") / "sweep"
    run_into(read({**SMALL, "replicates": {**SMALL["replicates"], "seed": 2}}), folder, BY_64)
    return folder


@pytest.fixture
def finished(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "sweep")


@pytest.fixture
def unfinished(finished):
    """The same, as it is left after four parts."""
    for name in ("runs.parquet", "failures.jsonl", "SHA256SUMS"):
        (finished / name).unlink()
    for part in parts.listed(finished / "parts")[4:]:
        part.path.unlink()
    return finished


def test_a_bit_in_the_middle_of_a_part_is_no_wrong_value_after_resume(unfinished, whole):
    """The footer is whole, and the values are not: 48 of 60 had once been believed."""
    part = parts.listed(unfinished / "parts")[1].path
    flip(part, 4 * part.stat().st_size)
    now = status(unfinished)
    assert (now.done, list(now.damaged)) == (3 * 64, [f"parts/{part.name}"])
    done = resume(unfinished, BY_64)
    assert (done.now, done.damaged) == (720 - 3 * 64, 1)
    assert contents(unfinished)["runs.parquet"] == contents(whole)["runs.parquet"]


@pytest.mark.parametrize("name", ["parts", "runs.parquet"])
def test_other_readers_find_a_damaged_page_too(finished, name):
    file = finished / name if name != "parts" else parts.listed(finished / "parts")[0].path
    parquet.read_table(file, page_checksum_verification=True)
    column = parquet.read_metadata(file).row_group(0).column(0)
    first = column.data_page_offset if column.dictionary_page_offset is None else column.dictionary_page_offset
    flip(file, 8 * (first + column.total_compressed_size) - 1)  # the end of its last page, whatever lies elsewhere
    with pytest.raises(OSError, match="CRC"):
        parquet.read_table(file, page_checksum_verification=True)


def test_a_table_that_is_damaged_is_told_by_every_verb_that_reads_it(finished, pasdedeux, told):
    flip(finished / "runs.parquet", 8 * 5000)
    with pytest.raises(ScenarioError, match=r"damaged.*check .*--repair"):
        analyze(finished)
    assert pasdedeux("analyze", finished).exit_code == 2
    assert list(told("status", finished)["damaged"]) == ["runs.parquet"]
    assert told("check", finished, code=1)["damaged"] == {"runs.parquet": "its bytes are not those that were written"}
    assert told("resume", finished)["damaged"] == 1
    assert told("check", finished)["whole"]


def test_replay_reads_another_copy_or_says_that_there_is_none(finished, whole):
    right = replay(whole, 99).outcomes
    part = parts.listed(finished / "parts")[1].path
    flip(part, 4 * part.stat().st_size)
    assert replay(finished, 99).outcomes == right
    flip(finished / "runs.parquet", 8 * 5000)
    with pytest.raises(ScenarioError, match="damaged"):
        replay(finished, 99)
    assert replay(finished, 0).outcomes == replay(whole, 0).outcomes


def test_check_says_what_is_damaged_and_mends_that_only(finished, whole, pasdedeux, told):
    result = pasdedeux("check", finished)
    assert result.exit_code == 0 and "whole; 720 of 720 runs are done." in " ".join(result.stdout.split())
    first, second = (parts.listed(finished / "parts")[i].path for i in (2, 7))
    kept = {path.name: path.stat().st_mtime_ns for path in (finished / "parts").iterdir()}
    flip(first, 999)
    second.write_bytes(b"")
    result = pasdedeux("check", finished)
    assert result.exit_code == 1
    assert all(f"parts/{part.name}" in result.stdout.replace("\n", "") for part in (first, second))
    assert f"pasdedeux check {finished} --repair" in " ".join(result.stdout.split())
    found = told("check", finished, "--repair", "--chunk", "64")
    assert (found["mended"], found["again"], found["whole"]) == (True, 128, True)
    for name, when in kept.items():
        assert (finished / "parts" / name).stat().st_mtime_ns == when or name in (first.name, second.name)
    assert contents(finished) == contents(whole)


def test_mending_an_unfinished_sweep_does_not_finish_it(unfinished, told):
    parts.listed(unfinished / "parts")[0].path.write_bytes(b"")
    found = told("check", unfinished, "--repair")
    assert (found["again"], found["done"], found["finished"]) == (64, 4 * 64, False)


def test_mending_is_for_the_model_that_began_it(finished, monkeypatch):
    parts.listed(finished / "parts")[0].path.write_bytes(b"")
    before = contents(finished)
    monkeypatch.setattr(work, "fingerprint", lambda: "0" * 64)
    with pytest.raises(ScenarioError, match="another version of the model"):
        repair(finished, BY_64)
    assert contents(finished) == before


@pytest.mark.parametrize("damaged", ["manifest.json", "parts"])
def test_mending_with_a_broken_engine_says_so_and_changes_nothing(finished, monkeypatch, pasdedeux, damaged):
    file = finished / damaged if damaged != "parts" else parts.listed(finished / "parts")[0].path
    file.write_bytes(b"")
    before = contents(finished)

    def broken():
        raise NotImplementedError("no compiler")

    monkeypatch.setattr(work, "proof", broken)
    result = pasdedeux("check", finished, "--repair")
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert "the engine does not work here (NotImplementedError: no compiler)" in line
    assert contents(finished) == before and file.read_bytes() == b""


def test_parts_of_another_sweep_are_not_taken_for_this_ones(unfinished, other, whole, told, tmp_path):
    for part in parts.listed(other / "parts")[3:6]:
        shutil.copy(part.path, unfinished / "parts")
    assert status(unfinished).done == 4 * 64
    assert "of another sweep" in " ".join(told("check", unfinished, code=1)["damaged"].values())
    copy = shutil.copytree(unfinished, tmp_path / "copy")
    assert told("check", copy, "--repair")["again"] == 0 and status(copy).done == 4 * 64
    assert resume(unfinished, BY_64).damaged == 3
    assert contents(unfinished)["runs.parquet"] == contents(whole)["runs.parquet"]


@pytest.mark.parametrize("verb", [["status"], ["resume"], ["analyze"], ["replay", "--", "5"]])
def test_a_spec_that_was_changed_later_is_refused_by_every_verb(finished, pasdedeux, verb):
    spec = finished / "spec.toml"
    spec.write_text(spec.read_text("utf-8").replace("touch = [", "touch = [\n    0.1,", 1), "utf-8")
    result = pasdedeux(verb[0], finished, *verb[1:])
    assert result.exit_code == 2
    assert "another sweep" in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_damaged_spec_is_written_anew_by_the_same_sweep_and_by_check(unfinished, pasdedeux, spec):
    right = (unfinished / "spec.toml").read_bytes()
    (unfinished / "spec.toml").write_bytes(b"[[")
    assert pasdedeux("check", unfinished, "--repair").exit_code == 0
    assert (unfinished / "spec.toml").read_bytes() == right
    (unfinished / "spec.toml").write_bytes(b"[[")
    assert pasdedeux("sweep", spec, "--out", unfinished).exit_code == 0
    assert (unfinished / "spec.toml").read_bytes() == right


def test_a_manifest_is_not_made_up_for_parts_that_are_another_sweeps(unfinished, other):
    (unfinished / "manifest.json").write_bytes(b"{")
    shutil.copy(other / "spec.toml", unfinished / "spec.toml")
    with pytest.raises(ScenarioError, match=r"parts that are not those of spec\.toml"):
        repair(unfinished, BY_64)


def test_no_table_is_made_of_parts_that_do_not_hold_every_run_once(unfinished):
    with pytest.raises(Interrupted, match="do not hold every run once"):
        finish(begun(unfinished))
    assert not (unfinished / "runs.parquet").exists()


def test_two_at_work_in_one_folder_double_nothing(unfinished, whole, monkeypatch):
    """A lock that was taken away, or a file system without locks: another process goes on in parts of other sizes."""
    real, calls = parts.save, iter(range(100))

    def save(*given):
        real(*given)
        if next(calls) == 2:
            (unfinished / ".lock").unlink()
            monkeypatch.setattr(parts, "save", real)
            assert resume(unfinished, Options(jobs=1, chunk=100)).failed == 0

    monkeypatch.setattr(parts, "save", save)
    assert resume(unfinished, BY_64).failed == 0
    assert contents(unfinished)["runs.parquet"] == contents(whole)["runs.parquet"]


def test_a_part_that_is_damaged_after_the_runs_interrupts_and_is_done_again(finished, whole, monkeypatch):
    """Between the last look at the parts and the table: nothing of it is believed either."""
    (finished / "SHA256SUMS").unlink()
    real = running.finish

    def finish_late(sweep):
        found = sweep.survey()
        part = found.sound[5].path
        write_whole(part, lambda file: file.write(b"no part"))
        monkeypatch.setattr(type(sweep), "survey", lambda self: found)
        return real(sweep)

    monkeypatch.setattr(running, "finish", finish_late)
    with pytest.raises(Interrupted, match="damaged"):
        resume(finished, BY_64)
    assert not (finished / "SHA256SUMS").exists()
    monkeypatch.undo()
    assert resume(finished, BY_64).now == 64
    assert contents(finished) == contents(whole)


@pytest.mark.parametrize("name", ["runs.parquet", "failures.jsonl"])
def test_a_file_of_another_size_is_refused_unread_and_sums_without_sizes_still_count(finished, name, monkeypatch):
    with open(finished / name, "ab") as file:
        file.truncate((finished / name).stat().st_size + 2**40)
    monkeypatch.setattr(disk.hashlib, "file_digest", lambda *_: pytest.fail("it was read"))
    with pytest.raises(Damaged), disk.opened_whole(finished / name, *table._sum(finished, name)):
        pass
    monkeypatch.undo()
    sums = finished / "SHA256SUMS"
    older = "".join(line for line in sums.read_text().splitlines(True) if not line.startswith("#"))
    assert len(older.splitlines()) == 2 and len(sums.read_text().splitlines()) == 4
    with open(finished / name, "ab") as file:
        file.truncate((finished / name).stat().st_size - 2**40)
    sums.write_text(older)
    assert check(finished).damaged == {} and check(finished).finished


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize("name", ["runs.parquet", "failures.jsonl", "SHA256SUMS", "part"])
@pytest.mark.parametrize("what", ["a pipe", "a device", "a loop", "a folder"])
def test_what_is_no_ordinary_file_is_damage_and_nobody_waits_for_its_end(finished, whole, name, what):
    path = parts.listed(finished / "parts")[3].path if name == "part" else finished / name
    path.unlink()
    {"a pipe": os.mkfifo, "a folder": Path.mkdir, "a device": lambda path: path.symlink_to("/dev/zero"),
     "a loop": lambda path: path.symlink_to(path.name)}[what](path)  # fmt: skip
    damaged = check(finished).damaged
    assert str(path.relative_to(finished)) in damaged, damaged
    if what != "a folder":
        repair(finished, BY_64)
        assert contents(finished) == contents(whole) and check(finished).damaged == {}
