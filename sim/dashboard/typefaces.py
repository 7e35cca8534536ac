"""The page's serif, from an installed package: cut down to the letters that a page needs, and served from here.

Source Serif Pro is under the SIL Open Font License, and comes with ``font-source-serif-pro``; what is operated is in
Roboto, which ``solara-assets`` serves already. Where a face cannot be made, the page takes the reader's own serif.
"""

import contextlib
import functools
import io
import logging
import os
from importlib import resources

from sim.checking.cache_folder import folder

log = logging.getLogger(__name__)
FAMILY = "Source Serif Pro"
FACES = {
    "regular": ("Regular", 400, "normal"),
    "italic": ("It", 400, "italic"),
    "semibold": ("Semibold", 600, "normal"),
    "semibold-italic": ("SemiboldIt", 600, "italic"),
}
"""Each face's file, weight and style."""
LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2030, 0x2039, 0x203A, 0x20AC, 0x2212)
"""Latin with its accents, and the signs of a page."""
VERSION = 2
"""Goes up with whatever changes a face, so that none is kept from before."""


@functools.cache
def face(name: str) -> bytes:
    """A face as WOFF2, made once a machine; nothing where its font is not installed or cannot be read."""
    kept = folder("type") / f"{name}-{VERSION}.woff2"
    with contextlib.suppress(OSError):
        return kept.read_bytes()
    made = _made(name)
    if not made:
        return made
    with contextlib.suppress(OSError):  # a machine that keeps nothing makes it anew
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(made)
        part.replace(kept)
    return made


def _made(name: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

    try:
        file = resources.files("font_source_serif_pro") / "files" / f"SourceSerifPro-{FACES[name][0]}.ttf"
        font = TTFont(io.BytesIO(file.read_bytes()))
        options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "lnum", "tnum"], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        for glyph in map(font["glyf"].__getitem__, font.getGlyphOrder()):
            # The per cent sign asks to be as wide as its stroke alone, which WebKit on Linux obeys.
            for part in glyph.components if glyph.isComposite() else ():
                part.flags &= ~USE_MY_METRICS
        font.flavor = "woff2"
        written = io.BytesIO()
        font.save(written)
        return written.getvalue()
    except Exception:  # whatever it is: a page in another serif is better than none
        log.warning("the typeface %s could not be made; the page takes another", name)
        return b""


def style_sheet() -> str:
    """The faces as CSS, beside which they are served."""
    return "".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; font-style: {style}; font-display: swap; "
        f"src: url('type/{name}.woff2') format('woff2'); }}\n"
        for name, (_, weight, style) in FACES.items()
    )
