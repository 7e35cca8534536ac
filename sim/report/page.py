"""The report as one page that needs nothing else: no script, no request. It leads with its answer."""

import re
from importlib import resources

from sim.checking.errors import one_line
from sim.plots.palette import custom_properties
from sim.report.answer import answer_part
from sim.report.contents import Report
from sim.report.html import bullets, escape, section, table
from sim.report.sections import outcome_part
from sim.sweep.execution.table import FAILURES
from sim.sweep.spec.sections import Range
from sim.wording.sweep_labels import DESIGNS
from sim.wording.text import counted

READING = (
    "A line joins means; its bars are their 95 % intervals. The darker band holds half of the single runs, the lighter "
    "one nine tenths: chance, and in a sweep of several parameters also what else was varied.",
    "All points share their chance: replicate 7 meets the same sparks and events everywhere (common random numbers). "
    "So differences between points, and between with and without, are differences on the same chance, and intervals "
    "come from drawing replicates anew for all points at once (bootstrap; Efron & Tibshirani 1993). Where the points "
    "are themselves a sample, whole blocks of them are drawn anew as well (Owen 2007).",
    "Parameters are put in order only where their intervals do not overlap, directly or through others between them; "
    "within a group there is no order.",
)
METHOD = {
    "grid": "A tipping line is where the mean passes one half, by straight lines between neighbouring levels.",
    "sobol": "A first-order index is the share of the variance of point means that a parameter makes alone, a total "
             "index the share in which it has a part (Saltelli et al. 2010, as in SALib, Herman & Usher 2017). Total "
             "indices that lie wholly below 0.01 are one group.",
    "morris": "An effect is the change when one parameter moves, in units of its whole range; µ* is the mean of its "
              "sizes, σ its spread: curvature and interaction (Morris 1991; Campolongo, Cariboni & Saltelli 2007). "
              "Effects below a hundredth of the largest are one group.",
    "latin-hypercube": "A partial rank correlation is that of a parameter with the outcome once the other parameters "
                       "are taken out of both, by ranks (Marino, Hogue, Ray & Kirschner 2008).",
}  # fmt: skip


def page(report: Report, files: list[str]) -> str:
    """The whole HTML document; ``files`` are the tables that lie beside it."""
    results = report.results
    sheet = (resources.files("sim.report") / "report.css").read_text("utf-8")
    style = custom_properties(*sorted(set(re.findall(r"--pdd-([a-z-]+)", sheet)))) + "\n" + sheet
    body = "".join([
        answer_part(report),
        *(outcome_part(report, outcome) for outcome in results.spec.main),
        section("What is not known", bullets(report.doubts), level=2, name="unknown"),
        _failed(report),
        section("How it was made", _made(report), _varied(report), level=2),
        section("How to read this", bullets([*READING, METHOD[results.kind]]), level=2),
        _footer(report, files),
    ])  # fmt: skip
    title = escape(f"{report.title} · sweep report")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style}</style></head>\n<body><main>{body}</main></body></html>\n"
    )


def _made(report: Report) -> str:
    """The facts of the sweep."""
    results, spec = report.results, report.results.spec
    base = spec.base
    size = f"{counted(spec.count, 'point')} × {counted(spec.replicates, 'replicate')}"
    seeds = {"replicates": spec.seed, "analysis": spec.analysis_seed}
    seeds |= {} if results.kind == "grid" else {"design": spec.design.seed}
    facts = {
        "Scenario": f"{one_line(base.about.title)} ({base.name}), {counted(base.days, 'day')}",
        "Design": DESIGNS[results.kind],
        "Size": size + (f", without and with {report.labels.help}" if len(results.spec.arms) > 1 else ""),
        "Runs": f"{results.runs:,} completed, {results.failed:,} failed",
        "Seeds": ", ".join(f"{name} {seed}" for name, seed in seeds.items()),
        "Intervals": f"95 %, {spec.sections.analysis.resamples:,} resamples",
        "Made with": f"Pas de Deux {one_line(str(results.manifest.get('version', 'of an unknown version')))}",
    }
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(text)}</dd>" for key, text in facts.items())
    return f"<dl>{rows}</dl>"


def _varied(report: Report) -> str:
    """What was varied, and over which values."""
    rows: list[tuple[str, ...]] = []
    for key, declared in report.results.spec.varied.items():
        if isinstance(declared, Range):
            values = f"{declared.low:g} to {declared.high:g}" + ", by logarithm" * (declared.scale == "log")
        elif len(declared) > 8 and not isinstance(declared[0], str):
            values = f"{len(declared)} values from {min(declared):g} to {max(declared):g}"
        else:
            values = ", ".join(f"{x:g}" if type(x) in (int, float) else one_line(str(x)) for x in declared)
        rows.append((report.labels.key(key), key, values, report.labels.meaning(key)))
    heads = ["parameter", "key", "values", "meaning"]
    if not any(row[3] for row in rows):
        heads, rows = heads[:3], [row[:3] for row in rows]
    return table("What was varied", heads, rows, words=4)


def _failed(report: Report) -> str:
    """The first failures."""
    failures, failed = report.results.failures, report.results.failed
    fields = ("run", "point", "arm", "replicate", "error")
    rows = [[one_line(str(failure.get(name, "")))[:300] for name in fields] for failure in failures]
    more = f", the first {len(rows)} of {failed:,}; all are in {FAILURES}" * (failed > len(rows))
    return section("Runs that failed", table(f"Failures{more}", fields, rows, words=9), level=2)


def _footer(report: Report, files: list[str]) -> str:
    """The tables that lie beside the page."""
    links = ", ".join(f'<a href="{escape(name)}">{escape(name)}</a>' for name in files)
    return f'<footer class="note"><p>The numbers as tables: {links}.</p></footer>'
