"""Languages: every message has its words, nobody's words are left over, and English stays as it stands."""

import re

import pytest
from babel.messages.pofile import read_po

from experiments import languages
from sim.wording import templates
from sim.wording.language import (
    ALLOW,
    ENGLISH,
    LANGUAGES,
    MIRRORED,
    PSEUDO,
    asked,
    catalogue,
    direction,
    for_browser,
    language,
    plural,
    say,
    say_all,
    speaking,
    tag,
    written,
)  # fmt: skip
from sim.wording.numbers import decimal, figure, outcome_figure, percent

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
FILLED = re.compile(r"\{\w+\}|</?\d+/?>")


@pytest.fixture(scope="module")
def found():
    """All messages that are said anywhere."""
    return languages.template()


def forms(message) -> tuple[list[str], list[str]]:
    """A message's texts in English, and its words."""
    texts = [message.id] if isinstance(message.id, str) else list(message.id)
    words = [message.string] if isinstance(message.string, str) else list(message.string)
    return texts, words


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_has_its_words_and_there_are_no_others(found, code):
    known = catalogue(code)
    said = {message.id for message in found if message.id}
    assert len(said) > 1900
    assert {message.id for message in known if message.id} == said, (
        "python -m experiments.languages brings it up to date"
    )
    assert languages.missing(known) == [] and not known.obsolete


def test_the_list_of_messages_is_of_today(found):
    with (languages.CATALOGUES / "messages.pot").open("rb") as file:
        listed = read_po(file)
    assert {message.id for message in listed} == {message.id for message in found}


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_to_be_filled_in_is_in_the_words_too(code):
    for message in catalogue(code):
        if message.id:
            texts, words = forms(message)
            for text in words:
                needed, there = set(FILLED.findall(texts[-1])), set(FILLED.findall(text))
                assert there == needed or (len(texts) > 1 and there | {"{n}"} == needed), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_the_elements_of_a_message_lie_within_each_other(code):
    for message in catalogue(code):
        for text in forms(message)[1] if message.id else ():
            open_: list[str] = []
            for end, number, void in re.findall(r"<(/?)(\d+)(/?)>", text):
                if end:
                    assert open_.pop() == number, text
                elif not void:
                    open_.append(number)
            assert not open_, text


def test_english_is_what_stands_there_and_another_language_lasts_as_long_as_it_is_spoken():
    assert (language(), say("The bond"), for_browser()["words"]) == (ENGLISH, "The bond", {})
    with speaking("de"):
        assert say("The bond") == "Die Bindung" and say("never heard of {it}", it=1) == "never heard of 1"
        assert (tag(), direction(), say("")) == ("de", "ltr", "")
        assert plural(1, "{n} couple", "{n} couples") == "1 Paar"
        assert plural(1200, "{n} couple", "{n} couples") == "1.200 Paare"
        assert say_all({"key": "The bond", "all": ["The bond"]}) == {"key": "Die Bindung", "all": ["Die Bindung"]}
        words = for_browser()["words"]
        assert words["Day {day}"] == "Tag {day}" and words["{n} couple"] == ["{n} Paar", "{n} Paare"]
        assert "What is slow, bond and felt security above all" not in "".join(words), "only what is said there"
    assert say("The bond") == "The bond" and plural(2, "{n} couple", "{n} couples") == "2 couples"


def test_numbers_are_written_as_the_language_writes_them():
    given = (".62", "−.5", "1,204.5", "0.2", "12", "6:06", "v1.2.3")
    assert [written(number) for number in given] == list(given)
    with speaking("de"):
        assert [written(number) for number in given[:6]] == ["0,62", "−0,5", "1.204,5", "0,2", "12", "6:06"]
        assert (decimal(0.5), figure(1204.0), percent(0.004)) == ("0,50", "1.204", "unter 1 %")
        assert outcome_figure("dance", 0.5) == "50,0 %"
    assert outcome_figure("dance", 0.5) == "50.0 %"


