"""Connectors that are bad on purpose: for each check of the kit, at least one that it must catch.

Each is a connector for a network of paper with one fault put in, as a tired author might. `MUTATIONS` names, for every
check, the class of network and the bad connector.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from detente.channels.testkit.paper import payloads
from detente.channels.testkit.paper.connector import Paper
from detente.channels.testkit.paper.walk import Walk
from detente.contracts.network import (
    Accepted,
    Affordance,
    Auth,
    Batch,
    Cannot,
    Change,
    Contract,
    Coverage,
    Cursor,
    Denied,
    Found,
    Frozen,
    Gone,
    Hint,
    Intent,
    Item,
    Length,
    Limited,
    Lookup,
    Moderated,
    Moderation,
    NetworkError,
    NotFound,
    NotSent,
    Probe,
    Session,
    Unknown,
    Verb,
    Visibility,
)
from detente.contracts.words import Words
from detente.net import Answer

_SENT: list[object] = []


class Retries(Paper):
    """Sends again when no answer came, as most libraries do."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        try:
            return super().send(frozen, now=now)
        except Unknown:
            return super().send(frozen, now=now)


class FollowsRedirects(Paper):
    """Follows a redirect, with the write in its hands."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        answer = super()._request(method, path, headers, body)
        return super()._request(method, answer.headers["location"], headers, body) if answer.status == 307 else answer


class CallsEverythingUnknown(Paper):
    """Cannot tell a request that never left from one that was lost."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        try:
            return super().send(frozen, now=now)
        except NotSent as error:
            raise Unknown(str(error)) from error


class StampsItsRequests(Paper):
    """Puts a new number into every request it makes."""

    def prepare(self, intent: Intent) -> Frozen:
        frozen = super().prepare(intent)
        _SENT.append(intent)
        body = frozen.body[:-1] + f', "nonce": {len(_SENT)}}}'.encode()
        return Frozen.of(frozen.key, frozen.method, frozen.path, frozen.headers, body)


class AsksWhilePreparing(Paper):
    """Looks at the network while it prepares."""

    def prepare(self, intent: Intent) -> Frozen:
        self._request("GET", "/v1/me")
        return super().prepare(intent)


class RewritesWhileSending(Paper):
    """Alters the frozen text a little each time, so that the network takes it as new."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        _SENT.append(frozen)
        return super().send(
            replace(frozen, body=frozen.body.replace(b'"text"', f'"n{len(_SENT)}":1,"text"'.encode())), now=now
        )


class NeverFinds(Paper):
    """Says that nothing is there without looking."""

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        return NotFound(since, now)


class LooksOnlyALittle(Paper):
    """Looks only at the last second, and admits it."""

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        found = super().find(frozen, since=since, now=now)
        return NotFound(now - timedelta(seconds=1), now) if isinstance(found, NotFound) else found


class LooksByWriting(Paper):
    """Sends again to see whether it is refused."""

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        accepted = self.send(frozen, now=now)
        return Found(accepted.external_id, None, json.loads(frozen.body)["text"], None)


class ForgetsTheKey(Paper):
    """Declares keys and sends none."""

    def prepare(self, intent: Intent) -> Frozen:
        frozen = super().prepare(intent)
        return Frozen.of(frozen.key, frozen.method, frozen.path, frozen.headers[:1], frozen.body)


class TakesADuplicateForAFailure(Paper):
    """Reads a refused duplicate as: this text may not be published."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        try:
            return super().send(frozen, now=now)
        except NetworkError as error:
            if "stands there" in str(error):
                raise Denied(Words(fr="Refusé.", en="Refused."), Words(fr="Rien.", en="Nothing.")) from error
            raise


class TrimsTexts(Paper):
    """Tidies what it sends and what it reads."""

    def prepare(self, intent: Intent) -> Frozen:
        return super().prepare(replace(intent, text=intent.text.strip() or intent.text))

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        item = super().fetch(external_id, now=now)
        return replace(item, text=item.text.replace("\u202e", "").replace("\u200b", ""))


class KnowsNobody(Paper):
    """Takes our own notes for somebody else's."""

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        return tuple(replace(item, ours=False) for item in super().replies(external_id, now=now))


class SeesNoAnswers(Paper):
    """Never looks under a note."""

    def replies(self, external_id: str, *, now: datetime) -> tuple[Item, ...]:
        super().replies(external_id, now=now)
        return ()


