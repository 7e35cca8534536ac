"""Turns without chance, written for the compiler; to import this file loads it."""

from sim.engines import programs
from sim.engines.instructions import VECTOR, compiled
from sim.engines.lanes import LANES

get_up, take_turn, sleep = map(compiled, (programs.WAKE_CALM, programs.TAKE_CALM_TURN, programs.SLEEP))


def take_turns(groups, turns, nights):
    """Take ``turns`` turns, and sleep after them if ``nights`` is 1, in every lane of (groups, ALL_ROWS·LANES), in
    place."""
    for g in range(len(groups)):
        rows = groups[g]
        for lane in range(0, LANES, VECTOR):
            get_up(rows, rows, lane, 0, 0)
        for now in range(1, turns + 1):
            for lane in range(0, LANES, VECTOR):
                take_turn(rows, rows, lane, 0, now)
        if nights:
            for lane in range(0, LANES, VECTOR):
                sleep(rows, rows, lane, 0, 0)
