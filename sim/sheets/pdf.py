"""A sheet as PDF, printed by an installed Chromium or Chrome."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 60


def browser() -> str | None:
    """The path of a browser that prints; nothing where none is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def printed(page: Path, pdf: Path, path: str) -> bool:
    """Print an HTML file with the browser at this path; whether that went well."""
    with tempfile.TemporaryDirectory(prefix="pasdedeux-") as profile:
        # Chromium refuses to be sandboxed where it is run by root, as in a container.
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        command = [path, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", *root,
                   f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={pdf.absolute()}",
                   page.absolute().as_uri()]  # fmt: skip
        try:
            subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)
        except (OSError, subprocess.SubprocessError):
            return False
    return pdf.is_file()
