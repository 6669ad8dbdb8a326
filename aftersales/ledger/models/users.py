"""Owns the sign-in user, who speaks for one party."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from aftersales.ledger.models.parties import Party


class User(AbstractUser):
    """Somebody who can sign in; what they may do hangs on the roles of their party, never on Django's permissions."""

    party = models.OneToOneField(Party, models.PROTECT, null=True, blank=True, related_name="user")
    language = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        db_table = "ledger_user"
