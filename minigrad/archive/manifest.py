"""The manifest: format, kind, versions, the caller's content, and shape, dtype and checksum of each array."""

from __future__ import annotations

import platform
from importlib import import_module
from typing import Final, NamedTuple

import numpy as np

from minigrad.archive.arrays_as_npy import Entry
from minigrad.plain_data.json_values import JsonObject, JsonValue, dumps, loads, to_int, to_object, to_text

FORMAT: Final = "minigrad"
VERSION: Final = 1
"""Raised when a file can no longer be read as before."""


PROGRAM: Final = str(getattr(import_module("minigrad"), "__version__"))
"""This version of minigrad; an import of the whole package from one of its parts would be a circle."""


class Manifest(NamedTuple):
    """What ``manifest.json`` says. ``versions`` are those of minigrad, numpy and Python when the file was written."""

    kind: str
    content: JsonObject
    entries: dict[str, Entry]
    versions: dict[str, str]


def to_text_file(kind: str, content: JsonObject, entries: dict[str, Entry]) -> str:
    """The text of ``manifest.json``, in ASCII."""
    arrays: JsonObject = {name: entry.to_json() for name, entry in entries.items()}
    versions: JsonObject = {"minigrad": PROGRAM, "numpy": np.__version__, "python": platform.python_version()}
    head: JsonObject = {"format": FORMAT, "format_version": VERSION, "kind": kind, "versions": versions}
    return dumps({**head, "content": content, "arrays": arrays}, 1) + "\n"


def from_text_file(data: bytes) -> Manifest:
    """The inverse of :func:`to_text_file`.

    Raises:
        ValueError: it is not a manifest, or in a format that this version does not know.
    """
    try:
        found = loads(data.decode("utf-8"))
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"its manifest.json cannot be read ({error})") from error
    if found.get("format") != FORMAT:
        raise ValueError("it has a manifest.json, but not minigrad's, so minigrad did not save it")
    try:
        _require_version(found)
        return _manifest(found)
    except (KeyError, TypeError) as error:
        raise ValueError(f"its manifest.json is incomplete or was changed ({error})") from error


def _require_version(found: JsonObject) -> None:
    version = to_int(found["format_version"])
    if version != VERSION:
        writer = _texts(found["versions"]).get("minigrad", "?")
        raise ValueError(
            f"it has version {version} of the file format, written by minigrad {writer}; this is minigrad "
            f"{PROGRAM}, which reads version {VERSION}; update minigrad"
        )


def _manifest(found: JsonObject) -> Manifest:
    entries = {name: Entry.from_json(to_object(entry)) for name, entry in to_object(found["arrays"]).items()}
    return Manifest(to_text(found["kind"]), to_object(found["content"]), entries, _texts(found["versions"]))


def _texts(value: JsonValue) -> dict[str, str]:
    return {name: to_text(text) for name, text in to_object(value).items()}
