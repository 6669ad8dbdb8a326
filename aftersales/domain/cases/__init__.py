"""Owns service jobs and complaints.

States case.opened, case.diagnosed, case.followed_up, case.closed, case.cancelled, complaint.opened,
complaint.recovered, complaint.answered and complaint.closed. Hears nothing.
"""
