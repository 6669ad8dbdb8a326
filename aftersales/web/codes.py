"""Draws QR codes, as pictures that a page carries itself."""

from __future__ import annotations

import segno


def qr(address: str) -> str:
    """A QR code as a data address of an SVG."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=2))
