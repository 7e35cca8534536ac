"""A study is told in plain words, as strict JSON and as a picture, and none of them fails on an odd series."""

import json

import numpy as np
import pytest
from known_couples import HUSBAND, WIFE, lived, written

from sim.analysis.fit import Series, read, study, to_dict
from sim.analysis.fit.serialization import strict
from sim.analysis.fit.study import FULL_FORMS
from sim.checking.errors import ScenarioError
from sim.plots import fit
from sim.wording.fit import describe


@pytest.fixture(scope="module")
def scores():
    return lived(WIFE, HUSBAND, 150, 1, seed=1)[:, 0]


@pytest.fixture(scope="module")
def found(tmp_path_factory, scores):
    return study(read(written(tmp_path_factory.mktemp("fit") / "talk.csv", scores)))


def test_it_says_what_was_found_and_what_it_does_not_mean(found):
    said = describe(found)
    for part in ("wife and husband", "149 pairs", "slope of husband on wife when husband is negative", "95 %",
                 "Without influence wife would settle at", "Where the two would stay", "chi-square", "VAR(1)",
                 "predicts best", "who is to blame", "nothing about divorce", "independent from turn"):  # fmt: skip
        assert part in " ".join(said.split()), part
    assert max(len(line) for line in said.splitlines()) <= 100
    assert "nan" not in said


def test_the_words_have_the_numbers_of_the_fit(found):
    one = found.shown.equations[0].estimates
    low, high = one.interval("negative")
    row = next(line for line in describe(found).splitlines() if "husband on wife when husband is negative" in line)
    assert [f"{value:.3g}" in row for value in (one["negative"], low, high)] == [True] * 3


def test_json_is_strict_and_holds_estimates_with_their_errors(found):
    made = json.loads(json.dumps(to_dict(found), allow_nan=False))
    one = made["fits"]["bilinear"]["partners"]["wife"]["estimates"]["inertia"]
    assert one["estimate"] == pytest.approx(found.shown.equations[0].law.inertia)
    assert one["error"] == pytest.approx(found.shown.equations[0].estimates.error("inertia"))
    assert made["fits"]["ojive"]["partners"]["wife"]["estimates"]["low"]["error"] is None
    assert {"each alone", "linear", "oscillators"} <= made["fits"].keys()
    assert made["comparison"]["scores"][0]["name"] == made["comparison"]["best"]
    assert strict({"a": np.float64("nan"), "b": 1 + 2j, "c": np.arange(2)}) == {"a": None, "b": [1.0, 2.0], "c": [0, 1]}


@pytest.mark.parametrize("form", FULL_FORMS)
def test_every_form_can_be_told_and_drawn(scores, form, tmp_path):
    from sim.plots.style import save

    made = study(Series(("_ann $x$", "a very long name indeed"), scores), form)
    assert f"form '{form}'" in describe(made)
    json.dumps(to_dict(made), allow_nan=False)
    if form in ("bilinear", "repair and damping"):
        save(fit.draw(made), tmp_path / "fit.png")
        from matplotlib.image import imread

        assert imread(tmp_path / "fit.png").shape[:2] == (800, 1200)


def test_an_unknown_form_is_refused_with_the_nearest(scores):
    with pytest.raises(ScenarioError, match="Did you mean 'bilinear'"):
        study(Series(("a", "b"), scores), "bilinaer")


