"""The routers of the first version, by where they are mounted."""

from __future__ import annotations

from ninja import Router

from aftersales.api.v1 import acts, demo, files, keys, lists, matters, policies


def routers() -> list[tuple[str, Router]]:
    """Prefix and router, in the order of the document."""
    plain = [lists.router, matters.router, policies.router, files.router, keys.router, demo.router]
    return [("/acts", acts.router()), *(("", router) for router in plain)]
