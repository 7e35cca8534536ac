"""The one palette of pictures and page.

The colours are Okabe and Ito's (2008), which stay apart for every kind of colour vision; each is always joined by a
shape, a pattern or a word.
"""

PALETTE = {
    "text": "#1f2430", "soft": "#555b66", "line": "#ddd5c7", "paper": "#faf7f1", "white": "#ffffff",
    "blue": "#0072b2", "orange": "#e69f00", "green": "#009e73", "pink": "#cc79a7", "sky": "#56b4e9",
    "red": "#d55e00", "yellow": "#f0e442",
    # Darker, for words and thin lines: at least 4.5 to 1 on paper.
    "blue-dark": "#005a8c", "navy": "#003f66", "slate": "#3f6486", "sky-dark": "#1f6f9f", "green-dark": "#00704f",
    "red-dark": "#a63f00", "brown": "#6b5f4b", "grey-dark": "#6f6a5f", "charcoal": "#4b4a46",
    # Edges and stripes.
    "grey": "#8a8477", "sand-dark": "#a08660", "edge": "#998d79", "track": "#d9d2c5", "blue-light": "#7fb3d2",
    "blue-soft": "#bcd6e6", "sky-light": "#8fcdf0", "slate-light": "#8fa3b8", "green-light": "#54c3a0",
    "green-soft": "#8fc4ad", "pink-soft": "#c9bdd1", "red-soft": "#eebb8d", "orange-soft": "#e6d391",
    "yellow-light": "#f7ee6e",
    # Shades of what is given, and of where a start ends, in pictures.
    "sand-light": "#d9cba3", "apricot": "#e8b98a", "slate-soft": "#b8bdc9", "mint": "#9fd3c0", "rose": "#e3b1cd",
    "teal-light": "#7fceb8", "green-mist": "#dcefe7", "orange-mist": "#fbe6c4", "grey-mist": "#eeeeee",
    "blue-deep": "#00436b", "gold": "#f5c518",
    # People on the floor: skin and cloth, a third person's, and the cloth that hides what has not been lived.
    "skin": "#fffdf9", "heat": "#eb7a3c", "umber": "#8a7660", "linen": "#d8ccb8", "linen-light": "#f1e8d8",
    "curtain": "#e9e1d2", "curtain-dark": "#ded4c1", "curtain-light": "#f0e9dc", "help-pale": "#fbf7cf",
    # Ends and middles of the report's scales.
    "cream": "#fffdf8", "blue-mist": "#cfe3ee", "blue-night": "#0b2f52", "rust": "#8c3a00", "blue-dusk": "#00466e",
    # A village by night and by day: its ground, ties, words, lights from dim to bright, and who has ended.
    "night": "#171c2e", "night-tie": "#5b678a", "night-text": "#e9e6dc", "night-soft": "#aeb6cb",
    "night-end": "#8d97b4", "dusk": "#5a678f", "moon": "#fff4d8", "lamp": "#ffe9b0",
    "day-tie": "#c9c0ae", "day-low": "#d9d1c2", "day-end": "#7b7466",
    # Grounds.
    "paper-light": "#fcfbf8", "paper-dark": "#f6f1e7", "sand": "#f1ebdf", "blue-pale": "#e3eef5",
    "green-pale": "#d9f0e7", "green-faint": "#f1faf6", "pink-pale": "#efeaf2", "red-pale": "#fbe3d3",
    "red-faint": "#fff7f0", "orange-pale": "#fff6dc", "yellow-pale": "#faf5b9",
}  # fmt: skip
MEANS = {
    "a": "text", "b": "blue", "pursue": "orange", "withdraw": "sky", "reach": "green", "respond": "pink",
    "threat": "red", "help": "yellow", "bond": "umber", "third": "umber", "flooding": "red", "stress": "red",
    "stable": "text", "tipping": "orange", "fold": "red",
    "hand": "yellow", "stranger": "sand-light", "picture": "apricot", "pause": "slate-soft", "containment": "mint",
    "invite": "rose", "purpose": "teal-light", "calm": "green-mist", "dance": "orange-mist", "neither": "grey-mist",
    "likelier": "blue-deep", "unlikelier": "red", "dominant": "gold", "path": "slate-soft",
}  # fmt: skip
"""What a colour stands for: a partner, a move, threat and what strains; the kinds of help; where a start comes to rest;
what follows a move more or less often than chance."""
COLOURS = {**PALETTE, **{meaning: PALETTE[name] for meaning, name in MEANS.items()}}
"""Every colour, by its own name and by what it stands for."""


def custom_properties(*names: str) -> str:
    """Colours as CSS: ``:root { --pdd-pursue: #e69f00; }``; all of them, or those of these names."""
    return ":root {" + "".join(f" --pdd-{name}: {COLOURS[name]};" for name in names or COLOURS) + " }"
