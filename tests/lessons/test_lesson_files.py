"""A lesson's file: the project's are whole, and what a teacher writes wrongly is refused with the nearest name."""

import re
from importlib import resources

import pytest

import sim
from sim.lessons import lesson, lessons, parse, read, visit_case

FOLDER = resources.files("scenarios") / "lessons"
TEXT = (FOLDER / "06-flooded.toml").read_text("utf-8")
SMALL = TEXT.replace("replicates = 1000", "replicates = 128")
WORDS = re.compile(r"\b(she|he|her|his|him|husband|wife)\b", re.IGNORECASE)


def changed(old: str, new: str) -> str:
    """The text of a good lesson with one thing changed."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_there_are_eleven_in_their_order():
    assert [each.number for each in lessons()] == list(range(1, len(lessons()) + 1))
    assert len(lessons()) == 11
    assert len({each.name for each in lessons()}) == len({each.title for each in lessons()}) == len(lessons())


def test_every_lesson_fits_into_a_school_hour_and_asks_for_one_answer():
    for each in lessons():
        assert 30 <= each.minutes <= 50, each.name
        assert len(each.options) >= 3, each.name
        assert len(each.reveal.fact) >= 2, each.name
        assert len(each.measured_cases) >= 3, each.name


def test_nobody_is_a_man_or_a_woman():
    said = []
    for each in lessons():
        said += [each.predict.setting, each.predict.question, each.reveal.why, *(o.says for o in each.options)]
        said += [text for case in each.run.case for text in (case.title, case.what, *case.do, *case.watch)]
    assert [text for text in said if WORDS.search(text)] == []


def test_every_case_opens_on_the_page():
    for name, case in ((each.name, case) for each in lessons() for case in each.run.case):
        opening = visit_case(name, case.key)
        assert opening.scenario.about.title
        assert opening.day <= opening.scenario.days
        assert opening.turn <= opening.scenario.lengths[opening.day - 1]
        assert (opening.seed, opening.zoom) == (case.seed, case.zoom)
        assert (opening.zoom == "season") <= (opening.scenario.days > 1)
        assert sum(opening.scenario.lengths) <= 120_000
        assert sim.from_link(sim.to_link(opening.scenario, opening.seed)) == (opening.scenario, opening.seed)


def test_a_lesson_goes_by_name_or_number():
    assert lesson("6") == lesson("flooded")


@pytest.mark.parametrize(("given", "near"), [("floded", "flooded"), ("tipping", "the-tipping-point"), ("way", "")])
def test_another_name_is_refused_with_the_nearest(given, near):
    with pytest.raises(sim.ScenarioError, match=f"Did you mean '{near}" if near else "allowed"):
        lesson(given)


def test_another_case_is_refused_with_the_nearest():
    with pytest.raises(sim.ScenarioError, match=r"lesson flooded: case.*Did you mean 'ten-minutes'"):
        visit_case("flooded", "ten-minuts")


@pytest.mark.parametrize("given", [None, 70, [], {}, "x" * 100_000, "\0", "../../etc/passwd"])
def test_what_is_no_name_is_refused_in_one_short_line(given):
    for call in (lambda: lesson(given), lambda: visit_case("flooded", given)):
        with pytest.raises(sim.ScenarioError) as refused:
            call()
        assert len(str(refused.value)) < 400
        assert "\n" not in str(refused.value)


VILLAGES = (FOLDER / "10-nobody-stands-alone.toml").read_text("utf-8")
BAD = {
    "couples and villages": (changed('scenario = "protest-polka"', 'scenario = "village"'), "all villages"),
    "what a village has not": (VILLAGES.replace('outcome = "burden"', 'outcome = "dance"', 1), "reveal.outcome"),
    "villages that take too long": (VILLAGES.replace("replicates = 8", "replicates = 9"), "at most 8"),
    "some of a couple": (changed("[reveal]\n", '[reveal]\namong = "some"\n'), "reveal.among"),
    "too few couples": (changed("replicates = 1000", "replicates = 9"), "64 couples"),

    "an empty file": ("", "empty"),
    "no TOML": ("= = =", "TOML"),
    "an unknown key": (changed("audience =", "audiense ="), "audience"),
    "no aim": (re.sub(r"^aim = .*\n", "", TEXT, flags=re.MULTILINE), "aim"),
    "an unknown scenario": (changed('scenario = "protest-polka"', 'scenario = "protest-poka"'), "protest-polka"),
    "a file for a scenario": (changed('scenario = "protest-polka"', 'scenario = "/etc/passwd"'), "run.case.1.scenario"),
    "an unknown setting": (changed('"partner_a.security" = 0.4', '"partner_a.securty" = 0.4'), "security"),
    "a setting out of its range": (changed('"partner_b.arousal" = 1.0', '"partner_b.arousal" = 7.0'), "arousal"),
    "a condition on no case": (changed('of = ["at-once", "calm', 'of = ["at-onse", "calm'), "at-once"),
    "a fact of no case": (changed('of = ["five-by-hand"', 'of = ["five-by-hands"'), "five-by-hand"),
    "a fact without a range": (changed("above = 3.0\n", ""), "above"),
    "an unknown outcome": (changed('outcome = "dance"', 'outcome = "danse"'), "dance"),
    "an unknown case beside": (changed('beside = "calm-heart"', 'beside = "calm-hart"'), "calm-heart"),
    "a case beside on another clock": (changed('beside = "calm-heart"', 'beside = "calm-heart"\nday = 2'), "day"),
    "an unknown lane": (changed('lanes = ["alarm", "heart"]', 'lanes = ["alarm", "hart"]'), "heart"),
    "an answer that is none": (changed('expects = "ten"', 'expects = "tan"'), "ten"),
    "an unknown card": (changed('"body-follows-fast"', '"body-follow-fast"'), "body-follows-fast"),
    "an unknown source": (changed('"levenson1985"', '"levenson1986"'), "levenson1985"),
    "a turn that is not there": (changed("turn = 8\n", "turn = 401\n"), "400"),
    "a day that is not there": (changed("turn = 8\n", "turn = 8\nday = 2\n"), "run.case.1.day"),
    "a case twice": (changed('key = "at-once"', 'key = "calm-heart"'), "twice"),
    "a way that leads two ways": (changed('case = "at-once"\n\n', 'case = "at-once"\nscenario = "x"\n\n'), "either"),
    "what takes too long": (changed("turns = 400\n", "turns = 400\ndays = 700\n"), "replicates"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_refused_and_says_where(what):
    text, said = BAD[what]
    with pytest.raises(sim.ScenarioError, match=re.escape(said)) as refused:
        parse(text, "mine.toml")
    assert str(refused.value).startswith("mine.toml: ")
    assert "\n" not in str(refused.value)


def test_a_lesson_of_ones_own_is_read_from_a_file(tmp_path):
    (tmp_path / "mine.toml").write_text("\ufeff" + TEXT, "utf-8")
    each = read(tmp_path / "mine.toml")
    assert (each.name, each.number, each.title) == ("mine", 0, "Flooded")
    for bad in (tmp_path, tmp_path / "none.toml", "\0"):
        with pytest.raises(sim.ScenarioError):
            read(bad)


def test_the_command_lists_shows_and_says_what_does_not_hold(pasdedeux, told, tmp_path):
    listed = pasdedeux("lessons").stdout
    assert all(each.title in listed and each.name in listed for each in lessons())
    shown = pasdedeux("lessons", 6).stdout
    assert "FLOODED" in shown
    assert "For the teacher" in shown
    assert max(map(len, shown.splitlines())) <= 80
    file = tmp_path / "mine.toml"
    file.write_text(SMALL, "utf-8")
    (row,) = told("lessons", file, "--check")
    assert row["holds"] == ["ten"]
    file.write_text(
        SMALL.replace('expects = "ten"', 'expects = "five"').replace("above = 3.0", "above = 300.0"), "utf-8"
    )
    wrong = pasdedeux("lessons", file, "--check")
    assert wrong.exit_code == 1
    assert "2 of 4 claims do not hold" in wrong.stdout
    assert [each["name"] for each in told("lessons")] == [each.name for each in lessons()]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["floded"], "flooded"),
        (["none.toml"], "no such file"),
        (["--plausible"], "--check"),
        (["--guide", "--check"], "--guide"),
    ],
)
def test_the_command_refuses_in_one_line(pasdedeux, given, said):
    refused = pasdedeux("lessons", *given)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert refused.stderr.count("\n") == 1
