"""Owns documents and signatures: what was filed, the digest of it, and who drew their name under which wording."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.models import Document, Matter, Party, Signature
from aftersales.policy.values import to_json

PNG: Final = b"\x89PNG\r\n\x1a\n"
MOST_BYTES: Final = 400_000
MOST_PIXELS: Final = 4_000
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def canonical(values: Mapping[str, Any]) -> str:
    """The one way to write values as JSON, so that equal values have equal digests."""
    return json.dumps(to_json(dict(values)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(form: str, values: Mapping[str, Any]) -> str:
    """The digest of a document's form and values."""
    return hashlib.sha256(f"{form}\n{canonical(values)}".encode()).hexdigest()


def file_document(
    matter: Matter, form: str, values: Mapping[str, Any], *, by: Party, at: datetime, event: str = "", edition: str = ""
) -> Document:
    """The next revision of the form on the matter; the same values again are the same document."""
    digest = digest_of(form, values)
    last = latest(matter, form)
    if last is not None and last.digest == digest:
        return last
    made = Document.objects.create(
        matter=matter,
        form=form,
        edition=edition,
        revision=(last.revision if last else 0) + 1,
        values=to_json(dict(values)),
        digest=digest,
        filed_by=by,
        filed_at=at,
        event=event,
    )
    if last is not None:
        Document.objects.filter(pk=last.pk).update(replaced_by=made)
    return made


def latest(matter: Matter, form: str | None = None) -> Document | None:
    """The document of a form that stands now."""
    rows = Document.objects.filter(matter=matter, replaced_by__isnull=True)
    return (rows.filter(form=form) if form else rows).order_by("-filed_at", "-revision").first()


def sign_document(
    document: Document,
    *,
    image: str | None,
    name: str,
    role: str,
    by: Party,
    at: datetime,
    place: str = "",
    event: str = "",
) -> Signature:
    """A name under the document as it stands; the picture is checked by what it contains."""
    if document.digest != digest_of_row(document):
        raise _refused("signature.document", "单据内容与其摘要不符。", "The document does not match its digest.", None)
    return Signature.objects.create(
        document=document,
        image=picture(image) if image else None,
        name=name[:120],
        role=role,
        party=by,
        place=place[:200],
        at=at,
        digest=document.digest,
        event=event,
    )


def digest_of_row(document: Document) -> str:
    """The digest of what the row holds now."""
    text = json.dumps(document.values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{document.form}\n{text}".encode()).hexdigest()


def valid_signatures(document: Document) -> QuerySet[Signature]:
    """The signatures that were given under these very words."""
    return Signature.objects.filter(document=document, digest=digest_of_row(document))


def picture(image: str) -> bytes:
    """The bytes of a drawn signature (a PNG data address); refused where it is none, too large, or blank."""
    head, _, body = image.partition(",")
    if head != "data:image/png;base64":
        raise _refused("signature.kind", "签名须为 PNG 图像。", "A signature must be a PNG image.")
    try:
        raw = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise _refused("signature.kind", "签名图像无法读取。", "The signature's image cannot be read.") from None
    if len(raw) > MOST_BYTES:
        raise _refused("signature.size", "签名图像过大。", "The signature's image is too large.")
    _check_png(raw)
    return raw


def _check_png(raw: bytes) -> None:
    try:
        header, packed = _chunks(raw)
        width, height, depth, colour = struct.unpack(">IIBB", header[:10])
        if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS or colour not in _CHANNELS:
            raise ValueError
        expected = (1 + (width * depth * _CHANNELS[colour] + 7) // 8) * height
        pixels = zlib.decompressobj().decompress(packed, expected + 1)
    except (ValueError, struct.error, zlib.error):
        raise _refused("signature.kind", "签名图像已损坏。", "The signature's image is damaged.") from None
    if header[12] == 0 and len(pixels) != expected:
        raise _refused("signature.kind", "签名图像已损坏。", "The signature's image is damaged.")
    if len(set(pixels)) <= 3:
        raise _refused("signature.blank", "签名是空白的。", "The signature is blank.")


def _chunks(raw: bytes) -> tuple[bytes, bytes]:
    """The header and all image data of a PNG whose every chunk agrees with its checksum."""
    if not raw.startswith(PNG):
        raise ValueError
    at, header, packed, ended = len(PNG), b"", b"", False
    while at < len(raw) and not ended:
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        data = raw[at + 8 : at + 8 + size]
        (check,) = struct.unpack(">I", raw[at + 8 + size : at + 12 + size])
        if zlib.crc32(kind + data) != check:
            raise ValueError
        header = data if kind == b"IHDR" else header
        packed += data if kind == b"IDAT" else b""
        ended = kind == b"IEND"
        at += 12 + size
    if not ended or at != len(raw) or len(header) != 13:
        raise ValueError
    return header, packed


def _refused(code: str, zh: str, en: str, field: str | None = "image") -> Refused:
    return Refused([Problem(code, Text(zh, en), field=field)])
