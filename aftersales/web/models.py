"""The few rows the web face owns: failed sign-ins."""

from __future__ import annotations

from django.db import models


class SignInFailure(models.Model):
    """One sign-in that failed; the name is kept as a digest, because people type passwords into the wrong field."""

    who = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        db_table = "web_sign_in_failure"
        indexes = [
            models.Index(fields=["who", "at"], name="sign_in_failure_who"),
            models.Index(fields=["address", "at"], name="sign_in_failure_address"),
        ]
