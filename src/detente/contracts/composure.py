"""What the composure check looks at and what it answers. It reads words, never meaning: a person re-reads anyway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from detente.contracts.kinds import Kind
from detente.contracts.labelled import Labelled
from detente.contracts.words import Language, Words


class FindingSeverity(Labelled):
    """What a finding asks: a block stops, a warning wants a reason, a hint is only said."""

    BLOCK = "block", "Bloque", "Blocks"
    WARN = "warn", "Attention", "Warning"
    HINT = "hint", "Conseil", "Hint"


class Verdict(Labelled):
    """The worst of the findings."""

    OK = "ok", "Rien à redire", "Nothing to add"
    HINT = "hint", "Un conseil", "A hint"
    WARN = "warn", "À justifier", "Needs a reason"
    BLOCK = "block", "Bloqué", "Blocked"


class ReplyKind(Labelled):
    """What a text is for. Only `reply` and `holding` are drafts of a case."""

    REPLY = "reply", "Réponse", "Reply"
    HOLDING = "holding", "Réponse d’attente", "Holding reply"
    REMOVAL_LINE = "removal_line", "Mot public après un retrait", "Public line after a removal"
    REMOVAL_NOTICE = "removal_notice", "Mot à l’auteur après un retrait", "Notice to the author of a removal"


def reply_kind_of(word: str) -> ReplyKind:
    """The kind for a word of the practice: `final`, `substantive`, `care` and `statement` are replies."""
    return ReplyKind(word) if word in set(ReplyKind) else ReplyKind.REPLY


class Fault(Labelled):
    """Whether we are at fault, as a person confirmed it."""

    NONE = "none", "Non", "No"
    UNKNOWN = "unknown", "On ne sait pas", "Not known"
    LIKELY = "likely", "Probable", "Likely"
    ESTABLISHED = "established", "Établie", "Established"


class Register(Labelled):
    """How the brand addresses people."""

    VOUS = "vous", "Vous", "Vous"
    TU = "tu", "Tu", "Tu"
    NONE = "n/a", "Sans objet", "Not applicable"


class SignatureRule(Labelled):
    """How the brand signs."""

    FIRST_NAME = "first_name", "Prénom", "First name"
    INITIALS = "initials", "Initiales", "Initials"
    NONE = "none", "Sans signature", "No signature"


class EmojiRule(Labelled):
    """Where an emoji may stand. A laughing or party one never stands under a complaint."""

    NEVER = "never", "Jamais", "Never"
    FRIENDLY = "friendly", "Sous les compliments et les questions", "Under compliments and questions"
    ANYWHERE = "anywhere", "Un seul, partout", "One, anywhere"


LONGEST_PUBLIC_REPLY: Final = 120
SHORTEST_PUBLIC_REPLY: Final = 12


@dataclass(frozen=True, slots=True)
class Situation:
    """One text to check and everything around it. Only `text` and `language` are needed.

    `severity` is the effective one. `issue_terms` are words a specific reply may use though the message does not.
    `recent_replies` are texts of the brand visible in the thread, on the page and in the last 30 days.
    `pending`: something is still to be done after this reply (`None` when nobody said). `now` is aware; without it,
    times that depend on today are recognised but not dated. `author` is the name they go by. `country`: two letters, of
    the brand's place, for helplines; empty: the language's. `is_review`: the message is a consumer review.
    `questions`: words that the answers to their questions would hold, when a person said so. `same_cause`: how many
    cases of this cause were seen in thirty days. From `jargon` on, what `contracts.house.House` says of the brand.
    """

    text: str
    language: Language
    reply_kind: ReplyKind = ReplyKind.REPLY
    public: bool = True
    message: str = ""
    message_language: Language | None = None
    kind: Kind = Kind.COMPLAINT
    severity: int = 2
    fault: Fault = Fault.UNKNOWN
    issue_terms: tuple[str, ...] = ()
    pending: bool | None = None
    register: Register = Register.NONE
    signature: SignatureRule = SignatureRule.NONE
    link_hosts: tuple[str, ...] = ()
    recent_replies: tuple[str, ...] = ()
    protected_names: tuple[str, ...] = ()
    char_limit: int | None = None
    now: datetime | None = None
    timezone: str = "UTC"
    department: str = ""
    author: str = ""
    country: str = ""
    is_review: bool = False
    questions: tuple[str, ...] = ()
    same_cause: int = 0
    jargon: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    emoji: EmojiRule = EmojiRule.FRIENDLY
    may_compensate: bool = False
    must_sign: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `quote` is the words at fault, `text[start:end]`; empty when something is missing.

    `look`: words cannot decide, so that a person is asked to look instead of being told.
    """

    check: str
    severity: FindingSeverity
    why: Words
    suggestion: Words
    quote: str = ""
    start: int = 0
    end: int = 0
    look: bool = False

    @property
    def lacks(self) -> bool:
        """Whether something is missing, as opposed to words that do harm."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Passed:
    """Something good that is there: which check saw it and what to call it."""

    check: str
    what: Words


@dataclass(frozen=True, slots=True)
class Report:
    """What the check says of one text: findings ranked, worst first, and what is already there."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def blocks(self) -> tuple[Finding, ...]:
        """Findings that stop the text."""
        return tuple(finding for finding in self.findings if finding.severity is FindingSeverity.BLOCK)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that need a reason before the text may go to review."""
        return tuple(finding for finding in self.findings if finding.severity is FindingSeverity.WARN)


@dataclass(frozen=True, slots=True)
class PromisedTime:
    """A time that a text promises. `due_at` is aware, in UTC; `quote` is `text[start:end]`."""

    start: int
    end: int
    quote: str
    due_at: datetime
