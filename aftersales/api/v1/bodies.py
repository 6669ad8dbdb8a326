"""Makes the typed bodies of acts from the acts' own inputs, so that there is no second list of anything."""

from __future__ import annotations

from typing import Annotated, Any

import pydantic
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, WithJsonSchema, create_model

from aftersales.ledger.acts import MatterRef
from aftersales.ledger.registry import ActSpec

Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,18}$"})]


class Body(BaseModel):
    """What every act takes besides its own input."""

    model_config = ConfigDict(extra="forbid")

    at: AwareDatetime | None = Field(
        None, description="When a device without a network did it; the server's time where left out"
    )
    reason: str = Field("", max_length=2000, description="Why it is done nevertheless, where a gate asks for a reason")


def body_of(spec: ActSpec) -> type[Body]:
    """The body of one act: the matter it is done on, as far as it takes one, and its input."""
    extra: dict[str, Any] = {}
    on = spec.type.on
    kinds = ", ".join(kind for kind in on if kind is not None)
    if on == (None,):
        pass
    elif None in on:
        extra["matter"] = (MatterRef | None, Field(None, description=f"Id of a matter ({kinds}), or none"))
    else:
        extra["matter"] = (MatterRef, Field(description=f"Id of a matter ({kinds})"))
    given = create_model(f"{model_name(spec.type.name)}Given", __base__=spec.given, __doc__=spec.given.__doc__)
    extra["given"] = (given, Field(**_given_default(given)))
    return create_model(f"{model_name(spec.type.name)}Body", __base__=Body, **extra)


def _given_default(given: type[BaseModel]) -> dict[str, Any]:
    """An input in which everything may be left out may be left out itself."""
    try:
        return {"default": given()}
    except pydantic.ValidationError:
        return {}


def model_name(act: str) -> str:
    """`workorder.ask_help` as a name of a schema."""
    return "".join(part.capitalize() for part in act.replace(".", "_").split("_"))
