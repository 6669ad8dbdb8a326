"""Owns the names that the law has for parties of every installation: company, policy, law, customer of a matter."""

from __future__ import annotations

from aftersales.ledger.models import Party

ALIASES = {"law": "policy"}

FIRST = {
    "policy": ("制度", "policy zhidu zd"),
    "installation": ("安装", "installation anzhuang az"),
    "system": ("系统", "system xitong xt"),
    "importer": ("导入", "importer daoru dr"),
    "visitor": ("客户（链接）", "visitor kehu kh"),
}


def first_parties() -> None:
    """The parties that every installation has, made where they are missing."""
    for key, (name, pinyin) in FIRST.items():
        kind = "customer" if key == "visitor" else "system"
        Party.objects.get_or_create(key=key, defaults={"kind": kind, "name": name, "names_pinyin": pinyin})


def party_of(ref: str | None) -> int | None:
    """The id of a party that the law names by id or by key; None where there is none."""
    if not ref:
        return None
    if ref.isdigit():
        return int(ref)
    return Party.objects.filter(key=ALIASES.get(ref, ref)).values_list("pk", flat=True).first()


def by_key(key: str) -> Party:
    """One of the parties that every installation has."""
    return Party.objects.get(key=key)


def company() -> Party:
    """The company itself, made when first asked for."""
    found = Party.objects.filter(key="company").first()
    return found or Party.objects.create(key="company", kind="company", name="公司", names_pinyin="gongsi gs")
