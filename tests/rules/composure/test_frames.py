"""Faults told by their frame, whatever the words in it: blame by general rules, mockery, insinuation, records held
against people, excuses, empty apologies. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.rules.composure.saying import said_of

from detente.contracts.composure import Fault, FindingSeverity
from detente.contracts.kinds import Kind

BLOCK, WARN, HINT = FindingSeverity

FRAMED = [
    ("fr", "Un locataire prudent ferme la vanne avant de partir.", "tone.blame", BLOCK),
    ("fr", "Fermez la vanne la veille et il n'y aurait aucune fuite.", "tone.blame", BLOCK),
    ("fr", "La prochaine fois, pensez à la vanne.", "tone.blame", BLOCK),
    ("fr", "On récolte ce qu'on sème.", "tone.blame", BLOCK),
    ("fr", "Le souci vient surtout des locataires qui bricolent.", "tone.blame", BLOCK),
    ("fr", "Plutôt que d'étaler cela sur la place publique, passez au bureau.", "tone.blame", BLOCK),
    ("en", "A tenant who checks the valve sleeps better.", "tone.blame", BLOCK),
    ("en", "A glance at the notice would have spared you the bucket.", "tone.blame", BLOCK),
    ("en", "The trouble is tenants who fiddle with the valve.", "tone.blame", BLOCK),
    ("en", "Hot tip: valves turn clockwise.", "tone.blame", BLOCK),
    ("en", "Follow the sheet and there'd be no flood.", "tone.blame", BLOCK),
    ("en", "It falls to the tenant to bleed the pipes.", "tone.blame", BLOCK),
    ("fr", "Arrêtez les rotatives, une goutte est tombée.", "tone.sarcasm", BLOCK),
    ("fr", "Personne chez nous ne se relève la nuit pour compter vos seaux.", "tone.sarcasm", BLOCK),
    ("en", "Somebody alert the press, a tap drips.", "tone.sarcasm", BLOCK),
    ("en", "No one in the office dreams of your buckets.", "tone.sarcasm", BLOCK),
    ("en", "A gentleman of your refinement will manage with a bucket.", "tone.sarcasm", BLOCK),
    ("fr", "Facile quand on se cache derrière un pseudo.", "tone.aggression", BLOCK),
    ("fr", "Gardez vos fariboles.", "tone.aggression", BLOCK),
    ("fr", "Vous voilà prévenue.", "tone.aggression", BLOCK),
    ("en", "Stories like that are put about by disgruntled plumbers.", "tone.aggression", BLOCK),
    ("en", "Easy to say, hiding behind a nickname.", "tone.aggression", BLOCK),
    ("en", "Politeness goes both ways.", "tone.aggression", BLOCK),
    ("fr", "Une fuite ici est rigoureusement impossible.", "tone.denial", WARN),
    ("fr", "Ce que vous affirmez n'a jamais eu lieu.", "tone.denial", WARN),
    ("en", "None of that is accurate.", "tone.denial", WARN),
    ("en", "The valve cannot possibly leak.", "tone.denial", WARN),
    ("en", "The pump was merely doing its job.", "tone.denial", WARN),
    ("fr", "C'est la régie qui décide des passages.", "own.excuse", WARN),
    ("fr", "Le plombier traîne des pieds, nous en souffrons les premiers.", "own.excuse", WARN),
    ("en", "It's the water board that runs the mains.", "own.excuse", WARN),
    ("en", "There is not much anyone here can do.", "own.excuse", WARN),
    ("fr", "Nos excuses à quiconque aurait été mouillé.", "own.non_apology", BLOCK),
    ("fr", "Si quelqu'un a été mouillé, nous le regrettons.", "own.non_apology", BLOCK),
    ("en", "If anyone got wet or felt cold, that is regretted.", "own.non_apology", BLOCK),
    ("en", "Sorry you came away with a poor impression of the house.", "own.non_apology", BLOCK),
    ("fr", "Nous avons enfreint la loi sur l'eau.", "own.legal_admission", BLOCK),
    ("en", "The house is legally answerable for the flood.", "own.legal_admission", BLOCK),
    ("fr", "C'était une simple plaisanterie du plombier.", "tone.minimise", WARN),
    ("en", "Every flat is in the same boat.", "tone.minimise", WARN),
    ("en", "One teeny drip on the rug.", "tone.minimise", WARN),
    ("fr", "Notre contrat Confort, à 12 €, inclut le passage dans l'heure.", "tone.promo", BLOCK),
    ("en", "Our gold cover plan would have had someone out.", "tone.promo", BLOCK),
    ("en", "We take tenant safety extremely seriously.", "tone.boilerplate", WARN),
]
HEARD = [
    ("fr", "Certains locataires oublient la vanne.", "tone.blame"),
    ("fr", "Votre vanne n'était sans doute pas fermée.", "tone.blame"),
    ("fr", "Regardez bien la notice.", "tone.blame"),
    ("en", "Other tenants generally bleed the pipes.", "tone.blame"),
    ("en", "Your valve wasn't fully closed.", "tone.blame"),
    ("en", "Might we suggest checking the valve?", "tone.blame"),
    ("fr", "Vous aurez au moins appris où est la vanne.", "tone.sarcasm"),
    ("en", "At least you found the valve.", "tone.sarcasm"),
    ("en", "A bucket is all one needs, no?", "tone.sarcasm"),
    ("fr", "Curieusement, la fuite commence après la visite.", "tone.aggression"),
    ("en", "Oddly enough, the leak began after the visit.", "tone.aggression"),
    ("fr", "Toutes nos vannes sont contrôlées.", "tone.denial"),
    ("en", "Every valve of ours is tested.", "tone.denial"),
    ("fr", "La procédure impose un délai.", "own.excuse"),
    ("en", "The rules don't allow a second visit.", "own.excuse"),
    ("en", "This is regrettable.", "own.non_apology"),
    ("fr", "Nous avons oublié la vanne.", "own.legal_admission"),
    ("en", "The plumber left the valve open.", "own.legal_admission"),
    ("en", "It dripped for just ten minutes.", "tone.minimise"),
    ("fr", "Parlons-en au comptoir.", "tone.promo"),
    ("fr", "D'autres locataires passent l'hiver sans fuite.", "tone.blame"),
    ("en", "The board by the tap does spell it out.", "tone.blame"),
    ("en", "Give the bucket a medal.", "tone.sarcasm"),
    ("en", "Your version of the leak is new to us.", "tone.aggression"),
    ("fr", "Nos agents ont bien appliqué la consigne.", "tone.denial"),
    ("en", "The water board decides which valves close.", "own.excuse"),
    ("fr", "Un tapis, ça se lave.", "tone.minimise"),
    ("fr", "Notre formule Confort existe.", "tone.promo"),
]
SILENT = [
    ("en", "Our records show you called twice and nobody came.", "tone.denial", (BLOCK, WARN, HINT)),
    ("en", "We were short of staff, and that is our problem, not yours.", "own.excuse", (BLOCK, WARN, HINT)),
    ("fr", "La prochaine fois que la vanne goutte, appelez-moi et je passe.", "tone.blame", (BLOCK, WARN)),
    ("fr", "C'est à nous de vérifier la vanne.", "tone.blame", (BLOCK, WARN, HINT)),
    ("fr", "Personne ne passe sa soirée à éponger par plaisir.", "tone.sarcasm", (BLOCK, WARN, HINT)),
    ("fr", "Je ne me cache pas derrière un règlement.", "tone.aggression", (BLOCK, WARN, HINT)),
    ("fr", "Ce que vous racontez est grave.", "tone.denial", (BLOCK, WARN)),
    ("fr", "Cette réponse vient bien de chez nous.", "own.legal_admission", (BLOCK, WARN)),
    ("fr", "Nous vous avons laissé l'impression de ne pas écouter, pardon.", "own.non_apology", (BLOCK, WARN)),
    ("en", "If you keep having trouble, call me.", "tone.blame", (BLOCK, WARN, HINT)),
    ("en", "A single call from us would have saved you the trip.", "tone.blame", (BLOCK, WARN)),
    ("en", "The problem is that tenants had no way to know.", "tone.blame", (BLOCK, WARN)),
    ("en", "Nobody spends a Sunday mopping for fun.", "tone.sarcasm", (BLOCK, WARN, HINT)),
    ("en", "I want to hear your side of the story.", "tone.aggression", (BLOCK, WARN, HINT)),
    ("en", "Guests who cannot climb stairs were left outside.", "tone.aggression", (BLOCK, WARN, HINT)),
    ("en", "You can watch it again tonight.", "tone.aggression", (BLOCK, WARN, HINT)),
    ("en", "The room was less than clean, and I'm sorry.", "own.non_apology", (BLOCK, WARN, HINT)),
    ("en", "There was a stray hair on the plate.", "tone.minimise", (BLOCK, WARN)),
    ("en", "I'll be with you on Monday at the earliest.", "tone.boilerplate", (BLOCK, WARN)),
]


@pytest.mark.parametrize(("language", "sentence", "check", "severity"), FRAMED)
def test_a_frame_that_nobody_reads_otherwise_has_the_severity_of_its_check(language, sentence, check, severity):
    found = said_of(language, sentence, check, severity=3)
    assert severity in {one.severity for one in found}
    assert all(one.quote for one in found)


@pytest.mark.parametrize(("language", "sentence", "check"), HEARD)
def test_a_frame_that_may_be_innocent_is_one_hint_to_look(language, sentence, check):
    (found,) = said_of(language, sentence, check, severity=3)
    assert (found.severity, found.look, bool(found.quote)) == (HINT, True, True)


@pytest.mark.parametrize(("language", "sentence", "check", "never"), SILENT)
def test_an_innocent_neighbour_of_a_frame_is_let_through(language, sentence, check, never):
    assert not {one.severity for one in said_of(language, sentence, check, severity=3)} & set(never)


def test_frames_are_for_complaints_and_not_for_compliments_or_questions():
    for kind in (Kind.COMPLIMENT, Kind.QUESTION):
        for _, sentence, check in HEARD:
            assert said_of("en", sentence, check, kind=kind, fault=Fault.NONE) == []


def test_what_is_denied_is_not_heard():
    assert said_of("en", "We would never say other tenants forget.", "tone.blame") == []
