"""Owns models, installed units, service contracts and deliveries.

States model.registered, unit.installed, contract.registered, contract.extended, delivery.recorded and
delivery.commissioned. Hears nothing.
"""
