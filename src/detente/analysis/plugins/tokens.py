"""Texts as tokens, by the folder's own `tokenizer.json`: never cut short, so that a text too long is left alone."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, cast

from detente.analysis.plugins.plugin import PluginTrouble, Trouble

_CHARACTERS: Final = 16
"""A token is shorter than this; a text of more a token is too long, and is not even cut into tokens."""


class _Encoding(Protocol):
    ids: list[int]
    type_ids: list[int]


class _Tokenizer(Protocol):
    def no_truncation(self) -> None: ...
    def no_padding(self) -> None: ...
    def encode_batch(self, texts: list[str]) -> list[_Encoding]: ...


@dataclass(frozen=True, slots=True)
class Padded:
    """Some texts as rows of equal length: token ids, which of them count (1), and the kinds of tokens."""

    ids: list[list[int]]
    mask: list[list[int]]
    types: list[list[int]]


class Tokens:
    """The tokenizer of one folder; `longest`: most tokens of a text, `padding`: the id that fills a row."""

    def __init__(self, folder: Path, longest: int, padding: int) -> None:
        """Raises `PluginTrouble`."""
        library = needed("tokenizers", "onnx")
        try:
            self._inner = cast(_Tokenizer, library.Tokenizer.from_file(str(folder / "tokenizer.json")))
        except Exception as error:  # noqa: BLE001 - the library raises `Exception` itself
            remedy = f"Put a whole tokenizer.json into {folder}."
            raise PluginTrouble(Trouble.BROKEN, type(error).__name__, remedy=remedy) from None
        self._inner.no_truncation()
        self._inner.no_padding()
        self._longest = longest
        self._padding = padding

    def encode(self, texts: Sequence[str]) -> tuple[Padded, list[int]]:
        """The rows of those texts that are short enough, and their places among `texts`."""
        places = [place for place, text in enumerate(texts) if len(text) <= _CHARACTERS * self._longest]
        found = zip(places, self._inner.encode_batch([texts[place] for place in places]), strict=True)
        kept = [(place, one) for place, one in found if 0 < len(one.ids) <= self._longest]
        width = max((len(one.ids) for _, one in kept), default=0)
        padded = Padded(
            [one.ids + [self._padding] * (width - len(one.ids)) for _, one in kept],
            [[1] * len(one.ids) + [0] * (width - len(one.ids)) for _, one in kept],
            [one.type_ids + [0] * (width - len(one.ids)) for _, one in kept],
        )
        return padded, [place for place, _ in kept]


def needed(library: str, extra: str):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a module has no narrower type
    """A library of an extra, imported now. Raises `PluginTrouble` with the command that brings it."""
    try:
        return importlib.import_module(library)
    except ImportError:
        remedy = f"Install it with './detente extras {extra}' (or pip install 'detente[{extra}]')."
        raise PluginTrouble(Trouble.BROKEN, f"{library} is not installed", remedy=remedy) from None
