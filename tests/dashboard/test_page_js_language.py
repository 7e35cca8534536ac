"""What is said in the browser, and how: messages, counts, numbers, and the address of another language."""

import pytest

pytestmark = pytest.mark.browser

GERMAN = {
    "code": "de", "tag": "de", "dir": "ltr", "point": ",", "group": ".", "marks": "",
    "words": {"Day {day}": "Tag {day}", "{n} couple": ["{n} Paar", "{n} Paare"], "{first} and {last}":
              "{first} und {last}"},
}  # fmt: skip
ENGLISH = {"code": "en", "tag": "en", "dir": "ltr", "point": ".", "group": ",", "marks": "", "words": {}}


def said(js, code: str, told: dict):
    """What an expression gives in a language; the page speaks English again afterwards."""
    return js(f"""(modules, [told, english]) => {{
      const {{ language, numbers }} = modules;
      language.speak(told);
      try {{ return {code}; }} finally {{ language.speak(english); }}
    }}""", [told, ENGLISH])  # fmt: skip


def test_a_message_is_said_in_its_language_with_its_places_filled(js):
    assert said(js, "language.say('Day {day}', { day: 3 })", GERMAN) == "Tag 3"
    assert said(js, "language.say('Day {day}', { day: 3 })", ENGLISH) == "Day 3"
    assert said(js, "language.say('never heard', { day: 3 })", GERMAN) == "never heard"
    assert js("({ language }) => language.filled('{a} {b} {a}', { a: '$&' })") == "$& {b} $&"
    marked = GERMAN | {"words": {}, "marks": "⟦{}⟧"}
    assert said(js, "language.say('Day {day}', { day: 3 })", marked) == "⟦Day 3⟧"
    assert said(js, "[language.spoken.code, document.documentElement.lang]", GERMAN) == ["de", "de"]


def test_a_count_has_the_form_that_its_language_asks_for(js):
    plural = "[0, 1, 2, 1200].map(n => language.plural(n, '{n} couple', '{n} couples'))"
    assert said(js, plural, GERMAN) == ["0 Paare", "1 Paar", "2 Paare", "1.200 Paare"]
    assert said(js, plural, ENGLISH) == ["0 couples", "1 couple", "2 couples", "1,200 couples"]
    # Polish has one, few, many, other; Arabic all six.
    assert js("({ language }) => [1, 2, 5].map(n => language.form(n, 'pl'))") == [0, 1, 2]
    assert js("({ language }) => [0, 1, 2, 3, 11, 100].map(n => language.form(n, 'ar'))") == [0, 1, 2, 3, 4, 5]


def test_a_number_is_written_as_its_language_writes_it(js):
    written = "['.62', '-.5', '1,204.5', '12', '6:06', '.30 to .40'].map(language.written)"
    assert said(js, written, GERMAN) == ["0,62", "-0,5", "1.204,5", "12", "6:06", "0,30 to 0,40"]
    assert said(js, written, ENGLISH) == [".62", "-.5", "1,204.5", "12", "6:06", ".30 to .40"]
    assert said(js, "[language.whole(1204), numbers.decimal(.5), numbers.fine(1.234, 1)]", GERMAN) == [
        "1.204", "0,50", "1,2"]  # fmt: skip
    assert js("({ numbers }) => [numbers.fine(.1234, 3), numbers.fine(2, 1)]") == [".123", "2.0"]


def test_a_list_is_joined_as_its_language_joins_it(js):
    listed = "[[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(language.listed)"
    assert said(js, listed, GERMAN) == ["", "a", "a und b", "a, b und c"]
    assert said(js, listed, ENGLISH) == ["", "a", "a and b", "a, b and c"]


def test_an_address_in_another_language_is_the_same_but_for_that(js):
    other = "({ address }, [search, code]) => address.inLanguage(search, code)"
    assert js(other, ["?page.day=3&lang=xx&seed=2", "de"]) == "lang=de&page.day=3&seed=2"
    assert js(other, ["?lang=de&page.day=3", "en"]) == "page.day=3"
    assert js(other, ["", "de"]) == "lang=de"
