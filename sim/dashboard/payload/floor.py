"""The floor of the page in words and nearness, a moment at a time. Pure.

Each word is found for all moments at once, and each caption is written once: a run has few different ones.
"""

import numpy as np

from sim.analysis.why import stings
from sim.dashboard.payload.season import Columns, couple, danced
from sim.model.outcomes import TAKES
from sim.model.parameters import Parameters
from sim.model.state import MOVES
from sim.wording.names import ALARM, CUES, DOES, FAINT, FEELS, REST, SEEN, STILL, caption, evening

WORDS = (*MOVES, REST, STILL)
LONGS = 0.6
"""Need above which calm longs to be close (assumed)."""


def floor(view: Columns, names: tuple[str, str], p: Parameters, season: bool = False) -> dict:
    """What the floor says at each moment of ``view``: columns by name, one entry a turn, or a day of a season.

    Nearness is felt closeness, 0 to 1: what the bond and both partners' felt security allow, plus what is being
    answered now, less what is being withdrawn (all weights assumed). It is a picture of the state, and no part of the
    model.
    """
    does = {who: _does(view, who) for who in "ab"}
    alarm = {who: _alarm(view[f"threat_{who}"]) for who in "ab"}
    standing = 0.4 * view["bond"] + 0.2 * (view["security_a"] + view["security_b"])
    moving = 0.35 * (view["respond_a"] + view["respond_b"]) - 0.3 * (view["withdraw_a"] + view["withdraw_b"])
    return {
        "does": {who: [WORDS[i] for i in does[who].tolist()] for who in "ab"},
        "alarm": {who: [ALARM[i][1] for i in alarm[who].tolist()] for who in "ab"},
        "feels": {who: _feels(view, who, p).tolist() for who in "ab"},
        "caption": _evenings(view, does, names) if season else _captions(view, does, names),
        "near": np.round(np.clip(0.2 + standing * 0.6 + moving, 0, 1).astype(float), 3).tolist(),
    }


def fixed() -> dict:
    """The floor's words, which are the same for every run."""
    return {
        "words": {move: {"does": verb, "how": how} for move, (verb, how) in DOES.items()},
        "feels": list(FEELS),
        "seen": SEEN,
        "takes": TAKES,
    }


def _does(view: Columns, who: str) -> np.ndarray:
    """The strongest move by its number in ``WORDS``: ``REST`` when none stands out, ``STILL`` when not for calm."""
    moves = np.stack([view[f"{move}_{who}"] for move in MOVES])
    calm = np.where(view[f"threat_{who}"] < ALARM[0][0], WORDS.index(REST), WORDS.index(STILL))
    return np.where(moves.max(axis=0) > FAINT, moves.argmax(axis=0), calm)


def _alarm(threat: np.ndarray) -> np.ndarray:
    """Threat as the number of its word in ``ALARM``."""
    return np.searchsorted([limit for limit, _ in ALARM[:-1]], threat, side="right")


def _feels(view: Columns, who: str, p: Parameters) -> np.ndarray:
    """What is felt, by its number in ``FEELS``: in alarm, whatever of the other's moves stings most, if any does."""
    both = couple(view)
    me, other = (both.a, both.b) if who == "a" else (both.b, both.a)
    silence, protest = stings(me, other, p)
    calm = np.where(view[f"need_{who}"] > LONGS, 1, 0)
    afraid = np.where(np.maximum(silence, protest) < FAINT, 4, np.where(silence >= protest, 2, 3))
    return np.where(view[f"threat_{who}"] < ALARM[0][0], calm, afraid)


def _captions(view: Columns, does: dict[str, np.ndarray], names: tuple[str, str]) -> dict:
    """What the two are doing to each other at each turn: {texts, at}."""
    given = [(view[cue] > 0).astype(int) for cue in CUES]
    takes = [((view[f"taken_{who}"] >= TAKES) | (view["hand"] == 0.0)).astype(int) for who in "ab"]
    moments = np.stack([does["a"], does["b"], danced(view).astype(int), *takes, *given], axis=1)
    kinds, at = np.unique(moments, axis=0, return_inverse=True)
    texts = [
        caption(
            names,
            (WORDS[a], WORDS[b]),
            bool(dance),
            [cue for cue, on in zip(CUES, flags, strict=True) if on],
            (bool(a_takes), bool(b_takes)),
        )
        for a, b, dance, a_takes, b_takes, *flags in kinds.tolist()
    ]
    return {"texts": texts, "at": at.reshape(-1).tolist()}


def _evenings(view: Columns, does: dict[str, np.ndarray], names: tuple[str, str]) -> dict:
    """What each evening was like: {texts, at}."""
    warm = np.maximum(view["reach_a"] + view["respond_b"], view["reach_b"] + view["respond_a"]).tolist()
    texts = ["The first morning."]
    for day in range(1, len(warm)):
        moves = WORDS[does["a"][day]], WORDS[does["b"][day]]
        texts.append(evening(day, names, moves, float(view["dance"][day]), warm[day]))
    return {"texts": texts, "at": list(range(len(texts)))}
