"""A couple's life does not depend on who is computed beside it: chunks, threads, lanes, or the number of couples."""

import numpy as np
import pytest

import sim
from sim.engines import lanes, packed
from sim.engines.ensemble import Runs, run_all, run_each
from sim.engines.lanes import BLOCK_ROWS, LANES, ROWS
from sim.interventions import Intervention
from sim.model.cues import NOTHING, Cues

SHORT = {"days": 2, "turns": 12}


@pytest.fixture(scope="module")
def couple() -> sim.Scenario:
    return sim.scenario("protest-polka").change({**SHORT, "event_rate": 0.5})


@pytest.fixture(scope="module")
def table(couple):
    return sim.ensemble(couple, 230, seed=9)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("chunk", [1, 7, 16, 64, 100, 1000])
def test_chunks_and_threads_change_nothing(couple, table, chunk, threads):
    assert sim.ensemble(couple, 230, seed=9, chunk=chunk, threads=threads).equals(table)


def test_replicate_seven_of_ten_is_replicate_seven_of_ten_thousand(couple):
    few, many = (sim.ensemble(couple, n, seed=3) for n in (10, 10_000))
    assert few.equals(many.iloc[:10])
    assert not few.iloc[6].equals(few.iloc[7])


def test_a_replicate_alone_is_the_same_replicate(couple, table):
    assert sim.simulate(couple, seed=9, replicate=129, engine="ensemble").outcomes == table.iloc[129].to_dict()
    part = np.concatenate(list(run_all(Runs(couple, 9, range(100, 171)))))
    assert np.array_equal(part, table.iloc[100:171].to_numpy())


def test_progress_counts_every_couple_once(couple):
    told = []
    sim.ensemble(couple, 100, chunk=30, progress=told.append)
    assert told == [30, 30, 30, 10]


def test_who_stops_early_keeps_what_is_done(couple, table):
    parts = run_all(Runs(couple, 9, range(230)), threads=2, chunk=64)
    assert np.array_equal(next(parts), table.iloc[:64].to_numpy())
    parts.close()


def mixed() -> list[Runs]:
    """Different couples, parameters, plans, seeds and chance in one group of lanes."""
    polka = sim.scenario("protest-polka").change(SHORT)
    secure = sim.scenario("secure-base").change(SHORT)
    helped = secure.add("hand-holding", turn=4, turns=5).add("time-out", when="heart", bpm=80.0, turns=3)
    return [
        Runs(polka, 1, range(3)),
        Runs(polka.change({"noise": 0.6, "touch": 0.2}), 1, range(5, 9)),
        Runs(helped, 2**40, range(2)),
        Runs(polka.swapped(), 7, range(1)),
        Runs(secure.without(), 7, range(LANES - 10)),
    ]  # fmt: skip


def unequal() -> list[Runs]:
    """Couples whose conversations are of many lengths and whose stories end on different days, more than fill a group
    of lanes; some wait for a heart, some have a session that makes a day longer."""
    polka = sim.scenario("protest-polka").change({"event_rate": 0.5})
    some = [polka.change({"turns": turns, "days": days}) for turns in (1, 2, 7, 12, 13, 30) for days in (1, 2, 5)]
    calmed = polka.change({"turns": 9, "days": 3}).add("time-out", when="heart", bpm=80.0, turns=3)
    therapy = sim.scenario("therapy-course").change({"days": 9, "turns": 11})
    return [*(Runs(one, 3, range(i % 3 + 1)) for i, one in enumerate(some)), Runs(calmed, 3), Runs(therapy, 5)]


@pytest.mark.parametrize("made", [mixed, unequal])
@pytest.mark.parametrize("threads", [1, 2])
def test_different_runs_side_by_side_are_the_runs_alone(made, threads, monkeypatch):
    monkeypatch.setattr(packed, "CHUNK", LANES)
    runs = made()
    last = max(group.scenario.days for group in runs)
    together = run_each(runs, threads, range(1, last + 1), keep_turns=True)
    at = 0
    for group in runs:
        days, moments = group.scenario.days, sum(group.scenario.lengths) + group.scenario.days
        for replicate in group.replicates:
            single = [Runs(group.scenario, group.seed, range(replicate, replicate + 1))]
            alone = run_each(single, days=range(1, days + 1), keep_turns=True)
            assert np.array_equal(alone.outcomes[0], together.outcomes[at])
            assert np.array_equal(alone.days[:, :, 0], together.days[:days, :, at])
            assert np.array_equal(alone.turns[:, :, 0], together.turns[:moments, :, at])
            assert np.isnan(together.days[days:, :, at]).all(), "nothing is kept of days that are not lived"
            assert np.isnan(together.turns[moments:, :, at]).all()
            at += 1
    assert at == len(together.outcomes)


