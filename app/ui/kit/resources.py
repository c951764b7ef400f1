"""Says where the bundled pictures and fonts stand."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3] / "resources"
ICONS = ROOT / "icons"
FONTS = ROOT / "fonts"
