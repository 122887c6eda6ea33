"""A person's word on each dimension: it wins, it lasts, it can be taken back, and the event says what changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from tests.desk.full_reading import TEXT, a_full_case, read_in_full
from tests.desk.makers import NOON, a_brand, a_case, a_channel, a_person, an_item
from tests.desk.replies import LATER

from detente.accounts.models import Person
from detente.contracts.analysis import Urgency
from detente.contracts.dimensions import DIMENSION_WORDS, IN_SIGHT
from detente.contracts.kinds import Kind
from detente.contracts.learning import DIMENSIONS
from detente.contracts.network import Change, ChangeKind
from detente.contracts.people import Role
from detente.contracts.refusals import Refused
from detente.desk.actions.correct_reading import Correction, correct_reading, take_back_correction
from detente.desk.actions.erase_messages import erase_messages
from detente.desk.actions.receive import receive
from detente.desk.models import Case, Message, Reading
from detente.desk.queries.case_facts import case_facts
from detente.desk.queries.case_page import case_page
from detente.desk.queries.reading_view import ReadingView
from detente.desk.queries.readings import latest_reading, value_of
from detente.desk.queries.timeline import case_timeline
from detente.journal.models import Event

pytestmark = pytest.mark.django_db


class Team:
    """One case read in full, an agent and a lead."""

    def __init__(self) -> None:
        self.brand = a_brand()
        self.channel = a_channel(self.brand)
        self.case = a_full_case(self.channel)
        self.message = self.case.messages.get()
        self.agent = a_person(self.brand, Role.AGENT, name="Malo Le Guen")
        self.lead = a_person(self.brand, Role.LEAD, name="Salomé Brandt")

    def say(self, *, by: Person | None = None, **said: Any) -> Reading:
        """Correct the message."""
        person = (by or self.agent).id
        done = correct_reading(person, self.case.id, self.message.id, Correction(**said), now=LATER)
        return Reading.objects.get(id=done)

    def take_back(self, dimension: str = "", *, by: Person | None = None) -> Reading:
        """Let the guess hold again."""
        person = (by or self.agent).id
        return Reading.objects.get(id=take_back_correction(person, self.case.id, self.message.id, dimension, now=LATER))

    def edit(self, text: str, **read: Any) -> None:
        """The author edits the message, and it is read again."""
        item = an_item("full", text, author="full")
        receive(self.channel.id, [Change(ChangeKind.EDITED, "full", item, LATER)], now=LATER)
        read_in_full(LATER, **read)

    @property
    def holds(self) -> Reading:
        """The reading that holds."""
        reading = latest_reading(self.message.id)
        assert reading is not None
        return reading

    def view(self) -> ReadingView:
        """The reading as the page shows it."""
        view = case_page(self.agent.id, self.case.id, now=LATER).reading
        assert view is not None
        return view

    def now(self) -> Case:
        """The case as it stands."""
        return Case.objects.get(id=self.case.id)


@pytest.fixture
def team() -> Team:
    return Team()


def _another(dimension: str, team: Team) -> str:
    before = value_of(team.holds, dimension)
    return next(value for value in DIMENSION_WORDS[dimension].values if value != before)


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_is_corrected_by_itself_and_the_rest_stays_as_it_was_read(team: Team, dimension: str) -> None:
    others = {name: value_of(team.holds, name) for name in DIMENSIONS if name != dimension}
    value, before = _another(dimension, team), value_of(team.holds, dimension)
    correction = Correction.of(dimension, value)
    correct_reading(team.agent.id, team.case.id, team.message.id, correction, now=LATER)
    assert value_of(team.holds, dimension) == value
    assert {name: value_of(team.holds, name) for name in others} == others
    assert (team.holds.corrected, team.holds.person_id) == ([dimension], team.agent.id)
    facts = Event.objects.get(name="reading.corrected").facts
    assert (facts["dimensions"], facts["before"], facts["after"]) == ([dimension], [before], [value])


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_a_value_that_no_list_holds_is_refused(dimension: str) -> None:
    with pytest.raises(Refused) as refused:
        Correction.of(dimension, "<monster>")
    assert refused.value.code == "input.reading"


def test_what_the_engine_saw_is_carried_on(team: Team) -> None:
    guess = team.holds
    said = team.say(topic="product")
    for name in ("scores", "because", "facts", "personal_data", "doubts", "sources", "fingerprint", "asks", "heart"):
        assert getattr(said, name) == getattr(guess, name), name


def test_words_of_two_people_add_up(team: Team) -> None:
    team.say(topic="product")
    team.say(by=team.lead, urgency="high", heart="Colis perdu")
    assert team.holds.corrected == ["topic", "urgency", "heart"]
    assert (team.holds.topic, team.holds.urgency, team.holds.heart) == ("product", "high", "Colis perdu")
    assert team.view().said_by == {"topic": "Malo Le Guen", "urgency": "Salomé Brandt", "heart": "Salomé Brandt"}


def test_who_says_the_same_again_takes_nobodys_word_away(team: Team) -> None:
    team.say(topic="product")
    team.say(by=team.lead, topic="product")
    assert team.view().said_by["topic"] == "Malo Le Guen"
    team.say(by=team.lead, topic="price")
    assert team.view().said_by["topic"] == "Salomé Brandt"


def test_it_is_right_says_what_is_in_sight_and_no_more(team: Team) -> None:
    assert team.say().corrected == list(IN_SIGHT)
    assert team.now().severity_confirmed == 2
    assert Event.objects.get(name="reading.corrected").facts["confirmed"] is True


def test_who_corrects_the_topic_has_not_confirmed_the_severity(team: Team) -> None:
    team.say(topic="price")
    assert (team.now().severity_confirmed, team.now().severity) == (None, 2)


def test_words_of_a_person_survive_an_edit_and_are_marked_stale(team: Team) -> None:
    team.say(kind="press", severity=3)
    team.edit("Bonjour, un autre texte, sans numéro.", kind=Kind.QUESTION, personal_data=(), facts=(), doubts=())
    assert (team.holds.kind, team.holds.severity, team.holds.corrected) == ("press", 3, ["kind", "severity"])
    assert team.view().stale
    assert team.now().kind == "press"


def test_what_nobody_said_follows_the_new_words_of_an_edited_message(team: Team) -> None:
    team.say(kind="press")
    team.edit("Bonjour, un autre texte, sans numéro.", urgency=Urgency.HIGH, personal_data=(), facts=())
    view = team.view()
    assert (view.values["kind"], view.values["urgency"]) == ("press", "high")
    assert (view.personal_data, view.facts) == ((), ())


def test_who_speaks_again_after_an_edit_says_it_of_the_new_words(team: Team) -> None:
    team.say(kind="press")
    team.edit("Un autre texte.")
    assert team.say().revision_number == 2
    assert not team.view().stale
    assert set(team.holds.corrected) == set(IN_SIGHT)


def test_taking_back_lets_the_guess_hold_again_and_the_case_with_it(team: Team) -> None:
    before = team.now()
    team.say(kind="press", severity=4, language="en")
    assert team.now().deadline != before.deadline
    team.take_back()
    assert (team.holds.person_id, team.holds.kind, team.holds.language) == (None, "complaint", "fr")
    after = team.now()
    assert (after.kind, after.severity, after.severity_confirmed, after.deadline, after.language) == (
        before.kind, before.severity, None, before.deadline, "fr",
    )  # fmt: skip
    assert team.view().by == ""
    facts = Event.objects.get(name="reading.taken_back").facts
    assert (facts["dimensions"], facts["before"], facts["after"]) == (
        ["kind", "severity", "language"], ["press", "4", "en"], ["complaint", "2", "fr"],
    )  # fmt: skip


def test_the_inbox_knows_that_a_word_was_taken_back(team: Team) -> None:
    team.say(topic="price")
    assert case_facts([team.case.id])[team.case.id].confirmed
    team.take_back()
    facts = case_facts([team.case.id])[team.case.id]
    assert (facts.confirmed, facts.read) == (False, True)
    team.say(topic="price")
    assert case_facts([team.case.id])[team.case.id].confirmed


def test_one_dimension_is_taken_back_and_the_others_stay_said(team: Team) -> None:
    team.say(topic="price", urgency="high")
    team.take_back("topic")
    assert (team.holds.topic, team.holds.urgency, team.holds.corrected) == ("delivery", "high", ["urgency"])
    team.take_back("urgency")
    assert team.holds.person_id is None


def test_taking_back_one_dimension_does_not_freshen_the_rest(team: Team) -> None:
    team.say(topic="price", urgency="high")
    team.edit("Un autre texte.")
    team.take_back("topic")
    assert team.view().stale


@pytest.mark.parametrize("dimension", ["", "topic"])
def test_nothing_is_taken_back_that_nobody_said(team: Team, dimension: str) -> None:
    if dimension:
        team.say(urgency="high")
    with pytest.raises(Refused) as refused:
        team.take_back(dimension)
    assert refused.value.code == "state.reading"


def test_a_word_that_was_taken_back_is_not_taken_back_twice_and_can_be_said_anew(team: Team) -> None:
    team.say(kind="press")
    team.take_back()
    with pytest.raises(Refused):
        team.take_back()
    team.say(kind="troll")
    assert (team.holds.kind, team.holds.corrected) == ("troll", ["kind"])


def test_events_hold_values_and_never_words(team: Team) -> None:
    team.say(heart="Trois appels sans suite", asks="Être rappelée", kind="question")
    team.take_back()
    told = str(list(Event.objects.values_list("facts", flat=True)))
    assert "Trois appels" not in told and "rappelée" not in told
    assert "heart" in told


def test_the_timeline_says_what_was_corrected(team: Team) -> None:
    team.say(topic="price", irony=True, heart="Trop cher")
    team.say()
    team.take_back("irony")
    said = [row.sentence for row in case_timeline(team.case.id) if row.name.startswith("reading.")]
    assert said[0].fr.endswith("ironie Non")
    assert said[1].en.endswith("kind Complaint, severity 2 Ordinary")
    assert said[2].fr.endswith("sujet Prix, ironie Oui, Cœur du problème")


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "stranger")
def test_only_those_who_answer_correct_and_take_back(team: Team, role: Role | None) -> None:
    team.say(topic="price")
    person = a_person(team.brand if role else None, *([role] if role else []), name="Yann Hervé")
    acts = (
        lambda: correct_reading(person.id, team.case.id, team.message.id, Correction(topic="store"), now=LATER),
        lambda: take_back_correction(person.id, team.case.id, team.message.id, now=LATER),
    )
    for act in acts:
        if role in (Role.AGENT, Role.REVIEWER, Role.LEAD):
            act()
            continue
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code.startswith("access.")


def test_a_message_of_another_case_is_not_taken_back_from_here(team: Team) -> None:
    other = a_case(team.channel, external_id="x", author="x")
    with pytest.raises(Refused) as refused:
        take_back_correction(team.agent.id, other.id, team.message.id, now=LATER)
    assert refused.value.code == "access.message"


def test_erasure_empties_what_was_quoted_of_a_message_in_every_reading(team: Team) -> None:
    team.say(heart="06 12 34 56 78, rappelez-moi")
    erase_messages(team.channel.id, [team.message.id], "after_deletion", now=LATER)
    for row in Reading.objects.all():
        assert (row.heart, row.asks, row.because, row.facts, row.fingerprint) == ("", "", [], [], 0)


@pytest.mark.parametrize("column", ["corrected = '[]'", "kind = 'abuse'", "fingerprint = 7", "taken_back = true"])
def test_the_database_lets_nobody_rewrite_a_word(team: Team, column: str) -> None:
    said = team.say(topic="price")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE desk_reading SET {column} WHERE id = %s", [said.id])


def test_the_database_takes_nothing_back_that_still_says_something(team: Team) -> None:
    said = team.say(topic="price")
    said.pk, said.taken_back = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        said.save(force_insert=True)


def test_a_removal_rests_on_a_person_who_said_the_kind_itself(team: Team) -> None:
    from detente.desk.actions.removal_request import message_facts

    abuse = a_full_case(team.channel, external_id="abuse", kind=Kind.ABUSE)
    message = Message.objects.get(case=abuse)
    correct_reading(team.agent.id, abuse.id, message.id, Correction(topic="store"), now=LATER)
    assert not message_facts(message, latest_reading(message.id)).confirmed
    correct_reading(team.agent.id, abuse.id, message.id, Correction(kind="abuse"), now=LATER)
    assert message_facts(message, latest_reading(message.id)).confirmed
    take_back_correction(team.agent.id, abuse.id, message.id, now=LATER)
    assert not message_facts(message, latest_reading(message.id)).confirmed


def test_the_words_that_weighed_are_those_of_the_present_text(team: Team) -> None:
    assert {words for _, words, _, _ in team.view().weighed} == {"noté « livré »", "jamais rien reçu", "honteux"}
    item = an_item("full", TEXT.replace("Bravo", "Merci"), author="full")
    receive(team.channel.id, [Change(ChangeKind.EDITED, "full", item, LATER)], now=LATER + timedelta(minutes=1))
    assert team.view().weighed == ()
    assert NOON < LATER
