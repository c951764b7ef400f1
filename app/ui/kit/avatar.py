"""The portrait of a member: the photo, or a quiet placeholder."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import tr
from app.ui.kit import theme


class Avatar(QWidget):
    """A rounded portrait of fixed size."""

    def __init__(self, width: int = 40, height: int = 44, name: str = "portrait") -> None:
        super().__init__()
        self._photo: QPixmap | None = None
        self.setObjectName(name)
        self.setAccessibleName(tr("Photo"))
        self.setFixedSize(QSize(width, height))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_photo(self, photo: QPixmap | None) -> None:
        """Show `photo`, or the placeholder."""
        self._photo = photo if photo is not None and not photo.isNull() else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the portrait."""
        tokens = theme.current()
        rect = QRectF(self.rect())
        frame = QPainterPath()
        radius = min(8.0, self.width() / 8)
        frame.addRoundedRect(rect, radius, radius)
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(frame, QColor(tokens.portrait_back))
        painter.setClipPath(frame)
        if self._photo is not None:
            self._paint_photo(painter, rect, self._photo)
        else:
            self._paint_person(painter, rect, QColor(tokens.portrait_fore))
        painter.end()

    def _paint_photo(self, painter: QPainter, rect: QRectF, photo: QPixmap) -> None:
        ratio = self.devicePixelRatioF()
        fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = photo.scaled((rect.size() * ratio).toSize(), fill, smooth)
        scaled.setDevicePixelRatio(ratio)
        size = scaled.deviceIndependentSize()
        left, top = (rect.width() - size.width()) / 2, (rect.height() - size.height()) / 2
        painter.drawPixmap(round(left), round(top), scaled)

    def _paint_person(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        wide, high = rect.width(), rect.height()
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        head = wide * 0.42
        painter.drawEllipse(QRectF((wide - head) / 2, high * 0.2, head, head * 1.12))
        body = QPainterPath()
        left, right, top = wide * 0.1, wide * 0.9, high * 0.68
        body.moveTo(left, high + 1)
        body.cubicTo(left, high * 0.76, wide * 0.26, top, wide * 0.5, top)
        body.cubicTo(wide * 0.74, top, right, high * 0.76, right, high + 1)
        body.closeSubpath()
        painter.drawPath(body)
