"""The arguments of a fit that must not change where it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from minigrad.plain_data.json_values import JsonObject, JsonValue, to_int, to_list, to_object, to_text
from minigrad.training.resuming.data_identity import DataIdentity


class FitIdentity(NamedTuple):
    """What :meth:`minigrad.Trainer.fit` was called with."""

    data: DataIdentity
    validation: DataIdentity | None
    batch_size: int | None
    evaluate_every: int | None
    metrics: tuple[str, ...]

    def differences(self, other: FitIdentity) -> Iterator[str]:
        """In what another fit differs from this one."""
        yield from (f"`{name}` is another one" for name in self.data.differences(other.data))
        if (self.validation is None) != (other.validation is None) or (
            self.validation is not None
            and other.validation is not None
            and self.validation.differences(other.validation)
        ):
            yield "`validation_data` is another one"
        for name in ("batch_size", "evaluate_every", "metrics"):
            mine, its = getattr(self, name), getattr(other, name)
            if mine != its:
                yield f"`{name}` was {mine} and is {its}"

    def to_json(self) -> JsonObject:
        """Plain data."""
        return {
            "data": self.data.to_json(),
            "validation": None if self.validation is None else self.validation.to_json(),
            "batch_size": self.batch_size,
            "evaluate_every": self.evaluate_every,
            "metrics": [*self.metrics],
        }

    @staticmethod
    def from_json(data: JsonObject) -> FitIdentity:
        """The inverse of :meth:`to_json`."""
        validation = data["validation"]
        return FitIdentity(
            DataIdentity.from_json(to_object(data["data"])),
            None if validation is None else DataIdentity.from_json(to_object(validation)),
            to_optional_int(data["batch_size"]),
            to_optional_int(data["evaluate_every"]),
            tuple(to_text(name) for name in to_list(data["metrics"])),
        )


def to_optional_int(value: JsonValue) -> int | None:
    """A whole number or None."""
    return None if value is None else to_int(value)
