"""Owns the skeleton of a new pack: small, complete, and clean when it is checked."""

from __future__ import annotations

import re
from pathlib import Path

from aftersales.foundation.places import Place
from aftersales.foundation.problems import Problem, Refused
from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import Catalogue

_FILES = {
    "pack.yaml": """\
# 制度的首页：名称、归属、时区、需要交代的条款
pack: {name}
title: {{zh: {name}, en: {name}}}
owner: {{zh: 服务部, en: Service department}}
layer: policy
{includes}timezone: Asia/Shanghai
currency: CNY
approves: {{role: manager}}
clauses: [{clause}-1, {clause}-2, {clause}-3]
""",
    "roles.yaml": """\
# 谁：制度里说到的部门、岗位和外部的人
roles:
  manager: {{zh: 主管, en: Manager, kind: person}}
  staff: {{zh: 服务人员, en: Staff, kind: person}}
""",
    "may.yaml": """\
# 谁可以做什么、看什么；没写的一律不许
may:
  manager: {{acts: [finding.*, consequence.*, obligation.*, matter.comment], scope: branch}}
  staff: {{acts: [finding.hear, consequence.appeal, matter.comment], scope: own}}
see:
  manager: {{kinds: ["*"], scope: branch}}
""",
    "grounds.yaml": """\
# 事由：可以查实的，和可据以放行的（waives: true）
grounds:
  impolite: {{zh: 言行不文明, en: Impolite, waives: false}}
""",
    "clauses/1-first.yaml": """\
# 一条一条写：原文、英文、规则；改动时加一个新版本，旧的不删
- clause: {clause}-1
  title: {{zh: 听取申辩, en: Hearing}}
  editions:
    - from: 2026-01-01
      text:
        zh: 有人被指有过失的，主管在三天内听取本人申辩。
        en: Where somebody is said to be at fault, the manager hears them within three days.
      rules:
        hear:
          kind: duty
          when: finding.alleged.v1
          who: manager
          must: finding.hear
          within: 3d
          else: {{tell: [manager]}}

- clause: {clause}-2
  editions:
    - from: 2026-01-01
      text: {{zh: 本制度自发布之日起施行。, en: This policy is in force from its publication.}}
      rules:
        words: {{kind: statement}}

- clause: {clause}-3
  editions:
    - from: 2026-01-01
      text: {{zh: 待编码的条款。, en: A clause still to be encoded.}}
      status: deferred
      note: 还没有和归属部门谈过
""",
    "stories/1-first.yaml": """\
- story: 第二天就听取了申辩
  en: Heard on the next day
  names: [{clause}-1]
  people: {{sun: manager, li: staff}}
  given: {{job: {{kind: {kind}}}}}
  happens:
    - {{at: 2026-03-02 09:00, sun: finding.allege, on: job, given: {{ground: impolite, against: [li]}}}}
    - {{at: 2026-03-03 09:00, sun: finding.hear, on: job, given: {{statement: 属实}}}}
  expect:
    - {{rule: {clause}-1#hear, on: job, due: 2026-03-05 09:00, kept: 2026-03-03 09:00}}

- story: 三天没有听取申辩，主管逾期
  en: Nobody was heard for three days
  names: [{clause}-1]
  people: {{sun: manager, li: staff}}
  given: {{job: {{kind: {kind}}}}}
  happens:
    - {{at: 2026-03-02 09:00, sun: finding.allege, on: job, given: {{ground: impolite, against: [li]}}}}
    - {{at: 2026-03-06 09:00, pass: true}}
  expect:
    - {{rule: {clause}-1#hear, on: job, due: 2026-03-05 09:00, breached: 2026-03-05 09:00, told: [sun]}}
""",
}


def new_pack(name: str, root: Path, catalogue: Catalogue) -> list[Path]:
    """Write the skeleton into ``root/name``; Refused where the name is no name or the folder exists."""
    folder = root / name
    if re.fullmatch(r"[a-z][a-z0-9-]*", name) is None:
        said = Text(
            f"“{name}”不能作制度名：用小写字母、数字和连字符。",
            f"'{name}' is no name: use lower-case letters, digits, hyphens.",
        )
        raise Refused([Problem("pack.name", said)])
    if folder.exists():
        said = Text(f"{folder} 已经存在。", f"{folder} exists already.")
        raise Refused([Problem("pack.exists", said, None, Place(str(folder)))])
    kinds = sorted(kind.name for kind in catalogue.kinds.values() if None in kind.parents) or sorted(catalogue.kinds)
    words = {
        "name": name,
        "clause": name.replace("-", "").upper()[:12],
        "kind": kinds[0] if kinds else "*",
        "includes": "includes: [common]\n" if (root / "common" / "pack.yaml").is_file() else "",
    }
    written = []
    for path, text in _FILES.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.format(**words), encoding="utf-8")
        written.append(target)
    return written
