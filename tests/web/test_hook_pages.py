"""The pages of connections out and of channels that others push to: who sees them, what they show once, what never."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from playwright.sync_api import sync_playwright

from detente.channels.webhook.signature import sign
from detente.config.clock import now
from detente.contracts.people import Role
from detente.desk.actions.ask_channel import ask_channel
from detente.desk.actions.hooks import make_hook, try_hook
from detente.desk.actions.send_delivery import Failure, claim_delivery, delivery_failed
from detente.desk.models import Channel, Delivery, Hook
from detente.host import machine
from detente.rules.hook_events import WITH_TEXTS, HookEvent
from detente.workers.deliver import LEASE
from tests.helpers.live_page import live_page
from tests.web.shell import Desk, main_text, open_desk
from tests.web.test_accessible import LOOKS, _faults, _signed_in

FORM = {"name": "Entrepôt", "url": "https://ears.example/hook", "events": ["case.opened", "case.closed"]}


@pytest.fixture
def desk(db: None) -> Desk:
    return open_desk()


@pytest.fixture
def lead(desk: Desk) -> Client:
    return desk.colleague(Role.LEAD)


def _secret_in(html: str) -> str:
    found = re.search(r"whsec_[A-Za-z0-9+/=]+", html)
    return found[0] if found else ""


def _hook(desk: Desk) -> int:
    return make_hook(
        desk.first.id, desk.brand.id, name="Entrepôt", url="https://ears.example/x", hears=["case.opened"], now=now()
    )[0]


def _channel(desk: Desk) -> int:
    return ask_channel(
        desk.first.id, desk.brand.id, network="webhook", name="Forum", answers={}, backfill_days=0, now=now()
    )


# --- Who may ---

HOOK_PAGES = [("get", ""), ("post", ""), ("get", "/{hook}"), ("post", "/{hook}/secret"), ("post", "/{hook}/state"),
              ("post", "/{hook}/try"), ("post", "/{hook}/deliveries/{delivery}/again")]  # fmt: skip
STATUS = {"stranger": 401, "agent": 403, "reviewer": 403, "auditor": 403, "expert": 403, "administrator": 403}


@pytest.mark.parametrize(("method", "path"), HOOK_PAGES)
@pytest.mark.parametrize("who", STATUS)
def test_only_a_lead_comes_in(desk: Desk, who: str, method: str, path: str) -> None:
    hook = _hook(desk)
    delivery = try_hook(desk.first.id, hook, now=now())
    client = Client() if who == "stranger" else desk.colleague(Role(who))
    address = "/settings/connections" + path.format(hook=hook, delivery=delivery)
    form = {**FORM, "name": "Autre", "state": "removed", "seen": ""}
    got = client.get(address) if method == "get" else client.post(address, form)
    assert got.status_code in (STATUS[who], 302 if who == "stranger" else STATUS[who])
    html = got.content.decode()
    assert "ears.example" not in html and "whsec_" not in html
    assert got.headers.get("Location", "/sign-in").startswith("/sign-in")
    assert (Hook.objects.count(), Hook.objects.get().state, Delivery.objects.count()) == (1, "active", 1)


@pytest.mark.parametrize("who", ["agent", "reviewer", "auditor", "expert"])
def test_the_secret_of_a_channel_is_for_those_who_connect_channels(desk: Desk, who: str) -> None:
    channel = _channel(desk)
    client = desk.colleague(Role(who))
    assert client.get(f"/channels/{channel}/pushes").status_code == 403
    assert client.post(f"/channels/{channel}/pushes/secret", {"seen": ""}).status_code == 403
    assert Channel.objects.get(id=channel).secret is None


def test_a_connection_of_another_brand_is_not_there(desk: Desk, lead: Client) -> None:
    from tests.desk.makers import a_brand, a_person

    other = a_brand("other")
    hook, _ = make_hook(
        a_person(other, Role.LEAD).id, other.id, name="X", url="https://x.example/", hears=["case.opened"], now=now()
    )
    assert lead.get(f"/settings/connections/{hook}").status_code == 403
    assert lead.post(f"/settings/connections/{hook}/state", {"state": "removed"}).status_code == 403


# --- What is shown ---


def test_the_secret_of_a_connection_is_shown_once_and_never_kept_by_the_browser(lead: Client) -> None:
    made = lead.post("/settings/connections", FORM)
    secret = _secret_in(made.content.decode())
    assert made.status_code == 200 and secret and made.headers["Cache-Control"] == "no-store"
    hook = Hook.objects.get()
    again = lead.get(f"/settings/connections/{hook.id}").content.decode()
    assert secret not in again and "whsec_" not in again
    assert hook.hears == ["case.opened", "case.closed"]


def test_a_connection_with_texts_says_so_wherever_it_stands(lead: Client) -> None:
    lead.post("/settings/connections", {**FORM, "texts": "yes"})
    assert WITH_TEXTS in Hook.objects.get().hears
    assert "avec les textes" in lead.get("/settings/connections?lang=fr").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"url": "http://ears.example/"}, {"url": "https://127.0.0.1/"}, {"events": []}]
)
def test_a_refused_form_keeps_what_was_typed_and_says_why(lead: Client, wrong: dict[str, object]) -> None:
    got = lead.post("/settings/connections", {**FORM, **wrong})
    html = got.content.decode()
    assert got.status_code == 422 and 'role="alert"' in html
    typed = {**FORM, **wrong}
    assert f'value="{typed["url"]}"' in html and Hook.objects.count() == 0


def test_a_new_secret_by_a_page_that_is_out_of_date_is_refused(desk: Desk, lead: Client) -> None:
    hook = _hook(desk)
    mark = re.search(r'name="seen" value="(\w+)"', lead.get(f"/settings/connections/{hook}").content.decode())
    assert mark
    assert lead.post(f"/settings/connections/{hook}/secret", {"seen": mark[1]}).status_code == 200
    assert lead.post(f"/settings/connections/{hook}/secret", {"seen": mark[1]}).status_code == 409
    assert "jusqu’à" in lead.get(f"/settings/connections/{hook}?lang=fr").content.decode()


def test_deliveries_are_listed_by_their_state_and_sent_again_with_a_button(desk: Desk, lead: Client) -> None:
    hook = _hook(desk)
    try_hook(desk.first.id, hook, now=now())
    claimed = claim_delivery(lease=LEASE, now=now())
    assert claimed is not None
    delivery_failed(claimed.claim, Failure("status.503", 503), now=now())
    page = lead.get(f"/settings/connections/{hook}?state=queued&lang=fr").content.decode()
    assert "réponse 503" in page and "de nouveau" in page and str(Delivery.objects.get().key) in page
    assert "Aucune ici" in lead.get(f"/settings/connections/{hook}?state=failed&lang=fr").content.decode()
    lead.post(f"/settings/connections/{hook}/deliveries/{Delivery.objects.get().id}/again")
    assert Delivery.objects.get().attempts == 0


def test_more_deliveries_than_a_page_holds_are_reached_by_a_link(desk: Desk, lead: Client) -> None:
    hook = _hook(desk)
    for _ in range(51):
        try_hook(desk.first.id, hook, now=now())
    page = lead.get(f"/settings/connections/{hook}").content.decode()
    older = re.search(r"\?before=(\d+)", page)
    assert older
    rest = lead.get(f"/settings/connections/{hook}?before={older[1]}").content.decode()
    assert str(Delivery.objects.order_by("id")[0].key) in rest


def test_a_connection_is_paused_resumed_and_removed_by_forms_alone(desk: Desk, lead: Client) -> None:
    hook = _hook(desk)
    for state, kept in (("paused", "paused"), ("active", "active"), ("removed", "removed")):
        assert lead.post(f"/settings/connections/{hook}/state", {"state": state}).status_code == 302
        assert Hook.objects.get().state == kept
    assert lead.post(f"/settings/connections/{hook}/state", {"state": "active"}).status_code == 403
    assert "ears.example" not in lead.get("/settings/connections").content.decode()


def test_a_hostile_name_is_shown_as_text(lead: Client) -> None:
    lead.post("/settings/connections", {**FORM, "name": "<script>alert(1)</script>"})
    html = lead.get("/settings/connections").content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;" in html


def test_settings_lead_a_lead_to_the_connections_and_nobody_else(desk: Desk, lead: Client) -> None:
    assert "/settings/connections" in lead.get("/settings").content.decode()
    assert "/settings/connections" not in desk.colleague(Role.ADMINISTRATOR).get("/settings").content.decode()


# --- A channel that others push to ---


def test_a_webhook_channel_is_made_given_its_secret_and_used(desk: Desk, lead: Client, settings: LazySettings) -> None:
    settings.DETENTE_PUBLIC_URL = "https://desk.example"
    channel = _channel(desk)
    assert "Make the address and the secret" in lead.get(f"/channels/{channel}?lang=en").content.decode()
    made = lead.post(f"/channels/{channel}/pushes/secret?lang=en", {"seen": ""})
    html, secret = made.content.decode(), _secret_in(made.content.decode())
    path = f"/hooks/{Channel.objects.get(id=channel).account_id}"
    assert made.headers["Cache-Control"] == "no-store" and f'value="https://desk.example{path}"' in html
    body, at = b'{"events": []}', now()
    headers = {
        "webhook-id": "m",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": sign(secret, "m", at, body),
    }
    assert Client().post(path, data=body, content_type="application/json", headers=headers).status_code == 200
    later = lead.get(f"/channels/{channel}/pushes?lang=en").content.decode()
    assert "whsec_" not in later.replace("${DETENTE_SECRET#whsec_}", "")
    assert "Kept aside" in main_text(later) and "Nothing was pushed yet" not in later
    assert path in lead.get(f"/channels/{channel}").content.decode()


def test_a_channel_that_is_not_pushed_to_has_no_such_page(desk: Desk, lead: Client) -> None:
    other = Channel.objects.create(brand=desk.brand, network="import", name="X", created_at=now())
    assert lead.get(f"/channels/{other.id}/pushes").status_code == 403


@pytest.mark.browser
@pytest.mark.usefixtures("fresh_desk")
def test_the_pages_are_accessible_in_both_looks_and_widths() -> None:
    desk, faults = open_desk(), []
    channel, hook = _channel(desk), _hook(desk)
    desk.client.post(f"/channels/{channel}/pushes/secret", {"seen": ""})
    for _ in range(3):
        try_hook(desk.first.id, hook, now=now())
    claimed = claim_delivery(lease=LEASE, now=now())
    assert claimed is not None
    delivery_failed(claimed.claim, Failure("not_allowed"), now=now())
    session = desk.client.cookies[settings.SESSION_COOKIE_NAME].value
    pages = (
        "/settings/connections",
        f"/settings/connections/{hook}",
        f"/channels/{channel}/pushes",
        f"/channels/{channel}",
    )
    named = os.environ.get("DETENTE_BROWSER")
    with live_page() as port, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(machine.find_browser(Path(named) if named else None)),
            args=["--no-sandbox", "--disable-gpu"],
        )
        origin = f"http://127.0.0.1:{port}"
        for theme, width, locale in LOOKS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, locale=locale)
            _signed_in(context, session, origin)
            for page in pages:
                faults += _faults(context, origin + page)
            context.close()
        browser.close()
    assert faults == []


def test_every_event_that_can_be_chosen_is_on_the_form(lead: Client) -> None:
    html = lead.get("/settings/connections").content.decode()
    assert [one.value for one in HookEvent if f'value="{one.value}"' not in html] == []
