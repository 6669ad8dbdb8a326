"""Owns bilingual texts: one meaning said in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning in both languages of the house."""

    zh: str
    en: str

    def pick(self, lang: str) -> str:
        """The words in ``lang`` (``zh…`` or anything else for English); the other language where one is empty."""
        if lang.startswith("zh"):
            return self.zh or self.en
        return self.en or self.zh

    def as_dict(self) -> dict[str, str]:
        """``{"zh": …, "en": …}``, the shape that packs and the API use."""
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def of(cls, value: Text | Mapping[str, str] | str) -> Text:
        """A text from a mapping, or from one string that serves both languages."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls(value, value)
        return cls(value.get("zh", ""), value.get("en", ""))
