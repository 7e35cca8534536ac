"""The modules behind names, numbers that are typed, and bookmarks, each function in a real browser."""

import pytest

pytestmark = pytest.mark.browser


def test_names_are_cut_between_letters_as_they_are_seen(js):
    short = "({ labels }, [name, most]) => labels.short(name, most)"
    assert js(short, ["Ana", 9]) == "Ana"
    assert js("({ labels }) => [labels.short('Theodoranna', 9, ''), labels.letters('a👩‍🚀').length]") == [
        "Theodoran",
        2,
    ]
    assert js(short, ["Theodoranna", 9]) == "Theodora…"
    assert js(short, ["MWMWMW", 9]) == "MWMW…", "two of which take more room"
    assert js(short, ["山田太郎左衛門", 9]) == "山田太郎…"
    family = "👨‍👩‍👧‍👦"
    assert js(short, [family * 4, 9]) == family + "…", "where no font joins them, it is four signs"
    assert js(short, ["\u2068" + "נ" * 12 + "\u2069", 5]) == "\u2068" + "נ" * 4 + "…\u2069"


def test_what_is_typed_as_a_number_is_read_as_meant_or_not_at_all(js):
    typed = "({ numbers }, texts) => texts.map(numbers.typed)"
    assert js(typed, ["0,3", ".3", " 3 ", "-2", "−2", "1.", "+4"]) == [0.3, 0.3, 3, -2, -2, 1, 4]
    assert js(typed, ["", "1_2", "१०", "1e3", "0x10", "1,2,3", "1.000,5", "three", "Infinity"]) == [None] * 9


# --- bookmarks


def test_bookmarks_are_parsed_and_formatted_and_nonsense_is_left_out(js):
    text = "1.3,s12,x,1.2.3,,s,9999999.1,s123456,<b>,04.5"
    assert js("({ bookmarks }, text) => bookmarks.parse(text)", text) == ["1.3", "s12", "04.5"]
    assert js("({ bookmarks }) => [bookmarks.parse(null), bookmarks.format(['1.3', 's2'])]") == [[], "1.3,s2"]
    many = ",".join(f"1.{i}" for i in range(99))
    assert js("({ bookmarks }, text) => bookmarks.parse(text).length === bookmarks.MAX_MARKS", many)


def test_a_bookmark_is_of_the_turn_under_the_playhead_or_of_its_day(js):
    here = "({ bookmarks }, [show, place]) => bookmarks.here(show, place)"
    assert js(here, [{"unit": "turn", "day": 3}, 44.6]) == "3.45"
    assert js(here, [{"unit": "day", "day": 3}, 12.2]) == "s12"
    read = js("({ bookmarks }) => ['3.45', 's12'].map(bookmarks.read)")
    assert read == [{"season": False, "day": 3, "turn": 45}, {"season": True, "day": 12, "turn": 12}]


def test_a_bookmark_set_twice_is_gone_and_the_newest_stay(js):
    toggle = "({ bookmarks }, [marks, mark]) => bookmarks.toggle(marks, mark)"
    assert js(toggle, [["1.1"], "1.2"]) == ["1.1", "1.2"]
    assert js(toggle, [["1.1", "1.2"], "1.1"]) == ["1.2"]
    full = [f"1.{i}" for i in range(40)]
    assert js(toggle, [full, "s1"]) == [*full[1:], "s1"]


def test_a_bookmark_stands_where_its_moment_is(js):
    standing = "({ bookmarks }, [show, last]) => bookmarks.standing(['1.9', '1.10', '2.99', 's2', '9.1'], show, last)"
    assert js(standing, [{"unit": "turn", "day": 1, "days": 1}, 9]) == ["1.9"]
    assert js(standing, [{"unit": "turn", "day": 1, "days": 3}, 9]) == ["1.9", "2.99", "s2"]
    assert js(standing, [{"unit": "day", "day": 1, "days": 3}, 3]) == ["1.9", "1.10", "2.99", "s2"]
    on_view = "({ bookmarks }, show) => ['1.9', '2.9', 's2'].map(mark => bookmarks.onView(mark, show))"
    assert js(on_view, {"unit": "turn", "day": 2}) == [False, True, False]
    assert js(on_view, {"unit": "day", "day": 2}) == [False, False, True]


# --- terms of the field

TERMS = [
    {"name": "anxiety", "forms": ["anxiety"], "says": "fear"},
    {"name": "attachment anxiety", "forms": ["attachment anxiety"], "says": "fear that they will go"},
    {"name": "flooding", "forms": ["flooding", "flooded"], "says": "too roused to listen"},
]


def test_a_term_is_explained_where_it_first_stands_and_as_a_whole_word(js):
    split = "({ terms }, [text, known]) => terms.parts(text, known)"
    assert js(split, ["Flooded? Both are flooded.", TERMS]) == [
        {"text": "Flooded", "says": "too roused to listen"}, {"text": "? Both are flooded."},
    ]  # fmt: skip
    assert js(split, ["More anxiety.", TERMS])[1] == {"text": "anxiety", "says": "fear"}
    assert js(split, ["The longer counts: attachment anxiety", TERMS])[1:] == [
        {"text": "attachment anxiety", "says": "fear that they will go"}
    ]
    assert js(split, ["unflooded, floodedness", TERMS]) == [{"text": "unflooded, floodedness"}]
    assert js(split, ["", TERMS]) == []


def test_what_a_term_means_stands_within_the_screen(js):
    beside = "({ terms }, [word, box]) => terms.beside(word, box, { width: 400, height: 800 })"
    box = {"width": 300, "height": 60}
    assert js(beside, [{"left": 20, "top": 100, "bottom": 120}, box]) == {"left": 20, "top": 122}
    assert js(beside, [{"left": 380, "top": 780, "bottom": 798}, box]) == {"left": 92, "top": 718}
    assert js(beside, [{"left": -5, "top": 10, "bottom": 790}, box])["left"] == 8
