"""The floor of the page in words and nearness, a moment at a time. Pure.

Each word is found for all moments at once, and each sentence is written once: a run has few different ones.
"""

import numpy as np

from sim.analysis.why import stings
from sim.dashboard.payload.season import Columns, couple
from sim.model.outcomes import TAKES
from sim.model.parameters import Parameters
from sim.model.state import MOVES
from sim.wording.feelings import FELT, SEEN, SHOWN, Moment, story
from sim.wording.language import say
from sim.wording.names import ALARM, APART, CUES, DOES, FAINT, NOT_YET, RACING, REST, STILL, evening

WORDS = (*MOVES, REST, RACING, STILL, APART)
SHOWS, FEELS = list(SHOWN), list(FELT)
OPENS = [SHOWS.index(name) for name in ("opens-left", "opens-failing")]
LONGS = 0.6
"""Need above which calm longs to be close (assumed)."""
LOUD = {
    "pursue": ((0.3, "asks"), (0.55, "protests"), (9.0, "presses")),
    "withdraw": ((0.25, "shrugs"), (0.55, "quiet"), (9.0, "away")),
    "reach": ((9.0, "reaches"),),
    "respond": ((9.0, "answers"),),
}
"""What a move looks like, each up to a strength (assumed)."""
LOOKS = {
    **{name: move for move, loud in LOUD.items() for _, name in loud},
    **{SHOWS[at]: "reach" for at in OPENS},
    "holds": "respond",
}
"""The move as which the other sees what is shown; of what is none, nothing."""
CALM, FULL = ALARM[0][0], ALARM[2][0]


def floor(view: Columns, names: tuple[str, str], p: Parameters, season: bool = False) -> dict:
    """What the floor says at each moment of ``view``: columns by name, one entry a turn, or a day of a season.

    ``shows`` and ``feels`` are places in the lists of ``fixed``. Nearness is felt closeness, 0 to 1: what the bond and
    both partners' felt security allow, plus what is being answered now, less what is being withdrawn (all weights
    assumed). It is a picture of the state, and no part of the model.
    """
    line = p.flooding_heart_rate
    if season:  # no hand is half held on an average day, and nobody half away
        view = {**view, **dict.fromkeys(("hand", "pause", "invite_a", "invite_b"), np.zeros(len(view["bond"])))}
    does = {who: _does(view, who, line) for who in "ab"}
    shows = {who: _shows(view, who, does[who]) for who in "ab"}
    does = {who: np.where(np.isin(shows[who], OPENS), WORDS.index("reach"), does[who]) for who in "ab"}
    alarm = {who: _alarm(view, who, line) for who in "ab"}
    standing = 0.4 * view["bond"] + 0.2 * (view["security_a"] + view["security_b"])
    moving = 0.35 * (view["respond_a"] + view["respond_b"]) - 0.3 * (view["withdraw_a"] + view["withdraw_b"])
    return {
        "does": {who: [WORDS[i] for i in does[who].tolist()] for who in "ab"},
        "alarm": alarm,
        "shows": {who: shows[who].tolist() for who in "ab"},
        "feels": {who: _feels(view, who, p).tolist() for who in "ab"},
        "story": _evenings(view, does, names) if season else _story(view, shows, names, line),
        "near": np.round(np.clip(0.2 + standing * 0.6 + moving, 0, 1).astype(float), 3).tolist(),
    }


def fixed() -> dict:
    """The floor's words, which are the same for every run."""
    return {
        "words": {move: {"does": say(verb), "how": say(how)} for move, (verb, how) in DOES.items()},
        "shows": [
            {"says": say(shown.says), "does": say(shown.does), "seen": say(SEEN[name]), "move": LOOKS.get(name, "")}
            for name, shown in SHOWN.items()
        ],
        "feels": [say(text) for text in FELT.values()],
        "takes": TAKES,
    }


def _alarm(view: Columns, who: str, line: float) -> list[str]:
    """How alarmed a partner is, in words; a heart that still races is no calm one."""
    words = np.array([say(word) for _, word in ALARM])[
        np.searchsorted([limit for limit, _ in ALARM[:-1]], view[f"threat_{who}"], "right")
    ]
    return np.where((words == say(ALARM[0][1])) & (view[f"heart_rate_{who}"] >= line), say(NOT_YET), words).tolist()


def _does(view: Columns, who: str, line: float) -> np.ndarray:
    """The strongest move by its number in ``WORDS``; when none stands out, whether that is for calm or for alarm."""
    moves = np.stack([view[f"{move}_{who}"] for move in MOVES])
    rest = np.where(view[f"heart_rate_{who}"] < line, WORDS.index(REST), WORDS.index(RACING))
    calm = np.where(view[f"threat_{who}"] < CALM, rest, WORDS.index(STILL))
    does = np.where(moves.max(axis=0) > FAINT, moves.argmax(axis=0), calm)
    return np.where(view["pause"] > 0, WORDS.index(APART), does)


def _shows(view: Columns, who: str, does: np.ndarray) -> np.ndarray:
    """What is shown, by its number in ``SHOWN``: the strongest move, as loud as it is; the fear itself, where that is
    asked for and comes."""
    shows = np.full(len(does), SHOWS.index("ease"))
    for word, name in ((RACING, "racing"), (STILL, "still"), (APART, "apart")):
        shows[does == WORDS.index(word)] = SHOWS.index(name)
    for number, move in enumerate(MOVES):
        limits, looks = zip(*LOUD[move], strict=True)
        look = np.array([SHOWS.index(name) for name in looks])[
            np.searchsorted(limits[:-1], view[f"{move}_{who}"], "right")
        ]
        shows = np.where(does == number, look, shows)
    left = view[f"anxiety_{who}"] >= view[f"avoidance_{who}"]
    opens = np.where(left, SHOWS.index("opens-left"), SHOWS.index("opens-failing"))
    shows = np.where((view[f"invite_{who}"] > 0) & (view[f"reach_{who}"] > FAINT) & (view["pause"] == 0), opens, shows)
    idle = np.isin(shows, [SHOWS.index("ease"), SHOWS.index("racing"), SHOWS.index("still")])
    return np.where(_held(view) & idle, SHOWS.index("holds"), shows)


