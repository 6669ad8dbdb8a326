"""Routes for uploads: checked by what they contain, handed out only to who may see their matter."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, P, PathEx, Query, Router
from ninja.files import UploadedFile

from aftersales.api.v1 import once, shapes, showing
from aftersales.api.v1.auth import actor, reader
from aftersales.api.v1.lists import DocumentFilter, narrowed
from aftersales.api.v1.paging import Page, by_id
from aftersales.api.v1.problems import absent
from aftersales.api.v1.shapes import reply
from aftersales.ledger import attachments, lists, present

router = Router(tags=["files"])


@router.get(
    "/attachments", response=Page[shapes.AttachmentOut], operation_id="list_attachments", summary="附件 · Attachments"
)
def attached(request: HttpRequest, filters: Query[DocumentFilter]) -> Any:
    """Uploads on matters that the caller may see."""
    rows = narrowed(lists.attachments(reader(request)), filters, matter="matter_id")
    return by_id(rows, filters, showing.attachment_card)


@router.post(
    "/attachments",
    response={201: shapes.AttachmentOut},
    operation_id="upload",
    summary="上传 · Upload",
    openapi_extra=once.EXTRA,
)
@once.once
def upload(
    request: HttpRequest,
    file: File[UploadedFile],
    matter: Form[str | None] = None,
    internal: Form[bool] = False,
) -> HttpResponse:
    """Keeps a file; acts name it by its id."""
    by = actor(request, "upload")
    row = None
    if matter:
        row = lists.matter(by, int(matter)) if matter.isascii() and matter.isdigit() and len(matter) < 19 else None
        if row is None:
            raise absent()
    made = attachments.store(
        file.file or file, file.name or "file", by=by, at=present.now(), matter=row, internal=internal
    )
    return reply(201, showing.attachment_card(made))


@router.get(
    "/attachments/{attachment_id}/content",
    operation_id="download",
    summary="下载 · Download",
    openapi_extra={"responses": {200: {"description": "The bytes", "content": {"application/octet-stream": {}}}}},
)
def download(request: HttpRequest, attachment_id: PathEx[str, P(pattern="^[0-9]{1,18}$")]) -> Any:
    """The bytes of an upload, always as an attachment."""
    row = lists.attachments(reader(request)).filter(pk=int(attachment_id)).first()
    if row is None or not attachments.path_of(row).is_file():
        raise absent()
    response = FileResponse(attachments.path_of(row).open("rb"))
    for name, value in attachments.headers(row).items():
        response.headers[name] = value  # after Django's own guess of name and kind
    return response
