"""Vendre un accès: a plan, its proposals, what will stand in the schedule, one sale (spec 1.4)."""

from app.ui.sale.dialog import SaleDialog

__all__ = ["SaleDialog"]
