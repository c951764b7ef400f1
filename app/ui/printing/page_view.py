"""Shows the pages of a paper one below the other, rendered when they come into sight, sharp at every scale."""

from bisect import bisect_right
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.i18n import tr
from app.ui.kit import theme
from app.ui.kit.drawing import fill_rect
from app.ui.kit.runner import Runner
from app.ui.printing.pdf_pages import POINTS_PER_INCH, PdfPages

_GAP = 16.0
_FULL_SIZE = 96 / POINTS_PER_INCH
STEPS = (50, 75, 100, 125, 150, 200, 300)
_KEPT_AROUND = 2


class PageView(QAbstractScrollArea):
    """The pages of one paper. `page_changed(page, pages)` counts from 1; `zoom_changed` is in percent."""

    page_changed = Signal(int, int)
    zoom_changed = Signal(int)

    def __init__(self, runner: Runner, name: str = "pages", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Pages du document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._runner = runner
        self._pages: PdfPages | None = None
        self._tops: tuple[float, ...] = ()
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._percent: int | None = None
        self._scale = _FULL_SIZE
        self._told: tuple[int, int, int] | None = None
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # What is shown

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show these pages instead, from the first one on; who opened them closes them."""
        self._pages = pages
        self._images.clear()
        self._asked.clear()
        self._told = None
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    @property
    def percent(self) -> int:
        """The zoom, 100 being the size of the paper."""
        return round(100 * self._scale / _FULL_SIZE)

    @property
    def page(self) -> int:
        """The page at the middle of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max(1, bisect_right(self._tops, middle))

    @property
    def is_sharp(self) -> bool:
        """Whether every page in sight is rendered at the scale of this screen."""
        wanted = self._device_scale()
        return all(number in self._images and self._images[number][0] == wanted for number in self._visible())

    # Zoom and moving

    def zoom_in(self) -> None:
        """The next larger step."""
        self._zoom_to(next((step for step in STEPS if step > self.percent), STEPS[-1]))

    def zoom_out(self) -> None:
        """The next smaller step."""
        self._zoom_to(next((step for step in reversed(STEPS) if step < self.percent), STEPS[0]))

    def fit_width(self) -> None:
        """As wide as the view, whatever its size becomes."""
        self._zoom_to(None)

    def _zoom_to(self, percent: int | None) -> None:
        bar = self.verticalScrollBar()
        before = bar.value() / max(1.0, self._height())
        self._percent = percent
        self._lay_out()
        bar.setValue(round(before * self._height()))
        self._scrolled()

    def go_to(self, page: int) -> None:
        """Bring the top of `page` (from 1) into sight."""
        if self._tops:
            number = min(max(page, 1), len(self._tops)) - 1
            self.verticalScrollBar().setValue(round(self._tops[number] - _GAP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys move by a page, Home and End to the ends; arrows scroll."""
        moves = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: len(self._tops),
        }
        target = moves.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self.go_to(target)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls; with Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)

    # Geometry

    def sizeHint(self) -> QSize:
        """Room for a page in its width."""
        return QSize(880, 720)

    def _lay_out(self) -> None:
        """Place every page, and let the scroll bars follow."""
        pages = self._pages
        sizes = pages.sizes if pages is not None else ()
        widest = max((size.width() for size in sizes), default=1.0)
        fitting = (self.viewport().width() - 2 * _GAP) / widest
        self._scale = max(0.1, fitting if self._percent is None else self._percent / 100 * _FULL_SIZE)
        heights = [size.height() * self._scale + _GAP for size in sizes]
        self._tops = tuple(accumulate(heights[:-1], initial=_GAP)) if heights else ()
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(self._height()) - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        wide = round(widest * self._scale + 2 * _GAP)
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _height(self) -> float:
        if self._pages is None or not self._tops:
            return 0.0
        return self._tops[-1] + self._pages.sizes[-1].height() * self._scale + _GAP

    def _visible(self) -> range:
        if not self._tops:
            return range(0)
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        return range(first, bisect_right(self._tops, top + self.viewport().height()))

    def _page_rect(self, number: int) -> QRectF:
        assert self._pages is not None
        size = self._pages.sizes[number] * self._scale
        spare = max(_GAP, (self.viewport().width() - size.width()) / 2)
        x = spare - self.horizontalScrollBar().value()
        y = self._tops[number] - self.verticalScrollBar().value()
        return QRectF(round(x), round(y), round(size.width()), round(size.height()))

    # Rendering

    def _device_scale(self) -> float:
        return self._scale * self.devicePixelRatioF()

    def _scrolled(self) -> None:
        self._ask_for_visible()
        self._tell()
        self.viewport().update()

    def _ask_for_visible(self) -> None:
        """Have the pages in sight rendered, and forget those far away."""
        pages, visible, scale = self._pages, self._visible(), self._device_scale()
        if pages is None or not visible or not self.isVisible():
            return
        near = range(visible.start - _KEPT_AROUND, visible.stop + _KEPT_AROUND)
        self._images = {number: kept for number, kept in self._images.items() if number in near}
        for number in visible:
            is_ready = number in self._images and self._images[number][0] == scale
            if is_ready or self._asked.get(number) == scale:
                continue
            self._asked[number] = scale
            job = partial(self._render_if_wanted, pages, number, scale)
            self._runner.submit(job, partial(self._rendered, pages, number, scale))

    def _render_if_wanted(self, pages: PdfPages, number: int, scale: float) -> QImage | None:
        """In the worker: nothing is rendered for a scale or a paper that was left meanwhile."""
        wanted = self._pages is pages and self._asked.get(number) == scale
        return pages.render(number, scale) if wanted else None

    def _rendered(self, pages: PdfPages, number: int, scale: float, image: QImage | None) -> None:
        if self._pages is not pages or self._asked.get(number) != scale:
            return
        del self._asked[number]
        if image is not None:
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._images[number] = (scale, image)
            self.viewport().update()

    def _tell(self) -> None:
        told = (self.page, len(self._tops), self.percent)
        if told != self._told:
            self._told = told
            self.page_changed.emit(told[0], told[1])
            self.zoom_changed.emit(told[2])

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight; one that is not rendered yet is blank paper."""
        tokens = theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        view = self.viewport()
        fill_rect(painter, 0, 0, view.width(), view.height(), tokens.window)
        for number in self._visible():
            rect = self._page_rect(number)
            fill_rect(
                painter, rect.x() - 1, rect.y() - 1, rect.width() + 2, rect.height() + 2, tokens.control
            )
            painter.fillRect(rect, Qt.GlobalColor.white)
            self._paint_image(painter, number, rect)
        painter.end()

    def _paint_image(self, painter: QPainter, number: int, rect: QRectF) -> None:
        """The rendered page, pixel for pixel; stretched until one of the right scale is there."""
        scale, image = self._images.get(number, (0.0, None))
        if image is None:
            return
        if scale == self._device_scale():
            painter.drawImage(rect.topLeft(), image)
        else:
            painter.drawImage(rect, image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages follow the width."""
        super().resizeEvent(event)
        self._lay_out()
        self._scrolled()

    def showEvent(self, event: QShowEvent) -> None:
        """Pages are rendered once they can be seen."""
        super().showEvent(event)
        self._lay_out()
        self._scrolled()
