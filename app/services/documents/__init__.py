"""Papers for members: schedules and signed receipts as PDF; the only room that knows reportlab (spec 1.5)."""
