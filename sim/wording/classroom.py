"""What a class reads on its phones, and its teacher beside the wall."""

from collections.abc import Sequence

from sim.classroom.ballot import PREDICT, SAW, Round, moved
from sim.classroom.room import EACH_ADDRESS
from sim.lessons.schema import Lesson
from sim.wording import care
from sim.wording.language import marked, plural, say, say_all
from sim.wording.lesson import letter

TITLES = marked({PREDICT: "Your vote", SAW: "After the run"})
PASS_BUTTON = marked({PREDICT: "I would rather pass", SAW: "I could not tell"})
"""The button of who does not answer, which is an answer too."""
SAW_QUESTION = marked("What did you see?")
SAW_HINT = marked("Not what you expected: what was there on the floor.")
FOOT = marked({
    PREDICT: "No names. Nothing is kept but the counts.",
    SAW: "Many remember what they expected. That is why we ask.",
})  # fmt: skip
LOOK_UP = marked("Look up.")
WAITING = marked("The vote opens soon. Keep this page open.")
CLOSED = marked("The vote is closed. Watch what each of them does after the other.")
SEEN = marked("That was it. Now say what you saw, and hear what others saw.")
KEPT = marked("Keep this page open. If your phone sleeps, your vote is still here.")
NO_CLASS = marked("There is no class under this code. Look at the wall and try again.")
OVER = marked("This class is over. Thank you for your votes. If there is a new one, its code is on the wall.")
TOO_OFTEN = marked("That was too often. Wait a little, and try again.")
ENTER = marked("The code on the wall")
GO = marked("Go")
NO_COOKIES = marked(
    "Your browser keeps no cookies, so it cannot vote. Allow them for this page, or take another browser."
)
FULL = marked("This class is full.")
CROWDED = marked(
    "From your connection {count} devices vote already. If you have not voted, tell your teacher: "
    "one press lets in a class that shares a connection."
)
LATE = marked("The vote that you answered is over. Here is where the class is now.")
TOO_LARGE = marked("That was too much for a vote.")
TOO_SLOW = marked("That took too long to arrive. Try again.")
LOST = marked("No connection. Your answer is kept on this phone and sent as soon as there is one.")
REFUSED = {
    "forged": NO_COOKIES, "full": FULL, "crowded": CROWDED, "late": LATE, "closed": LATE, "choice": LATE,
    "unknown": NO_COOKIES,
}  # fmt: skip
NETWORK = marked(
    "Phones reach this laptop at {address}: everyone on the same network can open that address. They see the vote and "
    "nothing else, and can vote; this page itself stays on this machine. It ends when the class is closed."
)
"""What it means that a class is open, where phones have a port of their own."""
SAME_PORT = marked(
    "Phones reach the class at {address}, under which this whole page is served already. Only the teacher's page has "
    "the controls. The class ends when you close it."
)
BEHIND = marked(
    "Phones reach the class at {address} under the name that the proxy goes by. Only the teacher's page has the "
    "controls. The class ends when you close it."
)
NO_NETWORK = marked(
    "This machine is on no network, so no phone can reach it. Join the class's Wi-Fi, then open the class."
)

PANEL = marked({
    "before": "While a class is open, this machine answers the phones of its network: they see the vote and can vote. "
              "No names; nothing is kept but the counts. It ends when you close the class.",
    "problems": {
        "port": "No port is free for the phones.",
        "rooms": "Too many classes are open on this server.",
        "often": "Too many classes were opened from here. Wait a minute.",
        "away": "The server does not answer.",
        "unknown": "The class could not be opened.",
    },
    "rounds": ["first vote", "after talking"],
    "votes": {"predict": "Ask the class", "saw": SAW_QUESTION},
    "join": "Scan the code, or type the address and the code.",
    "wall": "On your phone, on the same network",
    "quiet": "No names, only counts. Passing is fine.",
    "lines": {
        "ask": "Each one answers alone, without talking.",
        "hidden": "Talk with someone who may have chosen otherwise, and vote again. Or show the counts.",
        "shown": "Convince a neighbour who chose otherwise. Then vote again, or run it.",
        "talked": "What did your neighbour say that moved you? Hear one voice for each answer.",
        "saw": "People remember what they expected. What did you really see?",
    },
    "crowded": "were turned away, as they share a connection with others. Is it your class behind one router?",
})  # fmt: skip
"""What stands on the teacher's page beside the wall."""


def panel() -> dict:
    """The same, said."""
    return say_all({**PANEL, "care": care.SHORT})


def refused(why: str) -> str:
    """Why a vote is not taken."""
    return say(REFUSED[why], count=EACH_ADDRESS)


def asked(lesson: Lesson, kind: str) -> str:
    """The question that is put to a class."""
    return say(lesson.predict.question if kind == PREDICT else SAW_QUESTION)


def answers(lesson: Lesson, kind: str) -> list[tuple[str, str, str]]:
    """(key, letter, words) of each answer: what was predicted, or how the same looks once it is seen."""
    return [
        (one.key, letter(lesson, one.key), say(one.says if kind == PREDICT else one.saw or one.says))
        for one in lesson.options
    ]


def chosen(lesson: Lesson, kind: str, choice: str | None) -> str:
    """What a device has chosen, in a sentence; nothing where it has not."""
    if choice is None:
        return ""
    if not choice:
        return say("You passed." if kind == PREDICT else "You could not tell.")
    _, mark, words = next(each for each in answers(lesson, kind) if each[0] == choice)
    return say("You chose {letter}. {answer}", letter=mark, answer=words)


def is_in(lesson: Lesson, kind: str, choice: str | None) -> str:
    """That a vote has arrived."""
    if choice is None:
        return ""
    if not choice:
        return say("You passed. You can still answer until the vote closes.")
    mark = letter(lesson, choice)
    return say("Your vote is in: {letter}. You can change it until the vote closes.", letter=mark)


def changed(rounds: Sequence[Round]) -> str:
    """What talking has moved, where two rounds can be compared; nothing otherwise."""
    if len(rounds) < 2:
        return ""
    count, both = moved(rounds[-2], rounds[-1])
    if not both:
        return ""
    return plural(count, "{n} of {both} changed their answer after talking.",
                  "{n} of {both} changed their answer after talking.", both=both)  # fmt: skip


def saw_what_they_predicted(predicted: Round, saw: Round) -> str:
    """How many of those who answered both saw what they had predicted."""
    count, both = moved(predicted, saw)
    return plural(both - count, "{n} of {both} saw what they had predicted.",
                  "{n} of {both} saw what they had predicted.", both=both) if both else ""  # fmt: skip


def sheet_counts(rounds: Sequence[Round]) -> list[int]:
    """The counts of the last of these rounds, in the order of its answers."""
    return [rounds[-1].count(option) for option in rounds[-1].question.options] if rounds else []
