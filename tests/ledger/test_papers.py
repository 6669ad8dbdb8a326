"""Documents, signatures, uploads and links hold only what they should."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from datetime import timedelta

import pytest

from aftersales.foundation.problems import Refused
from aftersales.ledger import attachments, documents, links
from aftersales.ledger.models import Attachment, CustomerLink, Event, Signature
from aftersales.ledger.verify import verify
from tests.ledger.lab import START, at


def png(ink: bool = True, width: int = 40, height: int = 20) -> bytes:
    """A PNG with a line drawn in it, or without."""
    rows = bytearray()
    for line in range(height):
        rows.append(0)
        rows += bytes((column * 7 + line * 13) % 256 if ink else 255 for column in range(width))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return documents.PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b"")


def drawn(raw: bytes) -> str:
    """The data address that a page sends."""
    return "data:image/png;base64," + base64.b64encode(raw).decode()


def test_a_signature_is_under_the_words_it_was_given_under(cast, job, tell):
    matter = job()
    first = documents.file_document(matter, "report", {"cause": "旧件"}, by=cast.li, at=at(1))
    documents.sign_document(first, image=drawn(png()), name="钱", role="customer", by=cast.qian, at=at(1))
    assert documents.valid_signatures(first).count() == 1
    same = documents.file_document(matter, "report", {"cause": "旧件"}, by=cast.li, at=at(2))
    assert same == first
    second = documents.file_document(matter, "report", {"cause": "新件"}, by=cast.li, at=at(2))
    assert (second.revision, documents.valid_signatures(second).count()) == (2, 0)
    assert documents.latest(matter, "report") == second


@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("data:image/jpeg;base64,AAAA", "signature.kind"),
        ("data:image/png;base64,!!!", "signature.kind"),
        (drawn(b"<svg/>"), "signature.kind"),
        (drawn(png()[:-20]), "signature.kind"),
        (drawn(png().replace(b"IDAT", b"IDAx")), "signature.kind"),
        (drawn(png(ink=False)), "signature.blank"),
    ],
)
def test_a_picture_that_is_no_signature_is_refused(image, code):
    with pytest.raises(Refused) as refused:
        documents.picture(image)
    assert refused.value.problems[0].code == code


def test_a_signature_from_other_words_is_named_by_the_proof(cast, job):
    document = documents.file_document(job(), "report", {"cause": "旧件"}, by=cast.li, at=at(1))
    documents.sign_document(document, image=drawn(png()), name="钱", role="customer", by=cast.qian, at=at(1))
    Signature.objects.update(digest="0" * 64)
    assert [one.table for one in verify().disagreements] == ["ledger_signature"]


def office(name: str, *, macro: bool = False) -> bytes:
    """An empty office file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(name, "<x/>")
        if macro:
            file.writestr("xl/vbaProject.bin", "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (png(), "png"),
        (b"\xff\xd8\xff\xe0abc", "jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\0\0\0\x18ftypmp42", "mp4"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (office("xl/workbook.xml"), "xlsx"),
        (office("word/document.xml"), "docx"),
        ("姓名,电话\n李,1\n".encode("gb18030"), "txt"),
        (office("xl/workbook.xml", macro=True), None),
        (b"MZ\x90\0\x03", None),
        (b"", None),
        (b"PK\x03\x04garbage", None),
    ],
)
def test_a_file_is_known_by_what_it_contains(raw, kind):
    assert attachments.kind_of(raw) == kind


def test_an_upload_is_kept_under_its_digest_and_served_as_an_attachment(cast, job):
    row = attachments.store(io.BytesIO(png()), "../../照片.png", by=cast.li, at=START, matter=job())
    assert attachments.path_of(row).read_bytes() == png()
    assert row.name == "照片.png"
    headers = attachments.headers(row)
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert verify().code == 0
    attachments.path_of(row).write_bytes(b"else")
    assert [one.table for one in verify().disagreements] == ["ledger_attachment"]
    attachments.path_of(row).unlink()


def test_a_name_that_lies_about_its_content_is_refused(cast, db):
    with pytest.raises(Refused) as refused:
        attachments.store(io.BytesIO(b"%PDF-1.7\n"), "a.png", by=cast.li, at=START)
    assert refused.value.problems[0].code == "upload.name"
    assert not Attachment.objects.exists()


def test_a_link_opens_one_matter_until_it_expires(cast, job):
    matter = job(customer=cast.qian.pk)
    token = links.make_link(matter, by=cast.wang, at=START, lifetime=timedelta(hours=2))
    assert not CustomerLink.objects.filter(digest=token).exists()
    found = links.open_link(token, at(1))
    assert found is not None
    assert (found.matter, links.actor(found)) == (matter, cast.qian)
    assert links.open_link(token, at(2)) is None
    assert links.open_link(token + "x", at(1)) is None
    links.revoke(matter, at(1))
    assert links.open_link(token, at(1)) is None


def test_a_link_for_one_use_rates_once(cast, job, tell):
    matter = job()
    link = links.open_link(links.make_link(matter, by=cast.wang, at=START, single_use=True, acts=["job.rate"]), START)
    other = job()
    assert link is not None
    who = links.actor(link)
    assert not tell(who, "job.rate", other, at=at(1), link=link, text="好").ok
    assert not tell(who, "job.note", matter, at=at(1), link=link, text="好").ok
    assert tell(who, "job.rate", matter, at=at(1), link=link, text="好").ok
    second = tell(who, "job.rate", matter, at=at(1), link=link, text="好")
    assert [one.code for one in second.problems] == ["link.spent"]
    assert Event.objects.filter(name="job.rated.v1").count() == 1
