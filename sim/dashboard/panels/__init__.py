"""The pictures. One `.vue` file each: it takes the payload and the playhead, and gives gestures back.

A panel knows neither the model nor the server; what is not picture stands in the modules of ``assets/js``, which it is
handed by `pdd.panel`. What panels share is here too (``button``, ``chip``, ``choice``, ``sheet``, ``chart``, ``hatch``)
and in ``assets/custom.css``. To add a tab: put its file here under the name of its view.
"""

from pathlib import Path

from sim.wording.language import ENGLISH, language
from sim.wording.templates import Say, said

HERE = Path(__file__).parent
STAGE = "stage.vue"


def components(say: Say = str) -> dict[str, str]:
    """Tag -> source of every panel: `floor.vue` is `<pdd-floor>`, and any other may place it. What a template says is
    said by ``say``; an English one is sent as it stands.
    """
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.vue")) if path.name != STAGE}
    return {f"pdd-{name}": source if language() == ENGLISH else _said(source, say) for name, source in found.items()}


def _said(source: str, say: Say) -> str:
    template, end, rest = source.removeprefix("<template>").partition("\n</template>\n")
    return f"<template>{said(template, say)}{end}{rest}"
