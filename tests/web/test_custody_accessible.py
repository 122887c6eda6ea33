"""What leaves the desk, in a real browser: readable by everybody, in both looks, narrow and wide."""

from __future__ import annotations

import pytest

from detente.contracts.people import Role
from detente.desk.actions.share_evidence import Asked, share_evidence
from detente.desk.models import Message
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, picture_of
from tests.helpers.live_page import live_page
from tests.web.shell import signed_in_client
from tests.web.test_accessible import _browser, _faults, _signed_in

pytestmark = pytest.mark.browser
LOOKS = [("light", 1280, "fr-FR"), ("dark", 390, "en-GB")]


@pytest.mark.usefixtures("fresh_desk")
def test_the_shared_page_the_links_and_the_file_are_accessible(settings):
    settings.DETENTE_CLOCK = "tests.web.noon.now"
    case = a_case(a_channel(a_brand()))
    lead, message = a_person(case.brand, Role.LEAD), Message.objects.get(case=case)
    picture_of(message)
    token = share_evidence(lead.id, message.id, Asked(note="Maître Dupré"), now=NOON)
    session = signed_in_client(lead).cookies[settings.SESSION_COOKIE_NAME].value
    faults: list[str] = []
    with live_page() as port, _browser() as browser:
        origin = f"http://127.0.0.1:{port}"
        for theme, width, locale in LOOKS:
            size = {"width": width, "height": 900}
            context = browser.new_context(viewport=size, color_scheme=theme, locale=locale)
            for path in (f"/shared/{token}", "/shared/guess"):
                faults += _faults(context, origin + path)
            context.close()
            context = browser.new_context(viewport=size, color_scheme=theme, locale=locale)
            _signed_in(context, session, origin)
            for path in (f"/messages/{message.id}/shares", f"/cases/{case.id}/file"):
                faults += _faults(context, origin + path)
            context.close()
    assert faults == []
