"""What a reviewer reads about the model, with every table and figure taken from the code and from its results.

The pages follow published forms: ODD+D (Grimm et al. 2020; Müller et al. 2013), TRACE (Grimm et al. 2014; Augusiak, Van
den Brink & Grimm 2014) and the model card (Mitchell et al. 2019). Their prose is written by hand; what stands between
``<!-- made: NAME -->`` and ``<!-- /made -->`` is made by ``uv run python -m experiments.documents``.
"""

from collections.abc import Callable

from experiments.documents import claims, model, results

PARTS: dict[str, Callable[[], str]] = model.PARTS | results.PARTS | claims.PARTS
"""Every part that a page may have, by its name: a function that gives its Markdown."""
PAGES = ("docs/odd.md", "docs/trace.md", "docs/model-card.md", "docs/mutation.md")
"""The pages that have such parts."""
