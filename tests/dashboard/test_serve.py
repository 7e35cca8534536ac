"""Starting the page."""

import io
import socket
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from sim.dashboard import typefaces
from sim.dashboard.server import OFFLINE, free_port


def test_a_taken_port_gives_way_to_the_next_free_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port("127.0.0.1", port) > port


def test_no_free_port_is_an_error_that_says_so():
    with pytest.raises(OSError, match="no free port"):
        free_port("127.0.0.1", 65536)


def test_another_machine_s_address_is_not_called_a_taken_port():
    with pytest.raises(OSError) as refused:
        free_port("203.0.113.9", 8765)
    assert "no free port" not in str(refused.value)


def test_importing_the_package_does_not_import_solara():
    code = "import sys, sim.dashboard; sys.exit('solara' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_front_end_is_told_to_come_from_this_machine_and_to_report_nothing():
    assert OFFLINE["SOLARA_MODE"] == "production"
    assert OFFLINE["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] == "False"
    assert "127.0.0.1" in OFFLINE["SOLARA_ASSETS_CDN"]


def test_a_typeface_is_cut_from_the_installed_one_kept_and_done_without_where_it_is_not(tmp_path, monkeypatch):
    monkeypatch.setenv("PASDEDEUX_CACHE", str(tmp_path))
    made = typefaces.face.__wrapped__("italic")
    assert made[:4] == b"wOF2" and len(made) < 40_000
    assert [path.read_bytes() for path in tmp_path.rglob("*.woff2")] == [made]
    glyphs = TTFont(io.BytesIO(made))["glyf"]
    parts = [part for name in glyphs.glyphs if glyphs[name].isComposite() for part in glyphs[name].components]
    assert parts and not any(part.flags & USE_MY_METRICS for part in parts), "a sign is as wide as it says itself"
    assert typefaces.face.__wrapped__("italic") == made
    monkeypatch.setitem(typefaces.FACES, "gone", ("Gone", 400, "normal"))
    assert typefaces.face.__wrapped__("gone") == b""
    assert typefaces.style_sheet().count("@font-face") == len(typefaces.FACES)
