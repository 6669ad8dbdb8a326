"""Owns surveys, visits to customers, and leads.

States survey.filled, survey.archived, visit.planned, visit.completed, lead.recorded and lead.outcome_reported.
Hears nothing.
"""