class TakesGoneForUnknown(Paper):
    """Treats everything that is not there as something to try again."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        answer = super()._request(method, path, headers, body)
        if answer.status == 404 and not path.startswith("/v1/keys"):
            raise Unknown("not there")
        return answer


class OffersEverything(Paper):
    """Says that everything is possible everywhere."""

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        return super().affordances(replace(item, ours=False, hidden=False, reference={}))


class OffersHalf(Paper):
    """Denies without saying why, and forgets a verb."""

    def affordances(self, item: Item) -> Mapping[Verb, Affordance]:
        return {"reply": replace(super().affordances(item)["reply"], reason=None)}


class Remembers(Paper):
    """Keeps what it once read."""

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        kept: dict[str, Item] = self.__dict__.setdefault("kept", {})
        return kept.setdefault(external_id, super().fetch(external_id, now=now))


class SendsAnything(Paper):
    """Lets the network judge the text."""

    def measure(self, text: str) -> Length:
        return replace(super().measure(text), maximum=10**9)

    def prepare(self, intent: Intent) -> Frozen:
        return super().prepare(replace(intent, text=intent.text.strip() or "…"))


class CountsBytes(Paper):
    """Counts something else than the server."""

    def measure(self, text: str) -> Length:
        return replace(super().measure(text), count=len(text.encode()))


class ReadsTheFirstPage(Paper):
    """Never turns the page."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        return replace(super().poll(cursor, now=now, limit=limit), more=False)


class MovesTooFar(Paper):
    """Keeps in its head how far it read, and believes that all of it was stored."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        seen: set[str] = self.__dict__.setdefault("told", set())
        batch = super().poll(cursor, now=now, limit=limit)
        fresh = tuple(each for each in batch.changes if each.external_id not in seen)
        seen.update(each.external_id for each in fresh)
        return replace(batch, changes=fresh)


class TurnsPagesByHeart(Paper):
    """Holds the middle of its walk in memory, where a crash takes it."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        if cursor and cursor.get("before") and "held" not in self.__dict__:
            return replace(batch, changes=(), more=False)
        self.__dict__["held"] = True
        return batch


class StopsAtTheNewest(Paper):
    """Believes that its walk ended where it began, so what came meanwhile is taken as told."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        if batch.more:
            return batch
        newest = self._page(None, 100, now)
        walk = Walk.of(batch.next_cursor)
        walk.take(newest.items, older=False, limit=100, now=now)
        return replace(batch, next_cursor=walk._cursor())


class HangsOnOneNote(Paper):
    """Reads until it meets the one note that it remembers."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        page = self._page(None, 100, now)
        ids = [item.external_id for item in page.items]
        last = str((cursor or {}).get("last", ""))
        fresh = page.items[: ids.index(last)] if last in ids else (() if last else page.items)
        changes = Walk().take(fresh, older=False, limit=100, now=now).changes if fresh else ()
        return Batch(changes, {"last": ids[0] if ids else last}, more=False)


class LosesTies(Paper):
    """Begins a page after the instant at which the last one ended."""

    def _page(self, before: datetime | None, size: int, now: datetime) -> payloads.Page:
        return super()._page(before - timedelta(microseconds=1) if before else None, size, now)


class SeesNoEdits(Paper):
    """Knows a note by its id alone."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        known = {str(each) for each in (cursor or {}).get("known") or ()}  # type: ignore[union-attr]
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(batch, changes=tuple(each for each in batch.changes if each.external_id not in known))


class SeesNoHoles(Paper):
    """Is sure that it saw everything."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        return replace(super().poll(cursor, now=now, limit=limit), coverage=Coverage.COMPLETE, hole=None)


class SealsItsOwnBytes(Paper):
    """Seals what it made of the note instead of what came."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(
            batch, changes=tuple(_with(each, raw=each.item.text.encode()) for each in batch.changes if each.item)
        )


class DropsWhatItDoesNotKnow(Paper):
    """Seals only the fields it knows."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(batch, changes=tuple(_with(each, raw=b'{"id":"x"}') for each in batch.changes if each.item))


class CleansText(Paper):
    """Takes out what it cannot see."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        told = tuple(_with(each, text=each.item.text.replace("\u200b", "")) for each in batch.changes if each.item)
        return replace(batch, changes=told)


class LosesTheOffset(Paper):
    """Reads a time without its place on earth."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(batch, changes=tuple(_with(each, posted_at=now) for each in batch.changes if each.item))


