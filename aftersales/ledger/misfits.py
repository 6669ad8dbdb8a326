"""Owns the words for input that does not fit its type: pydantic's errors said in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from aftersales.foundation.texts import Text

_SAID: Final[dict[str, tuple[str, str]]] = {
    "missing": ("必须填写", "it is needed"),
    "extra_forbidden": ("没有这一项", "there is no such field"),
    "string_type": ("应为文字", "it must be text"),
    "string_too_long": ("文字过长，最多 {max_length} 字", "the text is too long, {max_length} characters at most"),
    "string_too_short": ("文字过短，至少 {min_length} 字", "the text is too short, {min_length} characters at least"),
    "string_pattern_mismatch": ("写法不对", "it is not written as expected"),
    "bool_type": ("应为是或否", "it must be true or false"),
    "bool_parsing": ("应为是或否", "it must be true or false"),
    "int_type": ("应为整数", "it must be a whole number"),
    "int_parsing": ("应为整数", "it must be a whole number"),
    "int_from_float": ("应为整数", "it must be a whole number"),
    "decimal_type": ("应为数字", "it must be a number"),
    "decimal_parsing": ("应为数字", "it must be a number"),
    "float_parsing": ("应为数字", "it must be a number"),
    "literal_error": ("只能是 {expected}", "it must be {expected}"),
    "datetime_parsing": ("不是时间", "it is no instant"),
    "datetime_from_date_parsing": ("不是时间", "it is no instant"),
    "timezone_aware": ("时间须带时区", "the instant needs a time zone"),
    "date_parsing": ("不是日期", "it is no date"),
    "date_from_datetime_parsing": ("不是日期", "it is no date"),
    "list_type": ("应为列表", "it must be a list"),
    "tuple_type": ("应为列表", "it must be a list"),
    "dict_type": ("应为一组名称和值", "it must be names with values"),
    "model_type": ("应为一组名称和值", "it must be names with values"),
    "model_attributes_type": ("应为一组名称和值", "it must be names with values"),
    "greater_than_equal": ("不能小于 {ge}", "it must be at least {ge}"),
    "less_than_equal": ("不能大于 {le}", "it must be at most {le}"),
    "greater_than": ("须大于 {gt}", "it must be above {gt}"),
    "less_than": ("须小于 {lt}", "it must be below {lt}"),
    "json_invalid": ("不是有效的 JSON", "it is no valid JSON"),
}


def misfit(error: Mapping[str, Any]) -> Text:
    """What is wrong with one value; words that the house does not know are given as they come."""
    words = str(error.get("msg", "")).removeprefix("Value error, ")
    zh, en = _SAID.get(str(error.get("type")), (words, words))
    known = {str(name): value for name, value in dict(error.get("ctx") or {}).items()}
    try:
        return Text(zh.format(**known), en.format(**known))
    except (KeyError, IndexError, ValueError):
        return Text(words, words)
