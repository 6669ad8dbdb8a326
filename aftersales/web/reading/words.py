"""What things are called: acts, kinds, events, roles, forms, grounds, from the catalogue and the policy in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aftersales.foundation.texts import Text
from aftersales.ledger import editions
from aftersales.ledger.registry import registry
from aftersales.policy.catalogue import ActType, Field

CONSEQUENCES: Mapping[str, Text] = {
    "fine": Text("罚款", "Fine"),
    "reward": Text("奖励", "Reward"),
    "compensation": Text("赔偿", "Compensation"),
    "liability": Text("责任承担", "Liability"),
    "points": Text("扣分", "Points"),
    "demerit": Text("记过", "Demerit"),
    "major_demerit": Text("记大过", "Major demerit"),
    "dismissal": Text("辞退", "Dismissal"),
    "legal_action": Text("追究法律责任", "Legal action"),
    "record": Text("记入档案", "Entered in the record"),
    "conduct": Text("行为记录", "Conduct record"),
    "one_of": Text("按情节轻重选定", "To be chosen by gravity"),
}
LINES: Mapping[str, Text] = {
    "parts": Text("零配件", "Parts"),
    "labour": Text("人工", "Labour"),
    "travel": Text("出差", "Travel"),
    "other": Text("其他", "Other"),
    "total": Text("合计", "Total"),
}
KINDS: Mapping[str, Text] = {
    "duty": Text("责任", "Duty"),
    "recurring": Text("定期责任", "Recurring duty"),
    "gate": Text("前置条件", "Gate"),
    "route": Text("流转", "Route"),
    "coverage": Text("保修范围", "Coverage"),
    "charge": Text("收费", "Charge"),
    "penalty": Text("处罚", "Penalty"),
    "reward": Text("奖励", "Reward"),
    "measure": Text("指标", "Measure"),
    "stand_in": Text("代理", "Stand-in"),
    "keep": Text("保存", "Record keeping"),
    "statement": Text("条文", "Statement"),
}
PAYERS: Mapping[str, Text] = {
    "company": Text("公司", "Company"),
    "customer": Text("用户", "Customer"),
    "supplier": Text("供应商", "Supplier"),
    "factory": Text("厂家", "Factory"),
    "policy": Text("制度", "The policy"),
    "visitor": Text("来访者", "Visitor"),
}


def known(name: str) -> bool:
    """Whether there is such an act, with a button of its own."""
    return name in registry.acts and not registry.acts[name].hidden


def act_type(name: str) -> ActType:
    """The act as its room declared it."""
    return registry.acts[name].type


def act_label(name: str) -> Text:
    """What an act is called."""
    return registry.acts[name].type.label if name in registry.acts else Text(name, name)


def stands_on(name: str) -> Sequence[str | None]:
    """The kinds of matter that an act can be done on."""
    return registry.acts[name].type.on if name in registry.acts else ()


def act_fields(name: str) -> Sequence[Field]:
    """The typed input of an act."""
    return tuple(act_type(name).given.values())


def asks_nothing(name: str) -> bool:
    """Whether an act is done without entering anything."""
    return name in registry.acts and not registry.acts[name].type.given


def makes(name: str) -> bool:
    """Whether an act begins a matter of its own."""
    return registry.acts[name].type.makes is not None


def begins(kind: str) -> list[str]:
    """The acts that begin a matter of a kind out of nothing."""
    return [
        name
        for name, spec in registry.acts.items()
        if spec.type.makes == kind and None in spec.type.on and not spec.hidden
    ]


def kind_label(name: str) -> Text:
    """What a kind of matter is called."""
    return registry.kinds[name].label if name in registry.kinds else Text(name, name)


def event_label(name: str) -> Text:
    """What an event is called."""
    event = registry.events.get(name) or editions.catalogue().events.get(name)
    return event.label if event else HOUSE_EVENTS.get(name, Text(name, name))


def event_fields(name: str) -> Sequence[Field]:
    """The typed fields of an event."""
    event = registry.events.get(name) or editions.catalogue().events.get(name)
    return tuple(event.fields.values()) if event else ()


HOUSE_EVENTS: Mapping[str, Text] = {
    "act.held.v1": Text("动作待批", "Act held for consent"),
    "act.released.v1": Text("动作获批", "Act released"),
    "act.sent_back.v1": Text("动作退回", "Act sent back"),
    "deadline.passed.v1": Text("期限已到", "A deadline passed"),
    "judgement.withdrawn.v1": Text("判定撤回", "A judgement was withdrawn"),
}


def role_label(name: str) -> Text:
    """What a role, or one of the parties that every installation has, is called."""
    role = editions.pack().roles.get(name)
    return role.label if role else PAYERS.get(name, Text(name, name))


def policy_words(of: str) -> Mapping[str, Text]:
    """Grounds or roles of the policy in force."""
    pack = editions.pack()
    table = pack.grounds if of == "ground" else pack.roles
    return {key: item.label for key, item in table.items()}


def form_label(name: str) -> Text:
    """What a form is called."""
    pack = editions.pack()
    form = pack.forms.get(name) or pack.checklists.get(name)
    return form.label if form else Text(name, name)


def all_words() -> Mapping[str, Text]:
    """Every word that a value may be: roles, grounds, forms, acts."""
    pack = editions.pack()
    found = {key: item.label for table in (pack.forms, pack.roles, pack.grounds) for key, item in table.items()}
    return {**{name: spec.type.label for name, spec in registry.acts.items()}, **CONSEQUENCES, **PAYERS, **found}


def consequence_label(name: str) -> Text:
    """What a consequence is called."""
    return CONSEQUENCES.get(name, Text(name, name))


def line_label(name: str) -> Text:
    """What a line of a charge is called."""
    return LINES.get(name, Text(name, name))


def rule_kind_label(name: str) -> Text:
    """What a kind of rule is called."""
    return KINDS.get(name, Text(name, name))


def topic_label(name: str) -> Text:
    """What a notice is about, where it is no word of the house."""
    return TOPICS.get(name, event_label(name))


TOPICS: Mapping[str, Text] = {
    "remind": Text("即将到期", "will soon be due"),
    "told": Text("请知悉", "concerns you"),
    "breach": Text("未按时完成", "was not done in time"),
    "else": Text("未按时完成", "was not done in time"),
    "refused": Text("被拒绝", "was refused"),
    "missed": Text("指标未达", "missed its target"),
    "policy_act_refused": Text("制度要求的动作未能完成", "an act that the policy orders could not be done"),
}
