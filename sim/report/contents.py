"""What a report says: a sweep's numbers, and the words for them."""

from dataclasses import dataclass
from pathlib import Path

from sim.checking.errors import one_line
from sim.sweep.report.study import Study, analyze
from sim.wording.sweep import findings
from sim.wording.sweep_answer import Answer, answer
from sim.wording.sweep_doubts import doubts, warnings
from sim.wording.sweep_labels import Labels


@dataclass(frozen=True, eq=False)
class Report(Study):
    """A study in words: ``answer`` says what came of the question, ``findings`` has plain sentences by outcome,
    ``doubts`` what they do not say, and ``warnings`` those of them that one must know before the answer."""

    labels: Labels
    answer: Answer
    findings: dict[str, list[str]]
    warnings: list[str]
    doubts: list[str]

    @property
    def title(self) -> str:
        """The spec's own title, or the folder's name."""
        return one_line(self.results.spec.sections.about.title or self.results.folder.resolve().name)


def report_on(folder: str | Path) -> Report:
    """The report of a finished sweep; nothing is written. Raises ``ScenarioError`` as ``analyze`` does."""
    study = analyze(folder)
    labels = Labels(study.results.spec)
    return Report(study.results, study.tables, labels, answer(study, labels), findings(study, labels),
                  warnings(study), doubts(study, labels))  # fmt: skip
