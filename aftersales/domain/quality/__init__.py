"""Owns quality problems: who has them, what caused them, what was done.

States issue.reported, issue.graded, issue.answered and issue.closed. Hears nothing.
"""
