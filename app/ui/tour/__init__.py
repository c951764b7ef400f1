"""The guided tour: the real windows driven as a person would, with pictures and figures (spec 1.9)."""

from app.ui.tour.guide import run_tour
from app.ui.tour.screens import run_screens

__all__ = ["run_screens", "run_tour"]
