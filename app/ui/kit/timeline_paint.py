"""Draws a time line that has been laid out."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.ui.kit import theme
from app.ui.kit.drawing import fill_rect, paint_panel, write
from app.ui.kit.fonts import text_width
from app.ui.kit.icons import paint_icon
from app.ui.kit.timeline_data import DebitMark
from app.ui.kit.timeline_labels import OLD_GAP, Label
from app.ui.kit.timeline_layout import Added, Bar, Block, Layout, Spot, Today
from app.ui.kit.tokens import StateColours, Tokens

HEIGHT = 142
PX = 12
_MONTHS = 8.0
_PILL = 17.0
_BAR = 42.0
_BAR_HEIGHT = 24.0
_BLOCK = 39.0
_BLOCK_HEIGHT = 30.0
LANE = 90.0
_BRACKET = 101.0
_TOP = 109.0
_SUB = 126.0
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def paint_timeline(painter: QPainter, layout: Layout, width: float, focused_rank: int | None = None) -> None:
    """Draw everything, from the back to the front."""
    tokens = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_months(painter, layout, tokens)
    fill_rect(painter, 0, LANE, width, 1, tokens.border)
    if layout.bar:
        _paint_bar(painter, layout.bar, layout.added, tokens)
    for block in layout.blocks:
        _paint_block(painter, block, tokens.suspended, width)
    for spot in layout.spots:
        _paint_stem(painter, spot, tokens)
    if layout.today:
        _paint_today(painter, layout.today, tokens)
    for spot in layout.spots:
        paint_mark(painter, spot.x, LANE + 0.5, spot.mark, tokens)
        if spot.mark.rank == focused_rank:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(spot.x, LANE + 0.5), 11, 11)
    shift = 3.0 if any(label.is_bracket for label in layout.labels) else 0.0
    for label in layout.labels:
        _paint_label(painter, label, tokens, shift)


def _paint_months(painter: QPainter, layout: Layout, tokens: Tokens) -> None:
    for month in layout.months:
        fill_rect(painter, round(month.x), 0, 1, LANE + 8, tokens.border)
        if month.text:
            ink = tokens.text if month.bold else tokens.muted
            write(painter, QRectF(round(month.x) + 6, _MONTHS - 9, 200, 18), month.text, ink, PX, month.bold)


def _bar_path(bar: Bar) -> QPainterPath:
    rect = QRectF(bar.left + 0.5, _BAR + 0.5, bar.right - bar.left - 1, _BAR_HEIGHT - 1)
    path = QPainterPath()
    if not bar.arrow:
        path.addRoundedRect(rect, 5, 5)
        return path
    tip = min(12.0, rect.width() / 2)
    path.moveTo(rect.left() + 5, rect.top())
    path.lineTo(rect.right() - tip, rect.top())
    path.lineTo(rect.right(), rect.center().y())
    path.lineTo(rect.right() - tip, rect.bottom())
    path.lineTo(rect.left() + 5, rect.bottom())
    path.quadTo(rect.left(), rect.bottom(), rect.left(), rect.bottom() - 5)
    path.lineTo(rect.left(), rect.top() + 5)
    path.quadTo(rect.left(), rect.top(), rect.left() + 5, rect.top())
    return path


def _paint_bar(painter: QPainter, bar: Bar, added: Added | None, tokens: Tokens) -> None:
    painter.setBrush(QColor(tokens.accent_tint))
    painter.setPen(QPen(QColor(tokens.accent_line), 1))
    painter.drawPath(_bar_path(bar))
    if added:
        rect = QRectF(added.left, _BAR, added.right - added.left, _BAR_HEIGHT)
        paint_panel(
            painter, rect.adjusted(0, -0.5, 0.5, 0.5), tokens.surface, tokens.accent_text, 5, 1.2, dashed=True
        )
        write(painter, rect, added.label, tokens.accent_text, PX, align=_CENTRE)
    if bar.label:
        room = QRectF(bar.label_x - 300, _BAR - 1, 600, _BAR_HEIGHT)
        write(painter, room, bar.label, tokens.accent_text, PX, align=_CENTRE)


def paint_hatched(painter: QPainter, rect: QRectF, colours: StateColours, step: float = 7.0) -> QPainterPath:
    """Fill a rounded block with slanted lines; return its outline."""
    outline = QPainterPath()
    outline.addRoundedRect(rect, 5, 5)
    painter.fillPath(outline, QColor(colours.tint))
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(QPen(QColor(colours.line), 1))
    x = rect.left() - rect.height() - rect.left() % step
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.restore()
    return outline


def _paint_block(painter: QPainter, block: Block, colours: StateColours, width: float) -> None:
    rect = QRectF(block.left, _BLOCK, block.right - block.left, _BLOCK_HEIGHT).adjusted(
        0.75, 0.75, -0.75, -0.75
    )
    outline = paint_hatched(painter, rect, colours)
    _paint_block_text(painter, block, colours, rect, width)
    pen = QPen(QColor(colours.icon), 1.5)
    if block.preview:
        pen.setDashPattern([3.5, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)


def _paint_block_text(
    painter: QPainter, block: Block, colours: StateColours, rect: QRectF, width: float
) -> None:
    text = text_width(block.label, 13, True) if block.label else 0.0
    icon = 16.0 if block.with_icon else 0.0
    gap = 6.0 if icon and text else 0.0
    total = icon + gap + text
    if not total:
        return
    seen_left, seen_right = max(rect.left(), 0.0), min(rect.right(), width)
    left = (seen_left + seen_right - total) / 2
    ground = QRectF(left - 6, rect.top() + 4, total + 12, rect.height() - 8)
    paint_panel(painter, ground, colours.tint, None, 4)
    if icon:
        paint_icon(painter, "pause-circle", colours.icon, left, rect.center().y() - 8, 16)
    write(
        painter,
        QRectF(left + icon + gap, rect.top() - 1, text + 4, rect.height()),
        block.label,
        colours.text,
        13,
        True,
    )


def _paint_stem(painter: QPainter, spot: Spot, tokens: Tokens) -> None:
    colour = _mark_colour(spot.mark, tokens)
    fill_rect(painter, round(spot.x), _BAR + _BAR_HEIGHT + 4, 1, LANE - _BAR - _BAR_HEIGHT - 11, colour)


def _paint_today(painter: QPainter, today: Today, tokens: Tokens) -> None:
    fill_rect(painter, round(today.x) - 0.5, _PILL + 10, 1.5, LANE - _PILL - 6, tokens.text)
    pill = QRectF(today.pill_left, _PILL, today.pill_width, 19)
    paint_panel(painter, pill, tokens.text, None, 9.5)
    write(painter, pill.adjusted(0, -1, 0, -1), today.text, tokens.surface, PX, True, _CENTRE)


def _mark_colour(mark: DebitMark, tokens: Tokens) -> str:
    if mark.state == "rejected":
        return tokens.blocked.icon
    if mark.kind == "maintenance" or mark.state == "hold":
        return tokens.suspended.icon
    return tokens.accent


def paint_mark(painter: QPainter, x: float, y: float, mark: DebitMark, tokens: Tokens) -> None:
    """Draw one debit: disc collected, ring planned, dotted ring presented, diamond maintenance, cross rejected."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(_mark_colour(mark, tokens))
    filled = mark.state == "collected"
    painter.setPen(QPen(colour, 2))
    painter.setBrush(QBrush(colour if filled else QColor(tokens.surface)))
    centre = QPointF(x, y)
    if mark.kind == "maintenance":
        tip = 6.5
        points = [QPointF(x, y - tip), QPointF(x + tip, y), QPointF(x, y + tip), QPointF(x - tip, y)]
        painter.drawPolygon(QPolygonF(points))
    else:
        painter.drawEllipse(centre, 5, 5)
    if mark.state == "presented":
        painter.setBrush(QBrush(colour))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, 2.2, 2.2)
    elif mark.state == "rejected":
        painter.drawLine(QPointF(x - 2, y - 2), QPointF(x + 2, y + 2))
        painter.drawLine(QPointF(x - 2, y + 2), QPointF(x + 2, y - 2))
    elif mark.state == "hold":
        painter.drawLine(QPointF(x, y - 2), QPointF(x, y + 2))


def _paint_label(painter: QPainter, label: Label, tokens: Tokens, shift: float) -> None:
    if label.is_bracket:
        line = tokens.suspended.icon if label.maintenance else tokens.accent
        begin, end = round(label.left) - 6, round(label.right) + 6
        fill_rect(painter, begin, _BRACKET, end - begin, 1.5, line)
        for x in (begin, end - 1.5):
            fill_rect(painter, x, _BRACKET - 4, 1.5, 4, line)
    if label.is_hidden:
        return
    ink = tokens.suspended.text if label.maintenance else tokens.text
    old = text_width(label.old, PX) + OLD_GAP if label.old else 0.0
    left = label.middle - (old + text_width(label.top, PX, True)) / 2
    if label.old:
        room = QRectF(left, _TOP + shift - 9, old, 18)
        write(painter, room, label.old, tokens.muted, PX, struck=True)
    write(painter, QRectF(left + old, _TOP + shift - 9, 400, 18), label.top, ink, PX, True)
    if label.sub:
        room = QRectF(label.sub_middle - 200, _SUB + shift - 9, 400, 18)
        write(painter, room, label.sub, tokens.muted, PX, align=_CENTRE)
