"""Pictures keep their room before they are there, so that a link to a place below them leads to it."""

import re
import struct
from pathlib import Path

IMAGE = re.compile(r'<img (?![^>]*width=)([^>]*src="([^"]+\.png)")')


def size(path: Path) -> tuple[int, int]:
    """Width and height of a PNG, as its head says."""
    return struct.unpack(">II", path.read_bytes()[16:24])


def sized(body: str, files: dict[str, Path]) -> str:
    """A page's body with width and height at each picture, by the name of its file."""

    def with_size(match: re.Match) -> str:
        width, height = size(files[Path(match[2]).name])
        return f'<img width="{width}" height="{height}" {match[1]}'

    return IMAGE.sub(with_size, body)


def setup(app) -> dict:
    """Sizes are written as each page is."""

    def write(app, name: str, template: str, context: dict, doctree) -> None:
        files = {made: Path(app.srcdir, source) for source, made in app.builder.images.items()}
        if "body" in context:
            context["body"] = sized(context["body"], files)

    app.connect("html-page-context", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