def test_who_talks_about_equally_long_lies_side_by_side():
    """Runs keep their places whatever the order in which they are lived."""
    lengths = [(30, 30), (5, 5), (30, 31), (5,), (5, 6), (70,)]
    batch = packed.Batch.of(np.zeros((1, ROWS)), [np.zeros((0, BLOCK_ROWS))], lengths)
    talk = np.random.default_rng(4).integers(0, len(lengths), 50)
    same = np.zeros(50, np.int64)
    whole = batch.runs(same, same, talk, np.arange(50), np.full(50, 2**40 + 3, np.uint64))
    totals = [sum(lengths[kind]) for kind in whole[:, lanes.TALK]]
    assert totals == sorted(totals)
    changes = np.count_nonzero(np.diff(whole[:, lanes.TALK]))
    assert changes == len(set(talk.tolist())) - 1, "each kind of lengths lies together"
    assert np.array_equal(whole[:, lanes.PLACE], whole[:, lanes.NUMBER])
    assert np.array_equal(talk[whole[:, lanes.PLACE]], whole[:, lanes.TALK])
    assert (whole[:, [lanes.SEED_0, lanes.SEED_1]] == (3, 2**8)).all()


def test_runs_of_unequal_length_are_mesas_runs():
    for group in unequal():
        ours = run_each([group]).outcomes
        for replicate in group.replicates:
            mesa = sim.simulate(group.scenario, group.seed, replicate, "mesa").outcomes
            assert list(mesa.values()) == ours[replicate].tolist()


def test_what_is_kept_does_not_change_what_is_lived(couple):
    runs = [Runs(couple, 2, range(5))]
    assert np.array_equal(run_each(runs).outcomes, run_each(runs, 1, (1, 2), keep_turns=True).outcomes)


def test_what_is_kept_of_a_day_is_its_last_turn(couple):
    lived = run_each([Runs(couple, 2, range(5))], days=(1, 2), keep_turns=True)
    state = len(sim.model.trajectory.STATE)
    ends = np.cumsum([turns + 1 for turns in couple.lengths]) - 1
    assert np.array_equal(lived.days[:, :state], lived.turns[ends, :state])


def test_days_are_kept_in_the_order_in_which_they_are_asked_for(couple):
    both, turned, twice = (run_each([Runs(couple, 2, range(3))], days=days).days for days in ((1, 2), (2, 1), (2, 2)))
    assert not np.array_equal(both[0], both[1])
    assert np.array_equal(turned, both[::-1])
    assert np.array_equal(twice, both[[1, 1]])


def test_no_run_at_all_is_refused(couple):
    with pytest.raises(ValueError, match="one or more"):
        run_each([Runs(couple, 1, range(0))])


def test_memory_of_one_kept_run_is_one_runs_memory(couple):
    lived = run_each([Runs(couple)], keep_turns=True)
    assert lived.turns.shape == (sum(couple.lengths) + couple.days, len(sim.model.trajectory.RECORDED), 1)


class Lullaby(Intervention):
    """Somebody sings. Source: none, it was made up for this test (2026)."""

    def cues(self) -> Cues:
        """A safe room and two hands."""
        return NOTHING._replace(containment=0.4, hand=1.0)


def test_a_new_intervention_runs_in_both_engines(couple):
    song = couple.without()
    sung = song.model_copy()
    sung.__dict__["blocks"] = (*song.blocks, *Lullaby(day=2, turn=3, turns=5).blocks(song.constants))
    runs = [sim.simulate(sung, engine=engine) for engine in ("mesa", "ensemble")]
    assert runs[0].equals(runs[1])
    assert runs[1]["hand"].sum() == 5.0
    assert not runs[1].equals(sim.simulate(song, engine="ensemble"))
