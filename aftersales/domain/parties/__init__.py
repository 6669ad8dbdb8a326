"""Owns what the company knows of its parties: customers' files, contacts, sites, and the seats of its own people.

States company.founded, branch.opened, department.opened, head.appointed, staff.hired, staff.left, role.granted,
role.ended, customer.registered, customer.updated, account.key_marked, contact.added and site.added. Hears nothing.
"""
