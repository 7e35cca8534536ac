"""Pieces of a page: escaped text, tables with captions, pictures with words in their place."""

import base64
import re
from collections.abc import Iterable, Sequence
from html import escape as escaped

MAX_ROWS = 24
"""Rows of a table whose rest stands in a file."""


def escape(text: str) -> str:
    """Text that is safe in a page; a number and its percent sign stay on one line."""
    return escaped(re.sub(r"(?<=\d) ?%", "\u00a0%", text))


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph, of a style by name."""
    return f"<p{f' class={kind!r}' if kind else ''}>{escape(text)}</p>"


def bullets(texts: Iterable[str]) -> str:
    """A list of sentences; nothing where there are none."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1, file: str = "") -> str:
    """A table whose first column heads its rows; the first ``words`` columns are text, the rest numbers.

    Nothing where there are no rows. Of more than ``MAX_ROWS`` the first are shown, if a ``file`` has them all. It
    scrolls sideways by itself on a narrow page, also from the keyboard.
    """
    if not rows:
        return ""
    if file and len(rows) > MAX_ROWS:
        caption, rows = f"{caption} The first {MAX_ROWS} of {len(rows):,}; all are in {file}.", rows[:MAX_ROWS]
    top = "".join(f'<th scope="col"{_number(i, words)}>{escape(cell)}</th>' for i, cell in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(
            f'<th scope="row">{escape(cell)}</th>' if i == 0 else f"<td{_number(i, words)}>{escape(cell)}</td>"
            for i, cell in enumerate(row)) + "</tr>" for row in rows
    )  # fmt: skip
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(i: int, words: int) -> str:
    return ' class="number"' if i >= words else ""


def picture(svg: str, alt: str, caption: str) -> str:
    """A figure that carries its picture in itself."""
    data = base64.b64encode(svg.encode()).decode("ascii")
    return (
        f'<figure><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def gallery(figures: Sequence[str], three: bool = False) -> str:
    """Figures side by side as far as there is room: two, or three small ones."""
    return f'<div class="gallery{" three" if three else ""}">{"".join(figures)}</div>' if figures else ""


def section(title: str, *parts: str, level: int = 3, name: str = "") -> str:
    """A headed part of the page; nothing where all its parts are empty."""
    inner = "".join(parts)
    place = f' id="{escape(name)}"' if name else ""
    return f"<section{place}><h{level}>{escape(title)}</h{level}>{inner}</section>" if inner else ""
