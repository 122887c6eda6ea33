"""A real WordPress site is connected on screen: a wrong password, the right one, the past, a comment, rights taken away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers.real_desk import RealDesk, data_folder, say
from tests.helpers.wordpress.site import WordPressSite, wordpress_site
from tests.journeys import walk
from tests.journeys.looks import faults_of
from tests.journeys.seats import Seat, Seats

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.wordpress]

OLD = "Votre bouilloire siffle depuis octobre, et personne ne répond."
NEW = "Ma bouilloire fuit, et le service client ne répond pas depuis lundi."


@pytest.fixture(scope="module")
def site() -> Iterator[WordPressSite]:
    """A site with one comment that is older than the desk."""
    with wordpress_site() as running:
        running.fresh()
        long_ago = datetime.now(UTC) - timedelta(days=9)
        running.insert(OLD, at=long_ago.strftime("%Y-%m-%d %H:%M:%S"), email="soazig@home.example", name="Soazig")
        yield running


@pytest.fixture(scope="module")
def desk(site: WordPressSite) -> Iterator[RealDesk]:
    """A desk that may reach the site, on its first day."""
    with data_folder() as folder:
        running = RealDesk(folder, more={"DETENTE_ALLOWED_ORIGINS": site.origin})
        try:
            yield running.usable()
        finally:
            running.end()


def test_a_site_is_connected_heard_warned_about_and_removed(
    browser: Browser, desk: RealDesk, site: WordPressSite
) -> None:
    people = Seats(browser, desk.address)
    salome = people("salome")
    walk.open_the_desk(salome, desk.link())
    page = salome.page
    faults = _she_answers_with_a_wrong_password(salome, site)
    address = page.url
    _she_corrects_it(page, site)
    _the_past_and_the_present_arrive(page, site)
    faults += faults_of(page)
    colleague = people("salome again", session={one["name"]: one["value"] for one in salome.context.cookies()})
    colleague.go("/people")
    _the_rights_are_taken_away(site)
    _the_banner_stands_over_every_page(colleague.page, page)
    faults += faults_of(colleague.go("/channels"))
    _she_removes_it(salome.go(address), address)
    _another_account_comes_by_the_command_line(desk, site, salome)
    faults += people.faults()
    people.close()
    assert faults == []


def _she_answers_with_a_wrong_password(salome: Seat, site: WordPressSite) -> list[str]:
    page = salome.go("/channels")
    page.get_by_role("link", name="Relier un canal").click()
    faults = faults_of(page)
    page.get_by_role("link", name="Choisir Commentaires WordPress").click()
    page.get_by_label("Adresse du site").fill(site.origin)
    page.get_by_label("Identifiant du compte").fill(site.editor.login)
    page.get_by_label("Mot de passe d’application").fill("wrong wrong wrong wrong")
    page.get_by_label("Les 30 derniers jours").check()
    faults += faults_of(page)
    page.get_by_role("button", name="Vérifier et relier").click()
    page.wait_for_url("**/channels/*")
    expect(page.locator("#check")).to_contain_text("Le réseau ne reconnaît pas ce secret")
    expect(page.get_by_label("Adresse du site")).to_have_value(site.origin)
    expect(page.get_by_label("Mot de passe d’application")).to_have_value("")
    return faults + faults_of(page)


def _she_corrects_it(page: Page, site: WordPressSite) -> None:
    page.get_by_label("Mot de passe d’application").fill(site.editor.password)
    page.locator("#check").get_by_role("button", name="Vérifier à nouveau").click()
    expect(page.locator(".chan-head .chip")).to_have_text("à l’écoute")
    expect(page.locator(".chan-head")).to_contain_text("Amina")
    assert site.editor.password not in page.content()


def _the_past_and_the_present_arrive(page: Page, site: WordPressSite) -> None:
    arrivals = page.locator(".arrivals li")
    expect(arrivals.filter(has_text=OLD)).to_contain_text("passé")
    expect(page.locator("#past")).to_contain_text("Repris jusqu’au plus tôt")
    site.visit(NEW, name="Enora")
    expect(arrivals.filter(has_text=NEW)).to_contain_text("Enora")
    expect(arrivals.filter(has_text=NEW).get_by_role("link")).to_be_visible()


def _the_rights_are_taken_away(site: WordPressSite) -> None:
    address = f"{site.origin}/?rest_route=/wp/v2/users/me/application-passwords"
    answer = httpx.delete(address, auth=(site.editor.login, site.editor.password), timeout=60)
    assert answer.status_code == 200, answer.text


def _the_banner_stands_over_every_page(elsewhere: Page, there: Page) -> None:
    """Nobody loads a page again."""
    banner = elsewhere.locator("#channel-news .banner.late")
    expect(banner).to_contain_text("Le réseau ne reconnaît plus nos droits")
    expect(there.locator(".chan-head .chip")).to_have_text("a besoin de vous")
    banner.get_by_role("link").click()
    elsewhere.get_by_role("link", name="Donner un nouveau secret").click()
    expect(elsewhere.get_by_label("Mot de passe d’application")).to_have_value("")


def _she_removes_it(page: Page, address: str) -> None:
    page.get_by_role("link", name="Retirer ce canal").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Retirer le canal").click()
    page.wait_for_url("**/channels")
    expect(page.locator("table.channels")).not_to_contain_text("WordPress")
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 403


def _another_account_comes_by_the_command_line(desk: RealDesk, site: WordPressSite, salome: Seat) -> None:
    account = site.person("bot", "editor", "Bot")
    words = ["connect", "wordpress", "--data", str(desk.data), "--name", "Le blog, deux", "--secret-file", "-"]
    words += ["--field", f"base_url={site.origin}", "--field", f"user_name={account.login}"]
    more = {"DETENTE_ALLOWED_ORIGINS": site.origin, "DETENTE_DATA": str(desk.data)}
    refused = say(*words, more=more, stdin="wrong wrong wrong wrong")
    assert (refused.returncode, refused.stdout) == (1, ""), refused.stderr
    assert "Nothing was saved." in refused.stderr
    done = say(*words, more=more, stdin=account.password)
    assert done.returncode == 0, done.stderr
    assert "The network knows us as Bot." in done.stdout
    assert f"{desk.address}/channels/" in done.stdout
    row = salome.go("/channels").locator("tr", has_text="Le blog, deux")
    expect(row).to_contain_text("à l’écoute")