def test_noise_of_one_sign_is_not_told_as_significant():
    """Scores of 1 to 7: nothing was seen below 0, so those slopes are not determined; only the others are tested."""
    scores = np.random.default_rng(5).integers(1, 8, (60, 2))
    made = study(Series(("her", "his"), scores))
    size, freedom, p = made.couples["bilinear"].influenced()
    x, y = (np.array(column, float) for column in (scores[:-1], scores[1:]))
    design = np.column_stack([np.ones(59), x])  # with slopes above 0 alone the equations are one linear pair
    lasts = [np.linalg.lstsq(design[:, order], y[:, i], rcond=None)[0] for i, order in ((0, [0, 1, 2]), (1, [0, 2, 1]))]
    left = y - np.column_stack([design @ lasts[0], design[:, [0, 2, 1]] @ lasts[1]])
    cover = left.T @ left / (59 - 4)
    solve = [np.linalg.pinv(design)[2], np.linalg.pinv(design)[1]]
    joint = np.array([[cover[i, j] * (solve[i] @ solve[j]) for j in (0, 1)] for i in (0, 1)])
    slopes = np.array([lasts[0][2], lasts[1][2]])
    assert (size, freedom) == (pytest.approx(slopes @ np.linalg.solve(joint, slopes)), 2)
    assert p > 0.3
    said = describe(made)
    assert "< 0.001" not in said and f"p = {p:.3f}" in said
    row = next(line for line in said.splitlines() if "slope of his on her when his is negative" in line)
    assert "not determined" in row and row.split("  ")[-2].strip() == "-", row
    numbers = to_dict(made)["fits"]["bilinear"]["partners"]["her"]["estimates"]["negative"]
    assert (numbers["estimate"], numbers["error"]) == (None, None)


def test_what_cannot_be_tested_is_told_as_that():
    scores = np.random.default_rng(5).integers(1, 8, (60, 1)).repeat(2, 1)
    made = study(Series(("her", "his"), scores))
    assert made.couples["bilinear"].influenced() is None
    assert "cannot be tested" in describe(made) and "chi-square" not in describe(made)
    assert to_dict(made)["influenced"] is None
    assert "settle at - (95 % not determined)" in describe(made)


def test_couples_taken_together_are_told_as_that(tmp_path, scores):
    body = [f"{'xyz'[i // 50]},{a:.4f},{b:.4f}" for i, (a, b) in enumerate(scores)]
    (tmp_path / "three.csv").write_text("\n".join(["couple,her,his", *body]))
    made = study(read(tmp_path / "three.csv"))
    said = " ".join(describe(made).split())
    assert "147 pairs of consecutive turns out of 150 turns of 3 couples, from" in said
    assert "Couples who differ in their means look like inertia" in said
    assert (to_dict(made)["turns"], to_dict(made)["couples"]) == (150, 3)


def test_what_is_left_is_not_compared_across_a_gap():
    """Left over is the same from turn to turn, and turns around at the gap, where nothing is compared."""
    from sim.analysis.fit.equation import fitted
    from sim.peers.laws import Mean

    after = np.repeat([1.0, -1.0], 10)
    found = fitted(Mean, np.ones((20, 1)), after)
    assert found.carried(np.ones(19, bool)) == pytest.approx(17 / 20)
    assert found.carried(np.arange(19) != 9) == pytest.approx(18 / 20)


def odd() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    walk = rng.standard_normal((60, 2)).cumsum(0)
    gaps = rng.standard_normal((90, 2))
    gaps[::4, 1] = np.nan
    codes = rng.integers(-1, 2, (80, 2)).astype(float)
    swing = np.stack([np.arange(60) % 2, (np.arange(60) // 2) % 2], 1).astype(float)
    return {"the least": rng.standard_normal((21, 2)), "a walk": walk, "gaps": gaps, "codes": codes, "no chance": swing,
            "all positive": np.abs(walk) + 1.0, "the same twice": np.repeat(walk[:, :1], 2, 1),
            "large": 1e8 * walk, "small": 1e-8 * walk, "once": np.eye(60)[:, [20, 40]]}  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("case", odd())
def test_an_odd_series_is_told_or_refused_without_a_traceback(case):
    try:
        made = study(Series(("a", "b"), odd()[case]))
    except ScenarioError as refusal:
        assert "allowed: " in str(refusal)
        return
    assert "nan" not in describe(made)
    json.dumps(to_dict(made), allow_nan=False)
    if case in ("gaps", "codes"):
        fit.draw(made)