class AllOrNothing(Paper):
    """One note that cannot be read stops all the others."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        if batch.aside or any(b"simmering" in each.item.raw for each in batch.changes if each.item):
            raise Contract("a note cannot be read")
        return batch


class TalksTooMuch(Paper):
    """Says its secret wherever it can."""

    def prepare(self, intent: Intent) -> Frozen:
        frozen = super().prepare(intent)
        bearer = ("authorization", f"Bearer {self._connection.secret}")
        return Frozen.of(frozen.key, frozen.method, frozen.path, [*frozen.headers, bearer], frozen.body)

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(batch, next_cursor={**batch.next_cursor, "with": self._connection.secret})


class TakesARefusalForATrouble(Paper):
    """Believes that a refused secret passes by itself."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        answer = super()._request(method, path, headers, body)
        if answer.status == 401:
            raise Unknown("not now")
        return answer


class ReadsOnAsAStranger(Paper):
    """Takes a refusal for an empty listing: everything seems quiet."""

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        try:
            return super().poll(cursor, now=now, limit=limit)
        except Auth:
            return Batch((), cursor or {}, more=False)


class KnowsNoClock(Paper):
    """Never compares clocks, and is never content."""

    def probe(self, *, now: datetime) -> Probe:
        return replace(super().probe(now=now), clock_skew=None, account_id="")


class WaitsAsItLikes(Paper):
    """Waits an hour, whatever was said."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        answer = super()._request(method, path, headers, body)
        return replace(answer, headers={"retry-after": "3600"}) if answer.status == 429 else answer


class SleepsAndSendsAgain(Paper):
    """Sends again by itself when it was told to wait."""

    def send(self, frozen: Frozen, *, now: datetime) -> Accepted:
        try:
            return super().send(frozen, now=now)
        except (Limited, Auth):
            return super().send(frozen, now=now)


class TakesNonsenseForNothing(Paper):
    """Whatever cannot be read is an empty page."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        answer = super()._request(method, path, headers, body)
        try:
            json.loads(answer.body)
        except ValueError:
            return replace(answer, body=b'{"notes": []}')
        return answer


class GivesUpForGood(Paper):
    """A server in trouble once is a broken contract for ever."""

    def _request(self, method: str, path: str, headers: Sequence[tuple[str, str]] = (), body: bytes = b"") -> Answer:
        try:
            answer = super()._request(method, path, headers, body)
        except Unknown as error:
            raise Contract("no answer") from error
        if answer.status >= 500:
            raise Contract("a server in trouble")
        return answer


class ReadsTwice(Paper):
    """Reads again by itself when the network is in trouble."""

    def _read(self, place: str, external_id: str, now: datetime) -> Answer:
        try:
            return super()._read(place, external_id, now)
        except Unknown:
            return super()._read(place, external_id, now)


class CannotUndo(Paper):
    """Undoes a hide by hiding."""

    def inverse(self, order: Moderation) -> Moderation | None:
        return order


class HidesTwice(Paper):
    """Gives the order again when no answer came; what is not there is hidden well enough."""

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        try:
            return super().moderate(order, now=now)
        except Gone:
            return Moderated(order.external_id, order.verb, b"{}")
        except NetworkError:
            return super().moderate(order, now=now)


class ObeysAnything(Paper):
    """Takes a verb it does not know for a hide."""

    def moderate(self, order: Moderation, *, now: datetime) -> Moderated:
        return super().moderate(replace(order, verb="hide"), now=now)


class Deaf(Paper):
    """A stream that raises, hears nothing and says its secret."""

    def stream_address(self, *, since: datetime | None) -> str:
        return f"https://paper.example/?token={self._connection.secret}"

    def hint(self, frame: bytes) -> Hint | None:
        json.loads(frame)
        return None


class LooksBackForEver(Paper):
    """Looks back past what was asked, or not at all."""

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        return super().backfill(cursor, since=since - timedelta(days=3650), now=now, limit=limit)


class LooksBackOnce(Paper):
    """Tells one page of the past and takes it for all."""

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        batch = super().backfill(cursor, since=since, now=now, limit=limit)
        self.__dict__["moved"] = True
        return replace(batch, more=False)


class LooksBackAndForth(Paper):
    """One memory for the past and the present: looking back moves the poll."""

    moved: ClassVar[set[str]] = set()

    def backfill(self, cursor: Cursor | None, *, since: datetime, now: datetime, limit: int = 100) -> Batch:
        self.moved.add(self._connection.base_url)
        return super().backfill(cursor, since=since, now=now, limit=limit)

    def poll(self, cursor: Cursor | None, *, now: datetime, limit: int = 100) -> Batch:
        batch = super().poll(cursor, now=now, limit=limit)
        return replace(batch, changes=()) if self._connection.base_url in self.moved else batch