def test_an_unknown_language_is_english_with_a_word_and_the_nearest(monkeypatch):
    assert asked("de") == asked("DE") == asked("de-AT") == ("de", "")
    assert asked(None) == asked("") == asked("en_GB") == (ENGLISH, "")
    unknown = asked("deutch")
    assert unknown.language == ENGLISH and "'deutch'" in unknown.message and "'deutsch'" in unknown.message
    assert "de (Deutsch)" in asked("\x1b[31m" * 99).message and "\x1b" not in asked("\x1b[31m").message
    assert asked(PSEUDO).language == ENGLISH, "it is for tests"
    monkeypatch.setenv(ALLOW, "1")
    assert (asked(PSEUDO).language, asked(MIRRORED).language) == (PSEUDO, MIRRORED)
    with speaking(MIRRORED):
        assert (say("Day {day}", day=3), direction()) == ("⟦Day 3⟧", "rtl")


# --- templates


TEMPLATE = """
  <p class="x" title="A day">In a village, <kbd>H</kbd> helps <b>{{ names[0] }}</b> on
    day {{ day + 1 }}. <i></i></p>
  <p v-if="a < b">{{ day }}, <b>{{ show.day }}</b></p>
  <input placeholder="find: trust…" :title="$say('Near')"><path d="M0 0"/>
"""


def test_a_template_that_nobody_translates_is_as_it_stands():
    assert templates.said(TEMPLATE, str) == TEMPLATE.replace("on\n    day", "on day")


def test_the_words_of_an_element_are_one_message_whose_parts_may_change_places():
    texts: list[str] = []
    words = {
        "In a village, <1>H</1> helps <2/> on day {day}.": "Am Tag {day} hilft <2/> im Dorf <1>T</1>.",
        "A day": 'Ein "Tag"', "find: trust…": "suchen: Vertrauen …",
    }  # fmt: skip
    said = templates.said(TEMPLATE, lambda text: texts.append(text) or words[text])
    assert texts == ["A day", "In a village, <1>H</1> helps <2/> on day {day}.", "find: trust…"]
    assert "Am Tag {{ day + 1 }} hilft <b>{{ names[0] }}</b> im Dorf <kbd>T</kbd>. <i></i></p>" in said
    assert 'title="Ein &quot;Tag&quot;"' in said and '<p v-if="a < b">{{ day }}, <b>{{ show.day }}</b></p>' in said
    assert "$say('Near')" in list(templates.expressions(TEMPLATE))


def test_a_template_that_does_not_close_is_an_error():
    for wrong in ("<p><b></p>", "<p>"):
        with pytest.raises(ValueError, match="end"):
            templates.said(wrong, str)


# --- finding messages


def test_messages_are_found_wherever_they_are_said():
    python = (
        'A = marked({"k": ("One", 2)})\nsay("Two" if a else "Three", x=1)\nplural(n, "{n} four", "{n} fours")\nsay(x)'
    )
    assert [tuple(each)[:1] + tuple(each)[2:] for each in languages.in_python(python, "x.py")] == [
        ("One", ""), ("Two", ""), ("Three", ""), ("{n} four", "{n} fours")]  # fmt: skip
    with pytest.raises(ValueError, match="f-string"):
        list(languages.in_python('say(f"{a} five")', "x.py"))
    vue = "<template>\n<p :title=\"a ? $say('Six') : b\">Seven</p>\n</template>\n<script>\npdd.say(\"Ei\" + \"ght\");" \
          "\nthis.say('no');\n</script>"  # fmt: skip
    assert [each.text for each in languages.in_browser(vue, "x.vue")] == ["Seven", "Six", "Eight"]
    table = {"title": "Nine", "name": "ten", "change": {"about.title": "no"}, "case": [{"do": ["Ten", "Eleven"]}]}
    assert [each.text for each in languages.in_table(table, "x.toml")] == ["Nine", "Ten", "Eleven"]
