"""A furnished desk: a lead who writes, a colleague who re-reads and decides, a department, a public page."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping

import httpx

from detente.host import folder
from tests.helpers.real_desk import PASSWORD, RealDesk, environment
from tests.journeys.walk import BRAND, SLUG

_VERIFY = """
import django; django.setup()
from detente.journal.ledger import verify
found = verify()
print(found.lines, found.broken_at)
"""

AT_ONCE: dict[str, str | list[str]] = {
    "name": BRAND,
    "language": "fr",
    "time_zone": "Europe/Paris",
    "when": "always",
    "review_policy": "auto",
    "airlock_seconds": "0",
}
"""The settings under which an approved text leaves at once: nobody waits for what a test of its own shows."""

Session = Mapping[str, str]
"""The cookies of somebody who is signed in."""


class House:
    """A running desk and the people who are signed in to it. Everything was typed into its own forms."""

    def __init__(self, desk: RealDesk) -> None:
        self.desk, self.origin, self.slug = desk, desk.address, SLUG
        with self._client() as salome:
            _send(salome, desk.link(), brand_name=BRAND, time_zone="Europe/Paris", **_who("Salomé Kerrien"))
            _send(salome, "/settings", **AT_ONCE)
            _send(salome, "/settings/departments", "/settings", name="Logistique", minutes="30")
            self.malo = self._join(salome, "Malo Le Guen", roles=["agent", "reviewer"], mandates=["charter"])
            self.ines = self._join(salome, "Inès Rohan", roles=["expert"], department="1")
            self.salome = _session(salome)

    def _client(self) -> httpx.Client:
        language = {"Accept-Language": "fr-FR,fr"}
        return httpx.Client(base_url=self.origin, follow_redirects=True, timeout=60, headers=language)

    def _join(self, salome: httpx.Client, name: str, **asked: str | list[str]) -> Session:
        page = _send(salome, "/people/invite", "/people", **asked)
        link = re.search(r'id="link" readonly value="[^"]*(/join/[^"]+)"', page)
        assert link, page
        with self._client() as client:
            _send(client, link[1], **_who(name))
            return _session(client)


def _send(client: httpx.Client, path: str, page: str = "", **fields: str | list[str]) -> str:
    shown = client.get(page or path).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token, shown
    answer = client.post(path, data={"csrfmiddlewaretoken": token[1], **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def _session(client: httpx.Client) -> Session:
    return {one.name: one.value or "" for one in client.cookies.jar}


def _who(name: str) -> dict[str, str]:
    email = f"{name.split()[0].lower().translate(str.maketrans('éè', 'ee'))}@desk.example"
    return {"name": name, "email": email, "password": PASSWORD, "language": "fr"}


def ledger_verdict(desk: RealDesk) -> str:
    """How many lines of the ledger hold, and the first that does not (None), asked of the running database."""
    holder = folder.holder(desk.data)
    assert holder is not None
    more = {
        "DATABASE_URL": holder.database,
        "DETENTE_DATA": str(desk.data),
        "DJANGO_SETTINGS_MODULE": "detente.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", _VERIFY], capture_output=True, text=True, env=environment(more))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
