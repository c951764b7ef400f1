"""The strip over a preview: zoom, the page in sight, and what the paper is to show."""

from math import ceil

from PySide6.QtCore import Qt, Signal

from app.i18n import percent, tr
from app.ui.kit.buttons import icon_button, plain, set_allowed
from app.ui.kit.choices import TickBox
from app.ui.kit.fonts import text_width
from app.ui.kit.labels import label
from app.ui.printing.bars import Bar
from app.ui.printing.page_view import STEPS, PageView

_HEIGHT = 48


class PageTools(Bar):
    """Follows and moves `view`; `chosen` when past or detail is ticked, which papers with lines offer."""

    chosen = Signal()

    def __init__(self, view: PageView, has_lines: bool) -> None:
        super().__init__("sunken", _HEIGHT)
        self._view = view
        self._make_widgets(has_lines)
        self._lay_out()
        self._connect()

    @property
    def with_past(self) -> bool:
        """Whether the lines begin at the first debit."""
        return self._past.value()

    @property
    def detail(self) -> bool:
        """Whether each instalment is shown."""
        return self._detail.value()

    def _make_widgets(self, has_lines: bool) -> None:
        self._zoom_out = icon_button("minus", tr("Réduire"), "zoom_out")
        self._zoom_in = icon_button("plus", tr("Agrandir"), "zoom_in")
        self._percent = label("", "zoom_percent")
        self._percent.setMinimumWidth(56)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fit = plain(tr("Lar&geur"), "fit_width")
        self._fit.tip(tr("Ajuster à la largeur (Ctrl+0)"))
        self._where = label("", "page_number")
        widest = tr("Page {page} / {pages}", page="0000", pages="0000")
        self._where.setMinimumWidth(ceil(text_width(widest)))
        self._past = TickBox(tr("&Afficher le passé"), "preview_past")
        self._detail = TickBox(tr("&Détail"), "preview_detail")
        for box in (self._past, self._detail):
            box.setAccessibleName(box.text().replace("&", ""))
            box.setVisible(has_lines)

    def _lay_out(self) -> None:
        for widget in (self._zoom_out, self._percent, self._zoom_in, self._fit):
            self.row.addWidget(widget)
        self.row.addSpacing(16)
        self.row.addWidget(self._where)
        self.row.addStretch()
        self.row.addWidget(self._past)
        self.row.addSpacing(8)
        self.row.addWidget(self._detail)

    def _connect(self) -> None:
        self._view.page_changed.connect(self._show_place)
        self._view.zoom_changed.connect(self._show_zoom)
        self._zoom_in.clicked.connect(self._view.zoom_in)
        self._zoom_out.clicked.connect(self._view.zoom_out)
        self._fit.clicked.connect(self._view.fit_width)
        self._past.toggled.connect(self.chosen)
        self._detail.toggled.connect(self.chosen)

    def _show_place(self, page: int, pages: int) -> None:
        self._where.setText(tr("Page {page} / {pages}", page=page, pages=pages) if pages else "")

    def _show_zoom(self, zoom: int) -> None:
        self._percent.setText(percent(zoom))
        set_allowed(self._zoom_in, zoom < STEPS[-1], tr("C'est le plus grand."))
        set_allowed(self._zoom_out, zoom > STEPS[0], tr("C'est le plus petit."))
