"""Re-reading in a real browser: words that are selected become a choice, and every page of it is readable by everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from detente.desk.actions._annotations import Said
from detente.desk.actions.annotate_draft import annotate_draft
from detente.desk.actions.rate_sample import draw_samples
from detente.desk.actions.review_links import AskedLink, make_review_link
from detente.desk.models import Draft, Publication, RubricSample
from detente.web.views import outside
from tests.desk.replies import GOOD, HOLDING, LATER, Desk, a_desk, revision_of
from tests.helpers.live_page import live_page
from tests.web.shell import signed_in_client
from tests.web.test_accessible import _browser, _faults, _signed_in

pytestmark = pytest.mark.browser
LOOKS = [
    {"viewport": {"width": 390, "height": 900}, "color_scheme": "dark", "locale": "en-GB"},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "locale": "en-GB"},
]


def _annotated(desk: Desk) -> tuple[Draft, int]:
    """A text in review with an annotation, and a reply of the week before that waits for marks."""
    published = desk.approve(desk.submitted(HOLDING, "holding")).publication_id
    Publication.objects.filter(id=published).update(state="confirmed", accepted_at=LATER)
    draw_samples(LATER.replace(day=23))
    draft = desk.submitted()
    annotate_draft(desk.reviewer.id, draft.id, Said("0-7", "Trop sec.", revision_of(draft).text_hash), now=LATER)
    return draft, RubricSample.objects.get().id


def _select(page: Page, start: int, end: int) -> None:
    page.evaluate(
        """([start, end]) => {
            const text = document.querySelector("[data-text]"), range = document.createRange();
            const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            let at = 0;
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                if (start >= at && start < at + node.length) range.setStart(node, start - at);
                if (end > at && end <= at + node.length) range.setEnd(node, end - at);
                at += node.length;
            }
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        [start, end],
    )


@pytest.mark.usefixtures("fresh_desk")
def test_words_are_chosen_by_selecting_them_and_every_page_is_accessible(settings: Any) -> None:
    settings.DETENTE_CLOCK = "tests.web.noon.now"
    outside.GUESSES._levels.clear()
    desk = a_desk()
    draft, sample = _annotated(desk)
    token = make_review_link(desk.writer.id, draft.id, AskedLink("Maître Dupré"), now=LATER).token
    session = signed_in_client(desk.lead).cookies[settings.SESSION_COOKIE_NAME].value
    Publication.objects.update(state="unknown", due_at=LATER)
    case = f"/cases/{desk.case.id}"
    own = (
        f"/review/{draft.id}",
        f"/drafts/{draft.id}/links",
        f"/drafts/{draft.id}/versions",
        f"/reviews/sample/{sample}",
    )
    own += (case, f"{case}/reply/preview?tab=reply", "/review/")
    with live_page() as port, _browser() as browser:
        origin = f"http://127.0.0.1:{port}"
        faults: list[str] = []
        for look in LOOKS:
            context = browser.new_context(**look)
            faults += _faults(context, f"{origin}/reread/{token}")
            _signed_in(context, session, origin)
            faults += [fault for path in own for fault in _faults(context, origin + path)]
            context.close()
        context = browser.new_context(locale="fr-FR")
        page = context.new_page()
        page.goto(f"{origin}/reread/{token}")
        start = GOOD.index("vous avez raison")
        _select(page, start, start + len("vous avez raison"))
        page.get_by_label("Ce que vous en dites").fill("Bien dit.")
        page.get_by_role("button", name="Ajouter l’annotation").click()
        assert page.locator("mark.noted", has_text="vous avez raison").count() == 1
        context.close()
    assert faults == []
