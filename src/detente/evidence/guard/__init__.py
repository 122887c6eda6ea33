"""The vetted way out of the capture browser. See README.md."""

from detente.evidence.guard.flags import BYPASS, FLAGS, check_start, proxy_server
from detente.evidence.guard.gate import Gate, Guard
from detente.evidence.guard.head import is_own_answer
from detente.evidence.guard.passage import Dial
from detente.evidence.guard.tally import Cap, GateLimits, Why

__all__ = [
    "BYPASS",
    "FLAGS",
    "Cap",
    "Dial",
    "Gate",
    "GateLimits",
    "Guard",
    "Why",
    "check_start",
    "is_own_answer",
    "proxy_server",
]
