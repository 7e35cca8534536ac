"""portrait, cycle, fit and peers: what they print, what they write, and what they refuse."""

import json

import networkx as nx
import numpy as np
import pytest

from sim.peers import PEERS, peer, simulate

PNG = b"\x89PNG"


@pytest.fixture
def series(tmp_path):
    """A couple that Gottman and Murray's equations made, with noise, as a file."""
    model = peer("gottman-murray")
    rng = np.random.default_rng(1)
    state, lines = model.start(), ["wife,husband"]
    for _ in range(150):
        state = model.move(state) + rng.standard_normal(2)
        lines.append(",".join(f"{value:.3f}" for value in state))
    path = tmp_path / "couple.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def codes(tmp_path):
    """A conversation of strict turn-taking: she pursues, and he withdraws."""
    rows = ["a,b"] + ["pursue,neutral", "neutral,withdraw"] * 30
    path = tmp_path / "codes.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_a_portrait_tells_of_calm_and_dance_and_what_tips_them(pasdedeux, tmp_path):
    shown = " ".join(pasdedeux("portrait", "protest-polka", "--out", tmp_path / "made").stdout.split())
    assert "can rest in 2 ways: calm" in shown
    assert "Ana pursues and Ben withdraws" in shown
    assert "While they hold hands the dance is gone" in shown
    assert (tmp_path / "made" / "picture.png").read_bytes().startswith(PNG)
    found = json.loads((tmp_path / "made" / "found.json").read_text("utf-8"))
    assert [one["kind"] for one in found["without_help"]["steady_states"]] == ["stable", "saddle", "stable"]
    assert found["shortest_hold_turns"]["hand"] > 1
    assert found["folds"]["touch"]
    assert any(one["stable"] for one in found["lasting"])


def test_a_portrait_as_json_is_one_object(told):
    assert told("portrait", "secure-base")["scenario"] == "secure-base"


def test_a_published_model_has_a_portrait_too(pasdedeux, told, tmp_path):
    kinds = [one["kind"] for one in told("portrait", "gone-with-the-wind")["steady_states"]]
    assert kinds == ["stable", "saddle", "stable"]
    assert "saddle: scarlett 3.411" in pasdedeux("portrait", "gone-with-the-wind").stdout
    assert pasdedeux("portrait", "chase", "--out", tmp_path / "made").exit_code == 0
    assert pasdedeux("portrait", "delayed-love").exit_code == 2


def test_the_cycle_of_the_polka_has_its_name(pasdedeux, told):
    shown = " ".join(pasdedeux("cycle", "protest-polka").stdout.split())
    assert "Protest Polka with Ana pursuing" in shown
    assert told("cycle", "protest-polka")["lag"] == 1


def test_a_file_of_codes_is_read_and_its_cycle_written(pasdedeux, codes, tmp_path):
    result = pasdedeux("cycle", codes, "--out", tmp_path / "made")
    assert result.exit_code == 0, result.stderr
    assert "Protest Polka" in result.stdout
    assert nx.read_graphml(tmp_path / "made" / "cycle.graphml").number_of_edges() > 0
    assert (tmp_path / "made" / "picture.png").read_bytes().startswith(PNG)


def test_a_fit_tells_what_it_means_and_writes_it(pasdedeux, series, tmp_path):
    result = pasdedeux("fit", series, "--out", tmp_path / "made")
    assert result.exit_code == 0, result.stderr
    assert "wife" in result.stdout
    assert "predicts best" in " ".join(result.stdout.split())
    assert json.loads((tmp_path / "made" / "found.json").read_text("utf-8"))
    assert (tmp_path / "made" / "picture.png").read_bytes().startswith(PNG)


def test_a_fit_as_json_reads_back(told, series):
    assert told("fit", series, "--form", "free kink")


def test_every_published_model_is_listed_and_shown(pasdedeux, told):
    assert [one["name"] for one in told("peers", "list")] == list(PEERS)
    for name, kind in PEERS.items():
        shown = pasdedeux("peers", "show", name).stdout
        assert kind.title.split()[0] in shown
        assert "Settings" in shown


@pytest.mark.parametrize("name", PEERS)
def test_every_published_model_runs_as_its_own_course(told, name):
    found = told("peers", "run", name, "--turns", "20")
    model = peer(name)
    course = simulate(model, 20, step=1.0 if model.clock == "turn" else 0.1)
    assert list(found["end"].values()) == pytest.approx(course.values[:, -1].tolist())


@pytest.mark.parametrize("name", ["gone-with-the-wind", "delayed-love", "coupled-oscillators"])
def test_a_published_model_is_written_with_its_picture(pasdedeux, tmp_path, name):
    result = pasdedeux("peers", "run", name, "--turns", "30", "--out", tmp_path / "made")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "made" / "course.csv").read_text("utf-8").startswith("time,")
    assert (tmp_path / "made" / "picture.png").read_bytes().startswith(PNG)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("portrait", "protest-polk"), "protest-polka"),
        (("portrait", "protest-polka", "--set", "partner_a.anxeity=1"), "anxiety"),
        (("cycle", "nowhere.csv"), "nowhere.csv"),
        (("cycle", "protest-polka", "--lag", "0"), "lag"),
        (("fit", "nowhere.csv"), "nowhere.csv"),
        (("peers", "show", "gottman"), "gottman-murray"),
        (("peers", "run", "chase", "--start", "1,x"), "romeo"),
        (("peers", "run", "chase", "--set", "romeo_gain=99"), "allowed"),
        (("peers", "run", "linear-love", "--set", "romeo_own=5", "--turns", "1000"), "allowed"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_line(pasdedeux, words, said):
    result = pasdedeux(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_form_of_influence_that_is_none_is_refused_with_the_nearest(pasdedeux, series):
    result = pasdedeux("fit", series, "--form", "bilinaer")
    assert result.exit_code == 2
    assert "bilinear" in result.stderr


def test_nothing_is_written_where_something_was_wrong(pasdedeux, tmp_path):
    assert pasdedeux("fit", tmp_path / "none.csv", "--out", tmp_path / "made").exit_code == 2
    assert not (tmp_path / "made").exists()
