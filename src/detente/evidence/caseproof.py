"""From sealed bytes to the head of the ledger: what a stranger recomputes with nothing but SHA-256.

bytes and salt → commitment → leaf → root of one line → hash of that line → the lines after it, up to a checkpoint on
which an outside authority put its time. The same steps as the desk's ledger takes (`journal`), written a second time on
purpose: this room knows no database, and a check that shares no code with what it checks is worth more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from detente.evidence.bundle.canonical import Fields, NotCanonical, Value, canonical, parsed
from detente.evidence.seal import commit

GENESIS: Final = bytes(32)
CHECKPOINT: Final = "checkpoint"
_LINE_FIELDS: Final = {"at": str, "count": int, "event": str, "facts": dict, "prev": str, "root": str, "seq": int}


class BadProof(Exception):
    """What was given is not of the form, or does not hold; the message is the rest of a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step up the tree: the neighbour's hash, and whether it stands to the left."""

    left: bool
    hash: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger as it was hashed. `body`: its canonical JSON; `hash` = SHA-256 of it."""

    seq: int
    prev: bytes
    root: bytes
    event: str
    body: bytes

    @property
    def hash(self) -> bytes:
        """What the next line names as `prev`."""
        return sha256(self.body).digest()


@dataclass(frozen=True, slots=True)
class ItemProof:
    """What ties sealed bytes to their line. `salt` empty: erased, so that only the place of the commitment shows."""

    commitment: bytes
    salt: bytes
    seq: int
    path: tuple[Step, ...]

    def holds(self, raw: bytes) -> bool:
        """Whether these are the bytes that were sealed."""
        return commit(raw, self.salt) == self.commitment

    def leads_to(self, root: bytes) -> bool:
        """Whether the commitment lies under this root."""
        return climb(self.commitment, self.path) == root


def path_of(commitments: Sequence[bytes], leaf: int) -> tuple[Step, ...]:
    """The steps from one commitment of a batch up to its root. Raises `IndexError` for a leaf that is not there."""
    level = [_leaf(one) for one in commitments]
    level[leaf]
    steps: list[Step] = []
    while len(level) > 1:
        other = leaf ^ 1
        if other < len(level):
            steps.append(Step(other < leaf, level[other]))
        level = [_join(level[i : i + 2]) for i in range(0, len(level), 2)]
        leaf //= 2
    return tuple(steps)


def climb(commitment: bytes, path: Iterable[Step]) -> bytes:
    """The root that this commitment leads to."""
    at = _leaf(commitment)
    for step in path:
        at = _join([step.hash, at] if step.left else [at, step.hash])
    return at


def line_of(body: Fields) -> Line:
    """A line from its fields (`at count event facts prev root seq`). Raises `BadProof`."""
    if set(body) != set(_LINE_FIELDS) or any(type(body[name]) is not kind for name, kind in _LINE_FIELDS.items()):
        raise BadProof("is no line of a ledger")
    try:
        written = canonical(body)
    except NotCanonical as bad:
        raise BadProof(str(bad)) from None
    return Line(_whole(body["seq"]), _hash(body["prev"]), _hash(body["root"]), str(body["event"]), written)


def read_lines(raw: bytes) -> Iterator[Line]:
    """Lines of a ledger, one JSON object each, as they were hashed. Raises `BadProof` at the first that is none."""
    for number, text in enumerate(raw.splitlines(), start=1):
        try:
            body = parsed(text)
        except NotCanonical as bad:
            raise BadProof(f"{bad} in line {number}") from None
        if not isinstance(body, dict):
            raise BadProof(f"is no line of a ledger in line {number}")
        line = line_of(body)
        if line.body != text:
            raise BadProof(f"is not in its canonical form in line {number}")
        yield line


def segments(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines cut where a number is left out; within a piece each names the one before it. Raises `BadProof`."""
    found: list[list[Line]] = []
    for line in lines:
        before = found[-1][-1] if found else None
        if before is not None and line.seq <= before.seq:
            raise BadProof(f"has line {line.seq} after line {before.seq}")
        if before is None or line.seq != before.seq + 1:
            found.append([line])
            continue
        if line.prev != before.hash:
            raise BadProof(f"breaks at line {line.seq}: it does not follow from line {before.seq}")
        found[-1].append(line)
    return found


def written_proof(proof: ItemProof) -> Fields:
    """The proof as JSON."""
    path: list[Value] = [{"hash": step.hash.hex(), "side": "left" if step.left else "right"} for step in proof.path]
    return {
        "commitment": proof.commitment.hex(),
        "line": proof.seq,
        "path": path,
        "salt": proof.salt.hex() if proof.salt else None,
    }


def read_proof(said: Mapping[str, Value]) -> ItemProof:
    """The proof from JSON. Raises `BadProof`."""
    path, salt = said.get("path"), said.get("salt")
    if not isinstance(path, list) or len(path) > 64:
        raise BadProof("has a proof without a path")
    steps = tuple(_step(one) for one in path)
    return ItemProof(
        _hash(said.get("commitment")), b"" if salt is None else _hash(salt), _whole(said.get("line")), steps
    )


def _step(said: Value) -> Step:
    if not isinstance(said, dict) or said.get("side") not in ("left", "right"):
        raise BadProof("has a path with a step that is none")
    return Step(said["side"] == "left", _hash(said.get("hash")))


def _hash(said: Value | None) -> bytes:
    try:
        found = bytes.fromhex(said) if isinstance(said, str) and len(said) == 64 else b""
    except ValueError:
        found = b""
    if len(found) != 32:
        raise BadProof("has a hash that is none")
    return found


def _whole(said: Value | None) -> int:
    if type(said) is not int or said < 0:
        raise BadProof("has a number that is none")
    return said


def _leaf(commitment: bytes) -> bytes:
    return sha256(b"\x00" + commitment).digest()


def _join(pair: Sequence[bytes]) -> bytes:
    return sha256(b"\x01" + pair[0] + pair[1]).digest() if len(pair) == 2 else pair[0]
