"""Owns the law's own acts and events, which can stand on any kind of matter, and the names every matter has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from aftersales.foundation.texts import Text
from aftersales.policy.catalogue import ANY, ActType, Catalogue, EventType, Field, FieldKind, fields


def _f(name: str, kind: FieldKind, zh: str, en: str, *, required: bool = False) -> Field:
    return Field(
        name, kind, Text(zh, en), required, multiline=kind == "text" and name in ("reason", "note", "statement")
    )


_REASON = _f("reason", "text", "理由", "Reason", required=True)
_NOTE = _f("note", "text", "说明", "Note")
_FINDING = _f("finding", "text", "查实事项", "Finding")
_CONSEQUENCE = _f("consequence", "text", "奖惩事项", "Consequence")
_OBLIGATION = _f("obligation", "text", "责任", "Obligation", required=True)
_APPROVAL = _f("approval", "text", "审批", "Approval", required=True)
_GROUND = _f("ground", "text", "事由", "Ground")
_RULE = _f("rule", "text", "规则", "Rule", required=True)
_PERSON = _f("person", "party", "当事人", "Person", required=True)
_FORM = _f("form", "text", "单据", "Form", required=True)

# act, what it states, labels, fields of its input, further fields of its event
_ACTS: tuple[tuple[str, str, str, str, tuple[Field, ...], tuple[Field, ...]], ...] = (
    ("finding.allege", "finding.alleged.v1", "提出", "Allege", (
        _f("ground", "text", "事由", "Ground", required=True),
        _f("against", "parties", "针对", "Against", required=True),
        _f("statement", "text", "陈述", "Statement")), (_FINDING,)),
    ("finding.hear", "finding.heard.v1", "听取申辩", "Hear", (
        _FINDING, _f("statement", "text", "申辩", "Statement", required=True)), (_GROUND,)),
    ("finding.uphold", "finding.upheld.v1", "查实", "Uphold", (
        _FINDING, _GROUND, _f("responsible", "parties", "责任人", "Responsible", required=True), _NOTE), ()),
    ("finding.dismiss", "finding.dismissed.v1", "不成立", "Dismiss", (_FINDING, _REASON), (_GROUND,)),
    ("consequence.propose", "consequence.proposed.v1", "提议奖惩", "Propose a consequence", (
        _RULE, _PERSON, _NOTE), (_CONSEQUENCE,)),
    ("consequence.confirm", "consequence.confirmed.v1", "确认奖惩", "Confirm a consequence", (
        _CONSEQUENCE, _f("facts_checked", "bool", "事实已核对", "Facts checked", required=True),
        _f("choice", "text", "选定", "Choice"), _f("reason", "text", "理由", "Reason")), (_f("rule", "text", "规则", "Rule"),)),
    ("consequence.drop", "consequence.dropped.v1", "不予奖惩", "Drop a consequence", (_CONSEQUENCE, _REASON), ()),
    ("consequence.appeal", "consequence.appealed.v1", "申诉", "Appeal", (_CONSEQUENCE, _REASON), ()),
    ("consequence.sustain", "consequence.sustained.v1", "维持", "Sustain", (_CONSEQUENCE, _REASON), ()),
    ("consequence.reverse", "consequence.reversed.v1", "撤销", "Reverse", (_CONSEQUENCE, _REASON), ()),
    ("consequence.settle", "consequence.settled.v1", "结清", "Settle", (_CONSEQUENCE,), ()),
    ("obligation.take", "obligation.taken.v1", "接手", "Take", (_OBLIGATION,), ()),
    ("obligation.hand_over", "obligation.handed_over.v1", "移交", "Hand over", (
        _OBLIGATION, _f("to", "party", "交给", "To", required=True), _NOTE), ()),
    ("obligation.waive", "obligation.waived.v1", "免除", "Waive", (
        _OBLIGATION, _f("ground", "text", "事由", "Ground", required=True), _REASON), ()),
    ("obligation.ask_extension", "obligation.extension_asked.v1", "申请延期", "Ask for an extension", (
        _OBLIGATION, _f("until", "instant", "延至", "Until", required=True), _REASON), ()),
    ("obligation.grant_extension", "obligation.extension_granted.v1", "同意延期", "Grant an extension", (
        _OBLIGATION, _f("until", "instant", "延至", "Until")), ()),
    ("obligation.deny_extension", "obligation.extension_denied.v1", "不同意延期", "Deny an extension", (
        _OBLIGATION, _REASON), ()),
    ("gate.waive", "gate.waived.v1", "放行", "Waive a gate", (
        _RULE, _f("ground", "text", "事由", "Ground", required=True), _REASON), ()),
    ("approval.consent", "approval.consented.v1", "同意", "Consent", (_APPROVAL, _NOTE), (_f("act", "text", "动作", "Act"),)),
    ("approval.refuse", "approval.refused.v1", "不同意", "Refuse", (_APPROVAL, _REASON), (_f("act", "text", "动作", "Act"),)),
    ("event.correct", "event.corrected.v1", "更正", "Correct", (
        _f("event", "text", "事件", "Event", required=True), _f("fields", "rows", "更正内容", "Fields", required=True),
        _REASON), ()),
    ("matter.merge", "matter.merged.v1", "合并", "Merge", (
        _f("into", "matter", "并入", "Into", required=True), _REASON), ()),
    ("matter.adopt", "matter.adopted.v1", "接管旧事项", "Adopt an earlier matter", (
        _f("kind", "text", "事项种类", "Kind of matter", required=True), _f("title", "text", "标题", "Title"),
        _f("number", "text", "编号", "Number"), _f("customer", "party", "客户", "Customer"),
        _f("fields", "rows", "已知内容", "What is known of it")), ()),
    ("matter.comment", "matter.commented.v1", "备注", "Comment", (
        _f("text", "text", "内容", "Text", required=True), _f("internal", "bool", "内部", "Internal")), ()),
    ("form.file", "form.filed.v1", "填报单据", "File a form", (
        _FORM, _f("values", "rows", "内容", "Values")), (_f("document", "text", "单据号", "Document"),)),
    ("form.sign", "form.signed.v1", "签署单据", "Sign a form", (
        _f("form", "text", "单据", "Form"), _f("document", "text", "单据号", "Document"),
        _f("name", "text", "签名", "Name", required=True), _f("role", "text", "身份", "Role", required=True)), ()),
    ("absence.record", "absence.recorded.v1", "登记缺勤", "Record an absence", (
        _PERSON, _f("from", "instant", "自", "From", required=True), _f("until", "instant", "至", "Until", required=True),
        _f("stand_in", "party", "代理人", "Stand-in"), _REASON), ()),
)  # fmt: skip

_ALONE = ("matter.adopt",)  # what may also be done on no matter

GENERIC_ACTS: tuple[ActType, ...] = tuple(
    ActType(name, (None, ANY) if name in _ALONE else (ANY,), states, Text(zh, en), fields(*given), generic=True)
    for name, states, zh, en, given, _ in _ACTS
)
_PAST: Mapping[str, tuple[str, str]] = {act: (f"已{zh}", f"{en}: done") for act, _, zh, en, _, _ in _ACTS}
GENERIC_EVENTS: tuple[EventType, ...] = tuple(
    EventType(
        states, (ANY,), Text(*_PAST[name]),
        fields(*(item for item in (*given, *further) if not (name == "form.file" and item.name == "values"))),
    )
    for name, states, _, _, given, further in _ACTS
)  # fmt: skip

_SPAN = (_f("from", "instant", "自", "From"), _f("until", "instant", "至", "Until"))
_MEASURED = (
    _f("rule", "text", "规则", "Rule"), _f("member", "matter", "成员", "Member"), _f("figure", "number", "数值", "Figure"),
    _f("target", "number", "目标", "Target"), _f("count", "number", "件数", "Count"), *_SPAN,
)  # fmt: skip
DERIVED_EVENTS: tuple[EventType, ...] = tuple(
    EventType(name, (ANY,), Text(zh, en), fields(*items), derived=True)
    for name, zh, en, items in (
        ("duty.breached.v1", "责任逾期", "Duty breached", (
            _f("rule", "text", "规则", "Rule"), _f("obligation", "text", "责任", "Obligation"),
            _f("holder", "party", "责任人", "Holder"), _f("due", "instant", "到期", "Due"),
            _f("must", "texts", "应做", "Must"))),
        ("period.began.v1", "周期开始", "Period began", (
            _f("rule", "text", "规则", "Rule"), _f("population", "text", "范围", "Population"),
            _f("period", "text", "周期", "Period"), *_SPAN)),
        ("period.ended.v1", "周期结束", "Period ended", (
            _f("rule", "text", "规则", "Rule"), _f("population", "text", "范围", "Population"),
            _f("period", "text", "周期", "Period"), *_SPAN)),
        ("measure.closed.v1", "指标结算", "Measure closed", _MEASURED),
        ("measure.missed.v1", "指标未达", "Measure missed", _MEASURED),
        ("personal.blanked.v1", "个人信息到期删除", "Personal data let go", (
            _f("rule", "text", "规则", "Rule"), _f("names", "texts", "栏目", "Fields"))),
        ("act.refused.v1", "动作被拒", "Act refused", (
            _f("act", "text", "动作", "Act"), _f("codes", "texts", "原因", "Codes"), _f("cites", "texts", "依据", "Cites"))),
    )
)  # fmt: skip

# What every matter and event has without any room declaring it.
BUILT_IN: Mapping[str, Field] = fields(
    _f("by", "party", "行为人", "Done by"),
    _f("at", "instant", "时间", "At"),
    _f("kind", "text", "事项种类", "Kind of matter"),
    _f("customer", "party", "客户", "Customer"),
    _f("holder", "party", "承办人", "Holder"),
    _f("paused_for", "text", "暂停原因", "Paused for"),
)
PARTY_KINDS = ("person", "post", "department", "branch", "company", "customer", "provider", "supplier")
PARTIES = ("company", "customer", "supplier", "factory", "provider", "policy")


def with_law(catalogue: Catalogue) -> Catalogue:
    """The rooms' catalogue with the law's own acts and events, where it has not got them yet."""
    acts = {act.name: act for act in GENERIC_ACTS} | dict(catalogue.acts)
    events = {event.name: event for event in (*GENERIC_EVENTS, *DERIVED_EVENTS)} | dict(catalogue.events)
    if len(acts) == len(catalogue.acts) and len(events) == len(catalogue.events):
        return catalogue
    return replace(catalogue, acts=MappingProxyType(acts), events=MappingProxyType(events))
