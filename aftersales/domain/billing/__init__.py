"""Owns quotations, expense claims and the limits of expenses.

States quotation.sent, quotation.accepted, quotation.declined, expense.submitted, expense.lines_refused,
expense.approved, expense.marked_fraud, expense.paid and expense_limit.set. Hears nothing.
"""
