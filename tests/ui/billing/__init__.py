"""Tests of the windows of invoices, payments and reminders."""
