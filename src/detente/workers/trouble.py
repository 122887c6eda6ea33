"""What an error on the way to a network means for its channel."""

from __future__ import annotations

from typing import Final

from detente.contracts.network import Aside, Auth, Contract, NetworkError, NotSent
from detente.contracts.refusals import Refused
from detente.contracts.words import Words

DEFECTS: Final = (LookupError, ValueError, TypeError, AttributeError, RecursionError, ArithmeticError)
"""What a connector raises when it stumbles over an answer that it should have put aside: only its channel stops."""

_BROKEN: Final = Words(
    fr="Le réseau a répondu autre chose que ce qu’il promet ({what}).",
    en="The network answered something other than it promises ({what}).",
)


def as_told(error: Exception) -> NetworkError:
    """The error of the network; a connector that stumbled met a promise that was not kept."""
    return error if isinstance(error, NetworkError) else Contract(f"the connector stumbled ({type(error).__name__})")


def code_of(error: Exception) -> str:
    """The word under which `Channel.trouble` keeps it. `queries/trouble_words.py` has a sentence for each."""
    match error:
        case Auth(kind=kind):
            return f"auth.{kind}"
        case NotSent():
            return "not_sent"
        case Refused(code=code):
            return code
        case Contract():
            return "contract"
        case NetworkError():
            return "no_answer"
    return "contract"


def needs_person(error: Exception) -> bool:
    """Whether waiting alone will not help."""
    return not isinstance(error, NetworkError) or isinstance(error, Auth | Contract)


def broken_answer(error: Exception) -> Aside:
    """The answer that nobody could read, with the connector's own word for it, to be kept aside."""
    what = str(error)[:200] if isinstance(error, Contract) else type(error).__name__
    raw = getattr(error, "raw", b"") or what.encode("utf-8", "replace")
    return Aside(raw, _BROKEN.with_(what=what))