def _held(view: Columns) -> np.ndarray:
    """Whether both take the hand."""
    return (view["hand"] > 0) & (view["taken_a"] >= TAKES) & (view["taken_b"] >= TAKES)


def _feels(view: Columns, who: str, p: Parameters) -> np.ndarray:
    """What is felt, by its number in ``FELT``: in alarm, whatever of the other's moves stings most, if any does."""
    both, other = couple(view), "ba"["ab".index(who)]
    me, them = (both.a, both.b) if who == "a" else (both.b, both.a)
    silence, protest = stings(me, them, p)
    threat, racing = view[f"threat_{who}"], view[f"heart_rate_{who}"] >= p.flooding_heart_rate
    calm, full, held, apart = threat < CALM, threat >= FULL, _held(view), view["pause"] > 0
    quiet, loud = view[f"withdraw_{other}"] > FAINT, view[f"pursue_{other}"] > FAINT
    stung = (quiet & (silence >= FAINT)) | (loud & (protest >= FAINT))
    left = np.where(quiet & loud, silence >= protest, quiet)
    heard = (view[f"reach_{who}"] > FAINT) & (view[f"respond_{other}"] > FAINT)
    first_true = [
        (apart & (~calm | racing), "breath"),
        (apart, "rested"),
        (held & (threat < 0.5), "held"),
        (held, "clinging"),
        (calm & racing, "racing"),
        (calm & heard, "heard"),
        (calm & (view[f"need_{who}"] > LONGS), "longing"),
        (calm, "calm"),
        (~stung & racing, "drowning"),
        (~stung, "shaken"),
        (left, np.where(full, FEELS.index("matter"), FEELS.index("there"))),
    ]
    otherwise = np.where(full, FEELS.index("worse"), FEELS.index("enough"))
    whens, whats = zip(*first_true, strict=True)
    numbers = [np.broadcast_to(FEELS.index(what) if isinstance(what, str) else what, calm.shape) for what in whats]
    return np.select(whens, numbers, otherwise)


def _begins(on: np.ndarray) -> np.ndarray:
    """Where something that is on was not a turn before."""
    return on & ~np.concatenate([[False], on[:-1]])


def _story(view: Columns, shows: dict[str, np.ndarray], names: tuple[str, str], line: float) -> dict:
    """The turns in plain sentences: {texts, at}."""
    pause, hand = view["pause"] > 0, view["hand"] > 0
    racing = {who: view[f"heart_rate_{who}"] >= line for who in "ab"}
    restless = np.any([racing[who] | (view[f"threat_{who}"] >= CALM) for who in "ab"], axis=0)
    begins = {
        "struck": (view["struck_a"] > 0) | (view["struck_b"] > 0),
        "returns": _begins(~pause) & (np.arange(len(pause)) > 0),
        "lets_go": _begins(~hand) & (np.arange(len(hand)) > 0),
    }
    cues = {name: (view[name] > 0) if name == "hand" else _begins(view[name] > 0) for name in CUES if name != "pause"}
    columns = [
        *(shows[who] for who in "ab"),
        *(np.concatenate([[0], (shows[who][1:] == shows[who][:-1]).astype(int)]) for who in "ab"),
        *(_begins(racing[who]) for who in "ab"),
        *((view[f"taken_{who}"] >= TAKES) | ~hand for who in "ab"),
        np.where(pause, np.where(_begins(pause), 0, np.where(restless, 1, 2)), -1),
        *begins.values(),
        *cues.values(),
    ]
    kinds, at = np.unique(np.stack([np.asarray(column).astype(int) for column in columns], axis=1), axis=0,
                          return_inverse=True)  # fmt: skip
    texts: list[str] = []
    for a, b, again_a, again_b, floods_a, floods_b, takes_a, takes_b, apart, *flags in kinds.tolist():
        begun, given = flags[: len(begins)], flags[len(begins) :]
        moment = Moment(
            (SHOWS[a], SHOWS[b]), (bool(again_a), bool(again_b)), (bool(floods_a), bool(floods_b)),
            tuple(name for name, on in zip(begins, begun, strict=True) if on),
            tuple(name for name, on in zip(cues, given, strict=True) if on),
            (bool(takes_a), bool(takes_b)), apart,
        )  # fmt: skip
        texts.append(story(names, moment, line))
    different = list(dict.fromkeys(texts))
    places = np.array([different.index(text) for text in texts])
    return {"texts": different, "at": places[at.reshape(-1)].tolist()}


def _evenings(view: Columns, does: dict[str, np.ndarray], names: tuple[str, str]) -> dict:
    """What each evening was like: {texts, at}."""
    warm = np.maximum(view["reach_a"] + view["respond_b"], view["reach_b"] + view["respond_a"]).tolist()
    texts = [say("The first morning.")]
    for day in range(1, len(warm)):
        moves = WORDS[does["a"][day]], WORDS[does["b"][day]]
        texts.append(evening(day, names, moves, float(view["dance"][day]), warm[day]))
    return {"texts": texts, "at": list(range(len(texts)))}
