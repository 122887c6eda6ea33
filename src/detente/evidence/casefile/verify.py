"""Checks the file of a case offline: every sum, every sealed item up to its line, every folder, every stamp.

It says which file or which line fails, and nothing of the truth of what was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from detente.evidence.bundle.build import MANIFEST, PUBLIC_KEY
from detente.evidence.bundle.canonical import Fields, NotCanonical, Value, parsed
from detente.evidence.bundle.pack import CHAIN, SUMS, unpack
from detente.evidence.bundle.signer import BadKey, fingerprint, is_signed
from detente.evidence.bundle.zips import ZipRefused
from detente.evidence.casefile.names import ALWAYS, DATA, KNOWN, LINES, PROOFS, SCHEMA, SUMS_SIGNED
from detente.evidence.caseproof import BadProof, ItemProof, Line, read_lines, read_proof, segments
from detente.evidence.stamp.answer import Certificates, NoStamp, Stamp, check, load
from detente.evidence.stamp.der import asked
from detente.evidence.verify import Published, sum_findings, verify
from detente.evidence.verify_wacz import Finding


@dataclass(frozen=True, slots=True)
class CaseReport:
    """`findings`: what fails, empty for a whole file. `stamped`: sealed things under a line with a stamp from outside.

    `keys`: fingerprints of the keys that signed its sums and its folders.
    """

    findings: tuple[Finding, ...]
    items: int
    bundles: int
    stamped: int
    stamps: tuple[Stamp, ...]
    keys: tuple[str, ...]


@dataclass(slots=True)
class _Look:
    """What was seen so far."""

    files: Mapping[str, bytes]
    published: Published
    lines: dict[int, Line] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    stamps: dict[int, list[Stamp]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    stamped: int = 0


def is_case_file(files: Mapping[str, bytes]) -> bool:
    """Whether these look like the file of a case rather than like one sealed folder."""
    return PROOFS in files or (DATA in files and LINES in files)


def verify_case(files: Mapping[str, bytes], published: Published | None = None) -> CaseReport:
    """Check all of it and go on after each fault. Raises `ValueError` where what is published cannot be read."""
    look = _Look(files, published or Published())
    look.found += [Finding(name, "is missing") for name in ALWAYS if name not in files]
    look.found += sum_findings({name: data for name, data in files.items() if name != SUMS_SIGNED})
    _check_key(look)
    said = _said(look)
    _read_chain(look)
    _check_stamps(look, _list(look, said, "stamps"))
    items, bundles = _list(look, said, "items"), _list(look, said, "bundles")
    for one in items:
        _check_item(look, one)
    for one in bundles:
        _check_bundle(look, one)
    look.found += [Finding(name, "belongs to nothing in this file") for name in _strangers(look)]
    stamps = tuple(stamp for line in sorted(look.stamps) for stamp in look.stamps[line])
    whole = tuple(dict.fromkeys(look.found))
    return CaseReport(whole, len(items), len(bundles), look.stamped, stamps, tuple(sorted(look.keys)))


def _check_key(look: _Look) -> None:
    pem, sums, signed = (look.files.get(name, b"") for name in (PUBLIC_KEY, SUMS, SUMS_SIGNED))
    if not pem:
        return
    try:
        look.keys.add(fingerprint(pem))
    except BadKey as bad:
        look.found.append(Finding(PUBLIC_KEY, str(bad)))
        return
    if look.published.key and fingerprint(look.published.key) != fingerprint(pem):
        look.found.append(Finding(PUBLIC_KEY, "is not the published key"))
    if not is_signed(sums, signed, pem):
        look.found.append(Finding(SUMS_SIGNED, f"is not a signature of {SUMS} by {PUBLIC_KEY}"))


def _said(look: _Look) -> Fields:
    said: Value = None
    try:
        said = parsed(look.files.get(PROOFS, b"{}"))
    except NotCanonical as bad:
        look.found.append(Finding(PROOFS, str(bad)))
    if not isinstance(said, dict) or said.get("schema") != SCHEMA:
        look.found.append(Finding(PROOFS, f"is not of the form {SCHEMA}"))
        return {}
    return said


def _list(look: _Look, said: Fields, name: str) -> list[Fields]:
    rows = said.get(name, [])
    if not isinstance(rows, list):
        look.found.append(Finding(PROOFS, f"has wrong {name}"))
        return []
    if not all(isinstance(one, dict) for one in rows):
        look.found.append(Finding(PROOFS, f"has wrong {name}"))
    return [one for one in rows if isinstance(one, dict)]


def _read_chain(look: _Look) -> None:
    try:
        pieces = segments(read_lines(look.files.get(LINES, b"")))
    except BadProof as bad:
        look.found.append(Finding(LINES, str(bad)))
        return
    for piece in pieces:
        look.lines |= {line.seq: line for line in piece}
        look.ends |= {line.seq: piece[-1].seq for line in piece}


def _check_stamps(look: _Look, rows: Sequence[Fields]) -> None:
    if not rows:
        return
    try:
        known = load(look.published.roots or look.files.get(CHAIN, b""))
    except ValueError:
        look.found.append(Finding(CHAIN, "is missing or holds no certificate that can be read"))
        known = []
    roots = known if look.published.roots else [one for one in known if one.issuer == one.subject]
    for row in rows:
        _check_stamp(look, row, roots)


def _check_stamp(look: _Look, row: Fields, roots: Certificates) -> None:
    names = [_name(look, row.get(side)) for side in ("request", "response")]
    line, authority = row.get("line"), row.get("authority")
    if not isinstance(authority, str) or type(line) is not int or not all(names):
        look.found.append(Finding(PROOFS, "has a stamp without its files"))
        return
    asked_of, answered = names
    try:
        stamp = check(authority, look.files[asked_of], look.files[answered], roots)
        imprint = asked(stamp.request)[0]
    except NoStamp as none:
        look.found.append(Finding(answered, f"is not a stamp on what {asked_of} asks: {none.detail}"))
        return
    if line not in look.lines or imprint != look.lines[line].hash:
        look.found.append(Finding(answered, f"is not a stamp on line {line} of {LINES}"))
        return
    look.stamps.setdefault(line, []).append(stamp)


def _check_item(look: _Look, row: Fields) -> None:
    proof = _proof(look, row)
    name = _name(look, row["file"]) if row.get("file") is not None else ""
    if proof is None:
        return
    if name and not proof.holds(look.files[name]):
        look.found.append(Finding(name, "does not match its commitment"))
    if row.get("file") is None and proof.salt:
        look.found.append(Finding(PROOFS, f"has an item of line {proof.seq} without its bytes"))
    _check_place(look, proof, name or PROOFS)


def _check_bundle(look: _Look, row: Fields) -> None:
    proof = _proof(look, row)
    name = _name(look, row["file"]) if row.get("file") is not None else ""
    if name:
        _check_folder(look, name, proof)
    if proof is not None:
        _check_place(look, proof, name or PROOFS)


def _check_folder(look: _Look, name: str, proof: ItemProof | None) -> None:
    try:
        inside = unpack(look.files[name])
    except ZipRefused as refused:
        look.found.append(Finding(name, str(refused)))
        return
    report = verify(inside, look.published)
    look.found += [Finding(f"{name}!{one.file}", one.what) for one in report.findings]
    look.keys |= {report.fingerprint} - {""}
    if proof is not None and sha256(inside.get(MANIFEST, b"")).digest() != proof.commitment:
        look.found.append(Finding(f"{name}!{MANIFEST}", "does not match its commitment"))


def _check_place(look: _Look, proof: ItemProof, name: str) -> None:
    line = look.lines.get(proof.seq)
    if line is None:
        look.found.append(Finding(name, f"is sealed by line {proof.seq}, which {LINES} does not hold"))
    elif not proof.leads_to(line.root):
        look.found.append(Finding(name, f"does not lie under line {proof.seq} of {LINES}"))
    elif any(proof.seq <= stamped <= look.ends[proof.seq] for stamped in look.stamps):
        look.stamped += 1


def _proof(look: _Look, row: Fields) -> ItemProof | None:
    try:
        return read_proof(row)
    except BadProof as bad:
        look.found.append(Finding(PROOFS, str(bad)))
        return None


def _name(look: _Look, said: Value | None) -> str:
    """The name of a file that is there; each belongs to one thing only."""
    if not isinstance(said, str) or said in KNOWN or said in look.named:
        look.found.append(Finding(PROOFS, "names a file that is none, or names it twice"))
        return ""
    look.named.add(said)
    if said not in look.files:
        look.found.append(Finding(_shown(said), "is missing"))
        return ""
    return said


def _strangers(look: _Look) -> Iterator[str]:
    return (_shown(name) for name in sorted(look.files) if name not in KNOWN and name not in look.named)


def _shown(name: str) -> str:
    return name if name.isprintable() and len(name) <= 120 else ascii(name[:120])
