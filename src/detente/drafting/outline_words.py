"""The lines of an outline: sentences to keep, and fields in square brackets that only a person can fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from detente.contracts.composure import Register
from detente.contracts.words import Language


@dataclass(frozen=True, slots=True)
class Say:
    """One line in both languages and, in French, both forms of address. Without `tu`, the same words serve both."""

    vous: str
    en: str
    tu: str = ""

    def in_(self, language: Language, register: Register) -> str:
        """The line for this reader."""
        if language != "fr":
            return self.en
        return self.tu if self.tu and register is Register.TU else self.vous


LINES: Final[Mapping[str, Say]] = {
    "greet": Say("Bonjour {author},", "Hello {author},"),
    "greet_plain": Say("Bonjour,", "Hello,"),
    "quote": Say(
        "Vous écrivez\u202f: «\u202f{quote}\u202f».", "You write: “{quote}”.", "Tu écris\u202f: «\u202f{quote}\u202f»."
    ),
    "matter": Say("Il s’agit de [le problème, avec ses mots].", "This is about [the problem, in their words]."),
    "effect": Say(
        "Je comprends que [ce que cela a changé pour vous].", "I understand that [what it meant for you].",
        "Je comprends que [ce que cela a changé pour toi].",
    ),
    "own": Say(
        "Je vous présente nos excuses pour [ce que nous avons mal fait].", "I’m sorry for [what we did wrong].",
        "Je te présente nos excuses pour [ce que nous avons mal fait].",
    ),
    "own_serious": Say(
        "Je vous présente nos excuses pour [ce qui vous est arrivé].", "I’m sorry for [what happened to you].",
        "Je te présente nos excuses pour [ce qui t’est arrivé].",
    ),
    "not_known": Say(
        "Nous ne savons pas encore [ce qui reste à vérifier].", "We do not know yet [what is still being checked]."
    ),
    "act": Say("J’ai [un acte déjà fait, précis].", "I have [one precise act, already done]."),
    "answer": Say("[La réponse à sa question, ou quand].", "[The answer to their question, or when]."),
    "asked": Say(
        "Sur «\u202f{asked}\u202f»\u202f: [la réponse, ou quand vous l’aurez].",
        "On “{asked}”: [the answer, or when it comes].",
        "Sur «\u202f{asked}\u202f»\u202f: [la réponse, ou quand tu l’auras].",
    ),
    "time": Say(
        "Je vous réponds ici [jour et heure exacts].", "I’ll reply to you here [exact day and time].",
        "Je te réponds ici [jour et heure exacts].",
    ),
    "prevention": Say(
        "Pour l’éviter à d’autres, [ce qui change chez nous].", "To spare others this, [what we are changing]."
    ),
    "follow": Say(
        "Si un point reste ouvert, répondez-moi ici.", "If anything is still open, reply to me here.",
        "Si un point reste ouvert, réponds-moi ici.",
    ),
    "thanks": Say("Merci de l’avoir signalé.", "Thank you for telling us."),
    "sign": Say("— {signer}", "— {signer}"),
    "note": Say("[à adapter\u202f: {title}] {words}", "[to adapt: {title}] {words}"),
    "praise": Say("Merci d’avoir écrit «\u202f{quote}\u202f».", "Thank you for writing “{quote}”."),
    "praise_plain": Say("Merci pour [ce qui a plu, précisément].", "Thank you for [what they liked, exactly]."),
    "moment": Say("[Une phrase personnelle sur ce moment].", "[A sentence of yours about that moment]."),
    "pass_on": Say("Je le transmets à [l’équipe concernée].", "I’m passing it on to [the team it is about]."),
    "question": Say(
        "Vous demandez [sa question, en bref]\u202f: [la réponse exacte].",
        "You ask [their question, in short]: [the exact answer].",
        "Tu demandes [sa question, en bref]\u202f: [la réponse exacte].",
    ),
    "worry": Say("Je comprends [son inquiétude ou sa colère].", "I understand [their worry or anger]."),
    "fact": Say(
        "Voici ce que nous savons\u202f: [le fait, vérifié].", "Here is what we know: [the fact, verified]."
    ),
    "source": Say(
        "C’est publié ici\u202f: [le lien ou le document].", "It is published here: [the link or document]."
    ),
    "show_us": Say(
        "Si vous avez vu autre chose, dites-moi où et quel jour\u202f: je regarde.",
        "If you saw something else, tell me where and on which day: I will look.",
        "Si tu as vu autre chose, dis-moi où et quel jour\u202f: je regarde.",
    ),
    "calm": Say("[Un fait utile à qui lit, en une phrase].", "[One fact that helps readers]."),
    "tell_us": Say(
        "Si quelque chose est arrivé chez nous, dites-moi quoi et quel jour\u202f: je regarde.",
        "If something happened with us, tell me what and on which day: I will look.",
        "Si quelque chose est arrivé chez nous, dis-moi quoi et quel jour\u202f: je regarde.",
    ),
    "charter": Say(
        "Ici on critique librement, sans s’en prendre aux personnes\u202f: [le lien de la charte].",
        "Criticism is free here, attacks on people are not: [the link to the charter].",
    ),
    "written": Say(
        "Merci de l’avoir écrit. [Une phrase personnelle, sans conseil].",
        "Thank you for writing it. [A sentence of yours, no advice].",
    ),
    "talk": Say(
        "Vous pouvez parler à quelqu’un maintenant, au {talk}.", "You can talk to somebody now, on {talk}.",
        "Tu peux parler à quelqu’un maintenant, au {talk}.",
    ),
    "talk_unknown": Say(
        "Vous pouvez parler à quelqu’un maintenant\u202f: [la ligne d’aide du pays].",
        "You can talk to somebody now: [the helpline of the country].",
        "Tu peux parler à quelqu’un maintenant\u202f: [la ligne d’aide du pays].",
    ),
    "danger": Say(
        "En cas de danger immédiat, appelez le {danger}.", "If you are in danger right now, call {danger}.",
        "En cas de danger immédiat, appelle le {danger}.",
    ),
    "stay": Say("[Qui reste en contact, et comment].", "[Who stays in touch, and how]."),
    "press": Say(
        "Merci de votre question sur [le sujet]. Je l’ai transmise à notre service presse.",
        "Thank you for your question about [the subject]. I have passed it to our press office.",
        "Merci de ta question sur [le sujet]. Je l’ai transmise à notre service presse.",
    ),
    "press_time": Say(
        "Il vous répond avant [jour et heure exacts], par [la voie publiée].",
        "They will answer you by [exact day and time], through [the published way].",
        "Il te répond avant [jour et heure exacts], par [la voie publiée].",
    ),
    "rights": Say(
        "Votre demande [d’accès, d’effacement…] est bien reçue.",
        "Your request for [access, erasure…] has been received.",
        "Ta demande [d’accès, d’effacement…] est bien reçue.",
    ),
    "rights_act": Say(
        "Je l’ai transmise à la personne chargée de la protection des données.",
        "I have passed it to the person in charge of data protection.",
    ),
    "rights_private": Say(
        "La suite se fait en privé, pour protéger vos données\u202f: [le canal privé].",
        "What follows is said in private, to protect your data: [the private channel].",
        "La suite se fait en privé, pour protéger tes données\u202f: [le canal privé].",
    ),
    "rights_time": Say(
        "Vous aurez une réponse avant le [date, un mois au plus].",
        "You will have an answer by [date, within one month].",
        "Tu auras une réponse avant le [date, un mois au plus].",
    ),
    "whistle": Say(
        "Merci de ce signalement sur [le sujet, sans détail].", "Thank you for reporting [the subject, no details]."
    ),
    "whistle_safe": Say(
        "Pour la suite, une voie protège votre identité\u202f: [le canal de signalement].",
        "For what follows, one way protects your identity: [the reporting channel].",
        "Pour la suite, une voie protège ton identité\u202f: [le canal de signalement].",
    ),
    "safety_first": Say(
        "Votre sécurité passe d’abord\u202f: [la consigne à suivre].", "Your safety comes first: [what to do now].",
        "Ta sécurité passe d’abord\u202f: [la consigne à suivre].",
    ),
}  # fmt: skip
"""By name. A field holds at most forty characters, so that the check of unfilled fields sees it."""
