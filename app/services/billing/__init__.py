"""Invoices, credit notes, payments and reminders of the club's clients (spec 3.2)."""
