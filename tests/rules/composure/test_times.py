"""Times that a reply promises."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.rules.composure import times_promised
from detente.rules.composure.folded import Folded
from detente.rules.composure.times import says_when

PARIS = ZoneInfo("Europe/Paris")
FRIDAY = datetime(2026, 11, 20, 14, 40, tzinfo=PARIS)

PROMISES = [
    ("fr", "La gare vous répond avant 17 h.", "avant 17 h", "2026-11-20T17:00"),
    ("fr", "Je reviens vers vous demain midi.", "demain midi", "2026-11-21T12:00"),
    ("fr", "Une réponse d'ici 48 h.", "d'ici 48 h", "2026-11-22T14:40"),
    ("fr", "Une réponse sous 48 h.", "sous 48 h", "2026-11-22T14:40"),
    ("fr", "Une réponse sous deux jours ouvrés.", "sous deux jours ouvrés", "2026-11-24T14:40"),
    ("fr", "Une réponse dans l'heure.", "dans l'heure", "2026-11-20T15:40"),
    ("fr", "Une réponse dans les 24 heures.", "dans les 24 heures", "2026-11-21T14:40"),
    ("fr", "Je vous rappelle lundi avant 10 h.", "lundi avant 10 h", "2026-11-23T10:00"),
    ("fr", "Je vous rappelle lundi 23 novembre à 10 h 30.", "lundi 23 novembre à 10 h 30", "2026-11-23T10:30"),
    ("fr", "Vous aurez la réponse avant vendredi midi.", "avant vendredi midi", "2026-11-27T12:00"),
    ("fr", "Je repasse vous lire mardi matin.", "mardi matin", "2026-11-24T12:00"),
    ("fr", "Le virement arrive avant mardi.", "avant mardi", "2026-11-24T00:00"),
    ("fr", "Le virement arrive d'ici mardi.", "d'ici mardi", "2026-11-24T18:00"),
    ("fr", "La réponse arrive avant 9 h.", "avant 9 h", "2026-11-21T09:00"),
    ("fr", "Le colis part le 12/12 avant 9h.", "12/12 avant 9h", "2026-12-12T09:00"),
    ("fr", "Je vous réponds d’ici ce soir.", "d’ici ce soir", "2026-11-20T20:00"),
    ("fr", "Réponse avant la fin de la semaine.", "avant la fin de la semaine", "2026-11-20T18:00"),
    ("fr", "Le pont rouvre d'ici fin décembre.", "d'ici fin décembre", "2026-12-31T18:00"),
    ("fr", "Réponse au plus tard le 3 janvier.", "au plus tard le 3 janvier", "2027-01-03T18:00"),
    ("fr", "Demain avant midi, je vous écris.", "Demain avant midi", "2026-11-21T12:00"),
    ("fr", "Vous serez remboursé mardi.", "mardi", "2026-11-24T18:00"),
    ("en", "The depot answers by 4 pm.", "by 4 pm", "2026-11-20T16:00"),
    ("en", "An answer within 24 hours.", "within 24 hours", "2026-11-21T14:40"),
    ("en", "Tomorrow by noon.", "Tomorrow by noon", "2026-11-21T12:00"),
    ("en", "You'll hear by 11 am tomorrow.", "by 11 am tomorrow", "2026-11-21T11:00"),
    ("en", "It lands within 3 working days.", "within 3 working days", "2026-11-25T14:40"),
    ("en", "We'll be back on Monday morning.", "Monday morning", "2026-11-23T12:00"),
    ("en", "An answer by Tuesday.", "by Tuesday", "2026-11-24T18:00"),
    ("en", "An answer before Tuesday.", "before Tuesday", "2026-11-24T00:00"),
    ("en", "I'll call you in two hours.", "in two hours", "2026-11-20T16:40"),
    ("en", "No later than Friday 27 November.", "No later than Friday 27 November", "2026-11-27T18:00"),
    ("en", "By the end of the day.", "By the end of the day", "2026-11-20T18:00"),
    ("en", "We will write to you tonight.", "tonight", "2026-11-20T20:00"),
    ("en", "I'll check December 3rd at 9 a.m.", "December 3rd at 9 a.m.", "2026-12-03T09:00"),
]

NOT_PROMISED = [
    ("fr", "Un vélo promis sous 8 jours, et rien."),
    ("fr", "Le pli est parti à 8 h 10."),
    ("fr", "J'avais dit jeudi midi, sans tenir parole."),
    ("fr", "J'ai relancé l'entrepôt ce matin."),
    ("fr", "Nous sommes ouverts de 9 h à 18 h."),
    ("fr", "Les cars électriques arrivent d'ici 2029."),
    ("fr", "D'ici là, le guichet est au courant."),
    ("fr", "Si le colis n'est pas là avant lundi, écrivez-moi."),
    ("fr", "Je vous écris au plus vite."),
    ("fr", "La ligne 12 passe au quai 4."),
    ("fr", "Votre lampe achetée mardi, je la remplace."),
    ("fr", "Je vous réponds sur votre message du 12 mars."),
    ("en", "The lamp you bought on Tuesday will be replaced, I'll see to it."),
    ("en", "A second leak in six weeks."),
    ("en", "If nothing came by Friday, tell me."),
    ("en", "You were promised by Monday."),
    ("en", "The desk is staffed until 9 pm."),
    ("en", "It left at 11:40 today."),
    ("en", "I'll be back as soon as possible."),
    ("en", "Open from 9 am to 6 pm."),
    ("en", "By 31 February at 99:99."),
]


@pytest.mark.parametrize(("language", "text", "quote", "due"), PROMISES)
def test_a_promised_time_is_found_with_its_place_and_its_due_time(language, text, quote, due):
    (promised,) = times_promised(text, FRIDAY, "Europe/Paris", language)
    assert promised.quote == quote == text[promised.start : promised.end]
    assert promised.due_at == datetime.fromisoformat(due).replace(tzinfo=PARIS)
    assert promised.due_at.tzinfo is UTC


@pytest.mark.parametrize(("language", "text"), NOT_PROMISED)
def test_other_times_are_not_promises(language, text):
    assert times_promised(text, FRIDAY, "Europe/Paris", language) == ()


def test_several_promises_are_all_found_in_order():
    text = "Le bac part demain avant 8 h ; je vous redis lundi avant 10 h ce qu'il en est."
    assert [one.quote for one in times_promised(text, FRIDAY, "Europe/Paris", "fr")] == [
        "demain avant 8 h",
        "lundi avant 10 h",
    ]


def test_the_channel_s_zone_decides_what_an_hour_means():
    (paris,) = times_promised("By 5 pm.", FRIDAY, "Europe/Paris", "en")
    (london,) = times_promised("By 5 pm.", FRIDAY, "Europe/London", "en")
    assert (london.due_at - paris.due_at).total_seconds() == 3600


def test_a_change_of_summer_time_keeps_hours_long_and_days_short():
    eve = datetime(2026, 10, 24, 12, tzinfo=PARIS)
    (hours,) = times_promised("Sous 24 h.", eve, "Europe/Paris", "fr")
    (day,) = times_promised("Sous un jour.", eve, "Europe/Paris", "fr")
    assert hours.due_at == datetime(2026, 10, 25, 11, tzinfo=PARIS)
    assert day.due_at == datetime(2026, 10, 25, 12, tzinfo=PARIS)


def test_an_act_under_way_needs_no_other_time():
    assert says_when(Folded.of("Je vous écris tout de suite en privé."), "fr")
    assert says_when(Folded.of("I'm sending you a message right now."), "en")
    assert says_when(Folded.of("We will see."), "en") is None


pieces = st.sampled_from(
    [
        "avant",
        "d'ici",
        "sous",
        "dans",
        "48",
        "h",
        "17h",
        "demain",
        "midi",
        "lundi",
        "matin",
        "le",
        "31/02",
        "12/13",
        "99h",
        "soir",
        "3",
        "jours",
        "ouvrés",
        "semaine",
        "fin",
        "février",
        "minuit",
        "by",
        "within",
        "4",
        "pm",
        "13",
        "pm",
        "noon",
        "tomorrow",
        "monday",
        "in",
        "two",
        "days",
        "end",
        "of",
        "month",
        "december",
        "45th",
        "until",
    ]
)


@given(st.lists(pieces, max_size=8).map(" ".join), st.sampled_from(["fr", "en"]))
def test_no_heap_of_time_words_breaks_the_reader_and_due_times_lie_ahead(text, language):
    for promised in times_promised(text, FRIDAY, "Europe/Paris", language):
        assert promised.due_at > FRIDAY
        assert text[promised.start : promised.end] == promised.quote
