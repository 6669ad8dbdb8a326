"""Owns uploads: known by what they contain, kept under their digest, handed out only as attachments."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import secrets
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from django.conf import settings

from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.ledger.models import Attachment, Matter, Party

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_FILES: Final = 60
TYPES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "png": ("image/png", ("png",)),
    "jpeg": ("image/jpeg", ("jpg", "jpeg", "jpe")),
    "webp": ("image/webp", ("webp",)),
    "heic": ("image/heic", ("heic", "heif")),
    "pdf": ("application/pdf", ("pdf",)),
    "mp4": ("video/mp4", ("mp4", "m4v", "mov")),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)),
    "csv": ("text/csv", ("csv",)),
    "txt": ("text/plain", ("txt", "log", "md")),
}
_HEIC: Final = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim")
_MP4: Final = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"qt  ",
    b"MSNV",
    b"3gp4",
    b"3gp5",
)


def store(
    upload: IO[bytes], name: str, *, by: Party, at: datetime, matter: Matter | None = None, internal: bool = False
) -> Attachment:
    """Keeps an uploaded file; refused where its content is of no known kind, too large, or one too many."""
    raw = upload.read(MOST_BYTES + 1)
    kind = _checked(raw, name, matter)
    digest = hashlib.sha256(raw).hexdigest()
    _write(digest, raw)
    return Attachment.objects.create(
        matter=matter,
        name=clean_name(name),
        content_type=TYPES[kind][0],
        size=len(raw),
        digest=digest,
        by=by,
        at=at,
        internal=internal,
    )


def _checked(raw: bytes, name: str, matter: Matter | None) -> str:
    if len(raw) > MOST_BYTES:
        raise _refused(
            "upload.size", f"文件超过 {MOST_BYTES >> 20} MB。", f"The file is larger than {MOST_BYTES >> 20} MB."
        )
    if matter is not None and matter.attachments.count() >= MOST_FILES:
        raise _refused(
            "upload.count", f"一个事项最多 {MOST_FILES} 个附件。", f"A matter takes {MOST_FILES} files at most."
        )
    kind = kind_of(raw)
    listed = ", ".join(TYPES)
    if kind is None:
        raise _refused("upload.kind", f"不支持的文件内容；支持 {listed}。", f"No known content; there are {listed}.")
    ending = name.rpartition(".")[2].lower()
    if kind == "txt" and ending == "csv":
        return "csv"
    if ending not in TYPES[kind][1]:
        raise _refused(
            "upload.name",
            f"文件名以 .{ending} 结尾，内容却是 {kind}。",
            f"The name ends in .{ending}, the content is {kind}.",
        )
    return kind


def kind_of(raw: bytes) -> str | None:
    """The kind of a file by its content, None where it is none of ours."""
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if raw.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "webp"
    if raw[:5] == b"%PDF-":
        return "pdf"
    if raw[4:8] == b"ftyp":
        return "heic" if raw[8:12] in _HEIC else "mp4" if raw[8:12] in _MP4 else None
    if raw[:4] == b"PK\x03\x04":
        return _office(raw)
    return "txt" if raw and _is_text(raw) else None


def _office(raw: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            names = {one.lower() for one in packed.namelist()}
    except zipfile.BadZipFile:
        return None
    if "[content_types].xml" not in names or any(one.endswith("vbaproject.bin") for one in names):
        return None
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "docx" if "word/document.xml" in names else None


def _is_text(raw: bytes) -> bool:
    for coding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(coding)
        except UnicodeDecodeError:
            continue
        return not any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text)
    return False


def clean_name(name: str) -> str:
    """The last part of a name, without signs that mean something to a file system or a header."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*/\\').strip(" .")
    return kept[-200:] or "file"


def path_of(attachment: Attachment) -> Path:
    """Where the bytes lie."""
    return Path(settings.MEDIA_ROOT) / attachment.digest[:2] / attachment.digest


def drawing_of(pk: str, matter: Matter) -> str:
    """An uploaded picture of a signature as a PNG data address; refused where it is not of this matter."""
    row = Attachment.objects.filter(pk=pk).first()
    if row is None or row.matter_id not in (None, matter.pk):
        raise _refused("signature.unknown", "没有这个签名图像。", "There is no such picture of a signature.")
    return "data:image/png;base64," + base64.b64encode(path_of(row).read_bytes()).decode()


def headers(attachment: Attachment) -> dict[str, str]:
    """What a face sends with the bytes: never shown in the page, never sniffed, never kept by others."""
    return {
        "Content-Type": attachment.content_type,
        "Content-Length": str(attachment.size),
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment.name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


def _write(digest: str, raw: bytes) -> None:
    place = Path(settings.MEDIA_ROOT) / digest[:2] / digest
    if place.is_file():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_name(f"{digest}.{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused([Problem(code, Text(zh, en), field="file")])
