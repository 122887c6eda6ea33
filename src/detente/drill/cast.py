"""Who plays a scenario: a desk with one brand and three people, and the scene that one scenario needs on it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from detente.accounts.actions.accept_invitation import Newcomer, accept_invitation
from detente.accounts.actions.edit_brand import BrandWords, edit_brand
from detente.accounts.actions.edit_house import edit_house
from detente.accounts.actions.first_run import make_first_run_link, open_the_desk
from detente.accounts.actions.invite_person import Asked, invite_person
from detente.contracts.actors import SYSTEM
from detente.contracts.house import LISTS, House
from detente.contracts.people import Role
from detente.desk.actions.channels import connect_channel
from detente.desk.actions.make_department import make_department
from detente.desk.models import Channel
from detente.drill.scenario import Scenario
from detente.drill.shore import Shore
from detente.rules.house import Typed

PRETEND: Final = "@drill.invalid"

_SOME_TEAM: Final = "Support"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the drill: `lead` holds every mandate, `writer` may review but not their own text, `colleague` may
    review and holds no mandate."""

    brand_id: int
    lead: int
    writer: int
    colleague: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One scenario's place: its channel, its department and the network behind it."""

    channel: Channel
    department_id: int
    shore: Shore = field(compare=False)


def open_cast(now: datetime) -> Cast:
    """Open an empty desk and let its people join. Raises `Refused` where somebody works already."""
    token = make_first_run_link(now) or ""
    lead, brand = open_the_desk(token, "Iris Lead", f"lead{PRETEND}", _forgotten(), "Drill", "en", "UTC", now)
    joined = [_join(lead.id, brand.id, name, now) for name in ("Noa Writer", "Sol Colleague")]
    return Cast(brand.id, lead.id, *joined)


def _join(lead: int, brand_id: int, name: str, now: datetime) -> int:
    email = f"{name.split()[1].lower()}{PRETEND}"
    asked = Asked([Role.AGENT.value, Role.REVIEWER.value], email=email)
    token = invite_person(lead, brand_id, asked, now=now)
    return accept_invitation(token, Newcomer(name, email, _forgotten(), "en"), now=now).id


def set_scene(cast: Cast, scenario: Scenario, shore: Shore) -> Scene:
    """Make the brand the scenario's own (review policy Team, always open) and give it a channel and a department."""
    begin = scenario.at - timedelta(days=1)
    words = BrandWords(scenario.brand[:120], scenario.language, scenario.time_zone, None, "team")
    edit_brand(cast.lead, cast.brand_id, words, now=begin)
    edit_house(cast.lead, cast.brand_id, _typed(scenario.house), now=begin)
    department = make_department(cast.lead, cast.brand_id, scenario.department or _SOME_TEAM, now=begin)
    channel_id = connect_channel(
        cast.brand_id, network=shore.network, name="Drill", base_url="", secret="", actor=SYSTEM, now=begin
    )
    return Scene(Channel.objects.select_related("brand").get(id=channel_id), department, shore)


def _typed(house: House) -> Typed:
    """The brand's way of writing as somebody would type it on its page."""
    return Typed(
        register=house.register.value,
        signature=house.signature.value,
        emoji=house.emoji.value,
        must_sign=house.must_sign,
        may_compensate=house.may_compensate,
        lists={name: "\n".join(getattr(house, name)) for name in LISTS},
    )


def _forgotten() -> str:
    """A password that nobody keeps."""
    return secrets.token_urlsafe(32)
