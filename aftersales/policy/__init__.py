"""Owns the law: packs, rules, calendars and the judge, without framework, database or clock."""
