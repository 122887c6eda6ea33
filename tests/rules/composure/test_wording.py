"""Wording and signs: what shrinks, sells, shouts, smiles or sounds like everyone. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.rules.composure.saying import said_of

from detente.contracts.composure import EmojiRule, FindingSeverity, ReplyKind
from detente.contracts.kinds import Kind

BLOCK, WARN, HINT = FindingSeverity

FAULTS = [
    ("fr", "Un tout petit contretemps dans la tournée du pain.", "tone.minimise"),
    ("fr", "Ce n'était que deux baguettes, voyons.", "tone.minimise"),
    ("fr", "Il vous suffisait de patienter devant le four.", "tone.minimise"),
    ("fr", "Rien de bien méchant, le pain était juste tiède.", "tone.minimise"),
    ("fr", "Ce sont des choses qui arrivent au fournil.", "tone.minimise"),
    ("fr", "Un cas isolé, sans gravité.", "tone.minimise"),
    ("fr", "Il y a pire que du pain tiède.", "tone.minimise"),
    ("fr", "Inutile de dramatiser pour une miche.", "tone.minimise"),
    ("en", "It was merely a slight mix-up with the loaves.", "tone.minimise"),
    ("en", "That's only two rolls, after all.", "tone.minimise"),
    ("en", "No real harm done, the loaf was warm.", "tone.minimise"),
    ("en", "It's hardly the end of the world.", "tone.minimise"),
    ("en", "These things happen in a bakery.", "tone.minimise"),
    ("en", "All you need to do is slice it thinner.", "tone.minimise"),
    ("en", "Let's keep this in perspective.", "tone.minimise"),
    ("fr", "Chère adhérente, l'avis de chacun nous est précieux.", "tone.boilerplate"),
    ("fr", "Nous prenons votre remarque très au sérieux.", "tone.boilerplate"),
    ("fr", "Une suite vous sera donnée par nos services.", "tone.boilerplate"),
    ("fr", "Nous vous remercions de votre entière confiance.", "tone.boilerplate"),
    ("fr", "Toutes nos équipes sont mobilisées pour le pain.", "tone.boilerplate"),
    ("fr", "N'hésitez surtout pas à nous solliciter.", "tone.boilerplate"),
    ("fr", "Your feedback is valuable to us.", "tone.boilerplate"),
    ("en", "We treat all complaints very seriously.", "tone.boilerplate"),
    ("en", "Please rest assured that the loaf matters.", "tone.boilerplate"),
    ("en", "As a valued member you deserve better.", "tone.boilerplate"),
    ("en", "Your comments help us grow.", "tone.boilerplate"),
    ("en", "The oven fell below our usual high standards.", "tone.boilerplate"),
    ("en", "Kindly contact the appropriate department.", "tone.boilerplate"),
    ("fr", "Votre RMA est en N2, prise en charge à J+3.", "tone.jargon"),
    ("fr", "Le workflow du back-office est bloqué.", "tone.jargon"),
    ("en", "The root cause is in our backlog.", "tone.jargon"),
    ("en", "Your SLA clock starts after triage by tier 2.", "tone.jargon"),
    ("fr", "Profitez donc de notre formule goûter dès demain.", "tone.promo"),
    ("fr", "Les brioches sont à moitié prix jusqu'à samedi.", "tone.promo"),
    ("fr", "Suivez-nous pour nos bons plans.", "tone.promo"),
    ("en", "Why not try our rye range while you wait?", "tone.promo"),
    ("en", "This week you save 15% on every loaf.", "tone.promo"),
    ("en", "A bread club box from £12 would cheer you up.", "tone.promo"),
    ("fr", "Le pain était tiède 😅", "tone.emoji"),
    ("en", "The loaf was warm :)", "tone.emoji"),
    ("en", "The loaf was warm ❤️", "tone.emoji"),
    ("fr", "Le four EST RÉPARÉ MAINTENANT, venez.", "tone.shouting"),
    ("fr", "Le four est réparé !!", "tone.shouting"),
    ("fr", "Le four est réparé ! !", "tone.shouting"),
    ("en", "We are SO sorry, and SO busy, it was SO hot.", "tone.shouting"),
    ("en", "What did you expect?!", "tone.shouting"),
    ("fr", "Nos grands-parents ont mangé bien plus dur.", "tone.minimise"),
    ("fr", "Trois fois rien, y a que vous qui le voyez.", "tone.minimise"),
    ("en", "Our grandparents managed on harder loaves.", "tone.minimise"),
    ("en", "It's a bit of crust, nobody will notice.", "tone.minimise"),
    ("fr", "Avec notre formule Matin à 9 €, vous seriez déjà servie.", "tone.promo"),
    ("fr", "Notre boutique vient de recevoir les brioches.", "tone.promo"),
    ("en", "Our Sunday box is just £9, worth a look.", "tone.promo"),
    ("en", "Our new seeded loaf lands Friday.", "tone.promo"),
]
SILENT = [
    ("fr", "Ce n'est pas un petit retard, quarante minutes devant le fournil.", "tone.minimise"),
    ("fr", "J'espère que ce n'est rien de grave pour votre main.", "tone.minimise"),
    ("fr", "Il suffit de me répondre ici et je vous garde une miche.", "tone.minimise"),
    ("fr", "Un petit pain et deux miches vous attendent.", "tone.minimise"),
    ("en", "That is not a small mistake, it was her birthday.", "tone.minimise"),
    ("en", "I hope it's nothing serious.", "tone.minimise"),
    ("en", "You just need to tell me which shop.", "tone.minimise"),
    ("en", "It is only fair that you get your money back.", "tone.minimise"),
    ("fr", "Merci de l'avoir écrit sans détour.", "tone.boilerplate"),
    ("fr", "Votre avis parle de deux miches dures.", "tone.boilerplate"),
    ("fr", "Je prends note de la miche dure et je la montre au boulanger.", "tone.boilerplate"),
    ("en", "Thank you for telling us about the loaf.", "tone.boilerplate"),
    ("en", "I take your point about the loaf seriously.", "tone.first_person"),
    ("en", "Your review mentions two hard loaves.", "tone.boilerplate"),
    ("fr", "Envoyez-moi un SMS ou la photo en PDF.", "tone.jargon"),
    ("en", "I've sent the PDF by SMS. — LM", "tone.jargon"),
    ("en", "The canary in the kitchen is well.", "tone.jargon"),
    ("fr", "J'ai remboursé les 4,90 € ce matin.", "tone.promo"),
    ("fr", "La nouvelle collection de livres arrive au dépôt mardi.", "tone.promo"),
    ("en", "I've refunded the £12 this morning.", "tone.promo"),
    ("en", "Our new oven starts on Monday, so the loaves will be hot.", "tone.promo"),
    ("fr", "La fiche est signée ✓ et rangée.", "tone.emoji"),
    ("fr", "Ouvert de 7:00 à 19:00 (fermé lundi). ^MV", "tone.emoji"),
    ("fr", "La SNCF et la RATP sont prévenues.", "tone.shouting"),
    ("en", "Really? I'll look now!", "tone.shouting"),
    ("fr", "On m'a montré la miche.", "tone.first_person"),
    ("fr", "La newsletter s'arrête ce soir.", "tone.promo"),
    ("fr", "Six pains dans une box à 29,90 €, ce n'est pas ce que vous aviez payé.", "tone.promo"),
    ("en", "Our bakers start at £14 an hour.", "tone.promo"),
]


@pytest.mark.parametrize(("language", "sentence", "check"), FAULTS)
def test_a_fault_of_wording_is_found_and_quoted(language, sentence, check):
    found = said_of(language, sentence, check)
    assert {one.severity for one in found} == {WARN}
    assert all(one.quote and sentence[one.start : one.end] == one.quote for one in found)


@pytest.mark.parametrize(("language", "sentence", "check"), SILENT)
def test_a_near_miss_of_wording_stays_silent(language, sentence, check):
    assert said_of(language, sentence, check) == []


def test_words_the_author_used_first_are_no_jargon():
    assert said_of("en", "The SLA is yours by right.", "tone.jargon", message="What about your SLA?") == []


def test_unknown_initials_are_left_to_the_writer():
    (one,) = said_of("fr", "La DVQE regarde votre four.", "tone.jargon")
    assert (one.severity, one.look, one.quote) == (HINT, True, "DVQE")
    assert [two.severity for two in said_of("fr", "La DVQE saisit la BRTF.", "tone.jargon")] == [WARN, WARN]


def test_selling_and_smiling_block_where_the_matter_is_serious():
    for sentence, check in (("Découvrez notre nouvelle brioche.", "tone.promo"), ("Bon courage 😊", "tone.emoji")):
        assert {one.severity for one in said_of("fr", sentence, check, severity=3)} == {BLOCK}


def test_under_a_compliment_stock_phrases_and_selling_are_only_hints():
    for sentence, check in (
        ("Votre avis est précieux.", "tone.boilerplate"),
        ("Profitez de nos promos.", "tone.promo"),
    ):
        found = said_of("fr", sentence, check, kind=Kind.COMPLIMENT, severity=1)
        assert {one.severity for one in found} == {HINT}


@pytest.mark.parametrize(
    ("rule", "kind", "text", "expected"),
    [
        (EmojiRule.FRIENDLY, Kind.COMPLIMENT, "Merci 😊", set()),
        (EmojiRule.FRIENDLY, Kind.COMPLIMENT, "Merci 😊🎉", {HINT}),
        (EmojiRule.FRIENDLY, Kind.COMPLAINT, "Courage 🙏", {WARN}),
        (EmojiRule.ANYWHERE, Kind.COMPLAINT, "Courage 🙏", set()),
        (EmojiRule.ANYWHERE, Kind.COMPLAINT, "Courage 😂", {WARN}),
        (EmojiRule.ANYWHERE, Kind.COMPLAINT, "Courage 🙏 et 🙏", {WARN}),
        (EmojiRule.NEVER, Kind.COMPLIMENT, "Merci 😊", {HINT}),
        (EmojiRule.NEVER, Kind.COMPLAINT, "Courage 🙏", {WARN}),
    ],
)
def test_the_brand_says_where_an_emoji_may_stand(rule, kind, text, expected):
    assert {one.severity for one in said_of("fr", text, "tone.emoji", kind=kind, emoji=rule)} == expected


def test_the_brand_adds_its_own_tired_phrases_and_house_words_and_accepts_others():
    own = {"stock": ("au plaisir du pain",), "jargon": ("pétrin 2.0", "c++")}
    assert said_of("fr", "Au plaisir du  pain, donc.", "tone.boilerplate", **own)
    assert said_of("fr", "Le pétrin 2.0 est en panne.", "tone.jargon", **own)
    assert said_of("fr", "Le pétrin 230 est en panne.", "tone.jargon", **own) == []
    assert said_of("fr", "Le workflow est en panne.", "tone.jargon", accepted=("Workflow",)) == []


def test_what_the_brand_accepts_never_lifts_a_block():
    assert said_of("fr", "Vous mentez.", "tone.aggression", accepted=("vous mentez",))


def test_nobody_needs_to_say_i_when_a_removal_is_told():
    assert said_of("fr", "Un commentaire a été retiré.", "tone.first_person", reply_kind=ReplyKind.REMOVAL_LINE) == []
    assert [one.severity for one in said_of("fr", "Le four est réparé.", "tone.first_person")] == [HINT]
