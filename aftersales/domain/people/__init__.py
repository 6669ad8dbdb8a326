"""Owns reports on conduct, attempts to reach staff by phone, and trainings.

States conduct.reported, conduct.checked, phone.checked, phone.explained, phone.decided and training.recorded.
Hears nothing.
"""
