"""Ablations: one mechanism taken out, and what theory says must follow.

``uv run python -m experiments.ablations [--size N] [--seed S] [--out DIR] [--quick]``. Each states its prediction
first; the same couples live on the same chance with the mechanism and without.
"""

from experiments.ablations.answer import unanswered
from experiments.ablations.form import Ablation
from experiments.ablations.hand import without_bond
from experiments.ablations.laws import one_by_one
from experiments.ablations.loop import around_the_tipping_point, without_coupling
from experiments.ablations.memory import without_injury, without_open_topics
from experiments.ablations.therapy import without_attachment_change, without_revision, without_softening

ABLATIONS = (
    Ablation(
        "Contact without bond",
        "a hand takes threat away by a base and by what bond and trust are worth. Without a bond it does less than "
        "with one, and a stranger's hand does less than half of what the hand of a close partner does.",
        without_bond,
    ),
    Ablation(
        "Softening with a partner who does not answer",
        "it is the answer that heals. Met by one, softening builds felt security and the bond; met by none it leaves "
        "felt security no better or worse, and the bond no better.",
        unanswered,
    ),
    Ablation(
        "Therapy without softening",
        "a safe room alone is not what changes a couple. The same course without softening gives less than half of the "
        "gain, and less than half of the recoveries.",
        without_softening,
    ),
    Ablation(
        "Loop gain around the tipping point",
        "the dance is a loop with a tipping point, not a slope. With a gain 3 % below it every dance dies out, with "
        "3 % above it goes on for hours after its cause is gone; a step as large that stays below changes little.",
        around_the_tipping_point,
    ),
    Ablation(
        "No coupling",
        "where neither's moves sting or relieve the other, nothing escalates: the spark fades where it struck, and "
        "does not reach the other.",
        without_coupling,
    ),
    Ablation(
        "No change of attachment",
        "felt security falls back to what attachment expects. Where anxiety and avoidance cannot change, more than "
        "half of the therapy's gain is gone two years later; in the full model more than half of it is kept.",
        without_attachment_change,
    ),
    Ablation(
        "No revision of who one is",
        "what one brought along is revised only while wide open. Without that the gain of therapy fades in two years; "
        "and ordinary life leaves it alone, so that a community is the same after eight years, with it or without.",
        without_revision,
    ),
    Ablation(
        "No memory of an injury",
        "who was left alone at a moment of need does not forget it. A rebuffed softening costs trust, and a month "
        "later still; where nothing remembers it, it costs next to none.",
        without_injury,
    ),
    Ablation(
        "No topic left open",
        "a time-out settles nothing. After one that nobody returns from the next evening is more threatened than after "
        "one from which both came back, by what was left open; where that is forgotten, this difference is gone.",
        without_open_topics,
    ),
    Ablation(
        "The laws one by one",
        "each law of the second science carries a finding: with the law taken out, its figure is worse.",
        one_by_one,
    ),
)

__all__ = ["ABLATIONS", "Ablation"]
