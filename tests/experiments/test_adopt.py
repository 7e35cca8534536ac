"""What a calibration found is written where it is declared, and nothing else moves."""

import json

import pytest

from experiments.calibration import adopt
from experiments.calibration.space import FREE, today


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The files that are written, in a folder of their own."""
    for name in (*adopt.DECLARED, adopt.TOPIC, adopt.SWEPT, adopt.PLAUSIBLE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((adopt.ROOT / name).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(adopt, "ROOT", tmp_path)
    return tmp_path


def adopted(folder, monkeypatch, best):
    result = folder / "result.json"
    result.write_text(json.dumps({"best": best, "plausible": [best]}), "utf-8")
    monkeypatch.setattr("sys.argv", ["adopt", "--result", str(result)])
    adopt.main()


def test_the_set_of_today_changes_no_constant(copied, monkeypatch):
    before = {name: (copied / name).read_text("utf-8") for name in (*adopt.DECLARED, adopt.TOPIC, adopt.SWEPT)}
    adopted(copied, monkeypatch, today())
    assert {name: (copied / name).read_text("utf-8") for name in before} == before


def test_every_constant_is_written_once_and_the_sweep_around_it(copied, monkeypatch):
    named = {name: 0.1234 + i / 1000 for i, name in enumerate(FREE)}
    adopted(copied, monkeypatch, named)
    declared = "".join((copied / name).read_text("utf-8") for name in (*adopt.DECLARED, adopt.TOPIC))
    for name, value in named.items():
        start = "TOPIC_SIZE = " if name == "topic" else f"{name}: float = P("
        after = declared.split(start)[1].lstrip()
        assert declared.count(start) == 1 and after.startswith(f"{value:.4g}"), name
    relief = named["relief"]
    line = f"relief = {{ low = {0.75 * relief:.4g}, high = {1.25 * relief:.4g} }}"
    assert line in (copied / adopt.SWEPT).read_text("utf-8")


def test_a_constant_without_a_declaration_leaves_every_file_as_it_was(copied, monkeypatch):
    path = copied / adopt.DECLARED[0]
    path.write_text(path.read_text("utf-8").replace("    relief: float = P(", "    unrelieved: float = P("), "utf-8")
    before = {name: (copied / name).read_text("utf-8") for name in (*adopt.DECLARED, adopt.TOPIC, adopt.SWEPT)}
    with pytest.raises(SystemExit, match="nothing was written: no declaration found for relief"):
        adopted(copied, monkeypatch, today() | {"topic": 2.0})
    assert {name: (copied / name).read_text("utf-8") for name in before} == before
