"""The site: ``uv run sphinx-build -W --keep-going -n docs build/site``. Nothing is fetched, neither then nor later."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_extensions"), str(HERE.parent)]

import sim  # noqa: E402

project = "Pas de Deux"
author = copyright = "The Pas de Deux authors"
version = release = sim.__version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx_click",
    "equations",
    "first_uses",
    "generated",
    "picture_sizes",
]
exclude_patterns = ["evidence/table.md", "evidence/robustness.md"]  # parts of other pages
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
suppress_warnings = ["myst.strikethrough"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
default_role = "literal"
# Types of other projects, whose pages are not at hand when the site is built, and of parts that are not public.
nitpick_ignore_regex = [("py:(class|data|obj|exc|attr|meth|func|mod)", r"(?!sim\.[A-Za-z_]+$).*")]

html_theme = "furo"
html_title = "Pas de Deux"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "../sim/dashboard/assets/favicon.svg"
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"navigation_with_keys": True}