class TakesSilenceForLife(Paper):
    """What the network leaves out is left out; of many ids only the first few are asked."""

    def fetch_many(self, external_ids: Sequence[str], *, now: datetime) -> Mapping[str, Item | None]:
        seen = super().fetch_many(external_ids[:2], now=now)
        return {key: item for key, item in seen.items() if item is not None}


class SignsAnybodyIn(Paper):
    """Gives a session that says nothing, to whoever asks."""

    def sign_in(self, *, now: datetime) -> Session:
        return Session("", None, None)

    def refresh(self, *, now: datetime) -> Session:
        return Session("", None, None)


class DeclaresTooMuch(Paper):
    """Declares another length and no past."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.capabilities = replace(self.capabilities, backfill=None)


class AsksWhereItCannot(Paper):
    """Says that nothing is there, on a network that shows nothing."""

    def find(self, frozen: Frozen, *, since: datetime, now: datetime) -> Lookup:
        found = super().find(frozen, since=since, now=now)
        return NotFound(since, now) if isinstance(found, Cannot) else found


class SaysHidden(Paper):
    """Says that its own note cannot be seen."""

    def visibility(self, external_id: str, *, now: datetime) -> Visibility:
        return Visibility.PENDING


class TakesAnAbsenceForAnItem(Paper):
    """Invents what is no longer there."""

    def fetch(self, external_id: str, *, now: datetime) -> Item:
        try:
            return super().fetch(external_id, now=now)
        except Gone:
            body = b'{"id": "x", "parent": null, "author": null, "text": "", "version": 1, "written_at": "2026-01-01T00:00:00Z"}'
            return payloads.one(body)


def _with(change: Change, **said: object) -> Change:
    assert change.item is not None
    return replace(change, item=replace(change.item, **said))  # type: ignore[arg-type]


MUTATIONS: dict[str, list[tuple[str, type[Paper]]]] = {
    "one_logical_send_is_one_request_in_every_fault_mode": [("keyed", Retries), ("listable", FollowsRedirects)],
    "nothing_listening_means_that_nothing_was_sent": [("listable", CallsEverythingUnknown)],
    "the_same_intent_always_freezes_to_the_same_bytes": [("listable", StampsItsRequests)],
    "preparing_sends_nothing": [("listable", AsksWhilePreparing)],
    "every_attempt_sends_identical_bytes": [("listable", RewritesWhileSending)],
    "a_lost_answer_is_found_and_an_unborn_reply_is_not": [("listable", NeverFinds), ("keyed", LooksOnlyALittle)],
    "looking_for_a_reply_never_writes": [("keyed", LooksByWriting)],
    "where_keys_hold_sending_again_never_doubles": [("keyed", ForgetsTheKey)],
    "a_refused_duplicate_leads_to_the_reply_that_is_there": [
        ("dedup", TakesADuplicateForAFailure),
        ("dedup", NeverFinds),
    ],
    "a_network_that_cannot_be_asked_says_so": [("blind", AsksWhereItCannot)],
    "what_was_accepted_is_seen_with_the_text_that_was_approved": [("listable", TrimsTexts), ("keyed", SaysHidden)],
    "our_reply_stands_under_its_message_and_is_known_as_ours": [("listable", KnowsNobody)],
    "a_colleagues_reply_is_seen_before_ours_leaves": [("listable", SeesNoAnswers)],
    "a_parent_that_vanished_is_gone": [("listable", TakesGoneForUnknown)],
    "a_closed_conversation_is_known_before_and_denied_with_a_remedy": [("listable", OffersEverything)],
    "a_message_changed_after_the_review_is_read_as_it_is_now": [("listable", Remembers)],
    "a_text_that_cannot_go_is_refused_before_anything_is_sent": [("listable", SendsAnything)],
    "the_length_rule_agrees_with_the_server_at_its_edge": [("listable", CountsBytes)],
    "small_pages_tell_the_same_as_one_large_page": [("listable", ReadsTheFirstPage)],
    "a_crash_before_the_cursor_is_saved_loses_nothing": [("listable", MovesTooFar)],
    "a_crash_between_two_pages_loses_nothing": [("listable", TurnsPagesByHeart)],
    "what_arrives_while_pages_are_turned_is_told": [("listable", StopsAtTheNewest)],
    "a_cursor_outlives_the_messages_it_was_made_of": [("listable", HangsOnOneNote)],
    "messages_of_one_instant_are_all_told": [("listable", LosesTies)],
    "of_a_storm_of_edits_the_last_is_never_lost": [("listable", SeesNoEdits)],
    "a_deletion_is_told_by_the_poll": [("listable", SeesNoEdits)],
    "what_vanished_is_gone_when_it_is_asked_for": [("listable", TakesAnAbsenceForAnItem)],
    "what_the_listing_no_longer_shows_is_told_as_a_hole": [("listable", SeesNoHoles)],
    "the_bytes_of_an_item_are_the_ones_that_came": [("listable", SealsItsOwnBytes)],
    "text_of_any_direction_and_width_is_kept_exactly": [("listable", CleansText), ("listable", TrimsTexts)],
    "a_poll_and_a_look_tell_the_same_message": [("listable", LosesTheOffset)],
    "fields_that_nobody_knows_are_kept_and_do_no_harm": [("listable", DropsWhatItDoesNotKnow)],
    "a_word_that_this_version_does_not_know_stops_nothing": [("listable", AllOrNothing)],
    "no_secret_stands_in_what_is_stored_or_logged": [("listable", TalksTooMuch)],
    "no_secret_stands_in_what_was_read": [("listable", TalksTooMuch)],
    "a_wrong_secret_is_a_matter_for_the_lead": [("listable", ReadsOnAsAStranger)],
    "a_wrong_secret_publishes_nothing": [("listable", TakesARefusalForATrouble)],
    "a_right_secret_says_who_we_are": [("listable", KnowsNoClock)],
    "a_wrong_clock_is_told_before_the_channel_is_saved": [("listable", KnowsNoClock)],
    "rights_that_end_between_two_pages_lose_nothing": [("listable", ReadsOnAsAStranger)],
    "a_write_refused_for_lack_of_rights_is_not_sent_again": [("listable", SleepsAndSendsAgain)],
    "a_read_waits_in_every_dialect": [("listable", WaitsAsItLikes)],
    "a_write_waits_in_every_dialect_and_leaves_once": [("listable", SleepsAndSendsAgain)],
    "a_page_of_html_is_a_broken_contract": [("listable", TakesNonsenseForNothing)],
    "half_an_answer_is_a_broken_contract": [("listable", TakesNonsenseForNothing)],
    "an_answer_without_end_is_let_go": [("listable", GivesUpForGood)],
    "a_server_in_trouble_is_read_again_later": [("listable", GivesUpForGood)],
    "one_read_asks_no_request_twice": [("listable", ReadsTwice)],
    "a_read_follows_no_redirect": [("listable", FollowsRedirects)],
    "one_malformed_item_is_kept_aside_and_the_others_arrive": [("listable", AllOrNothing)],
    "a_hide_and_its_inverse_restore_the_state": [("listable", CannotUndo)],
    "what_vanished_can_no_longer_be_hidden": [("listable", HidesTwice)],
    "one_order_is_one_request_in_every_fault_mode": [("listable", HidesTwice)],
    "what_cannot_be_undone_says_so": [("listable", CannotUndo)],
    "an_order_that_the_network_does_not_know_is_denied_before_anything_is_sent": [("listable", ObeysAnything)],
    "a_frame_about_us_names_the_message": [("listable", Deaf)],
    "no_frame_whatever_it_holds_raises": [("listable", Deaf)],
    "where_to_listen_is_an_address_without_a_secret": [("listable", Deaf)],
    "what_was_there_is_told_and_then_it_ends": [("listable", LooksBackOnce)],
    "nothing_older_than_asked_is_told": [("listable", LooksBackForEver)],
    "looking_back_never_moves_the_poll": [("listable", LooksBackAndForth)],
    "what_is_there_comes_and_what_vanished_is_known_to_be_gone": [("listable", TakesSilenceForLife)],
    "a_full_batch_of_ids_is_answered": [("listable", TakesSilenceForLife)],
    "a_sign_in_gives_a_session_that_can_be_refreshed": [("listable", SignsAnybodyIn)],
    "a_wrong_secret_signs_nobody_in": [("listable", SignsAnybodyIn)],
    "what_is_declared_agrees_with_the_doors": [("listable", DeclaresTooMuch)],
    "every_offered_verb_is_explained_on_an_item": [("listable", OffersHalf)],
}
"""For every check (without `test_`): the class of network and the connector that it must catch."""
