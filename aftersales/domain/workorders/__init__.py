"""Owns dispatch: work orders, the steps on site, service reports, the customer's questions.

States workorder.dispatched … workorder.closed, question.noted and question.answered. Hears nothing.
"""
