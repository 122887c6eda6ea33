"""The charter that every brand starts with, in French and English; editable on screen, kept as versions.

Source: practice, default clauses. A lawyer should read it once. Clauses 10 to 12 say what stays and what we owe: they
are never a ground.
"""

from __future__ import annotations

from typing import Final

from detente.contracts.people import MandateKind
from detente.contracts.words import Words
from detente.rules.charter import Clause

RACISM: Final = Clause(
    number=1,
    key="discrimination",
    title=Words(fr="Propos racistes ou discriminatoires", en="Racist or discriminatory speech"),
    text=Words(
        fr="Viser une personne ou un groupe pour son origine, sa couleur, sa religion, son sexe, son orientation, son "
        "identité, son handicap ou son âge\u202f; appeler à l’exclure ou à le haïr.",
        en="Targeting a person or a group for their origin, colour, religion, sex, orientation, identity, disability "
        "or age; calling to exclude or hate them.",
    ),
    examples_in=Words(
        fr="Une insulte raciste envers un agent, «\u202frenvoyez-les chez eux\u202f».",
        en="A racist slur at a member of staff, “send them back where they came from”.",
    ),
    examples_out=Words(
        fr="La critique d’une politique, d’une religion comme idée, de notre entreprise.",
        en="Criticism of a policy, of a religion as an idea, of our company.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=True,
    approver=MandateKind.CHARTER,
    kept_months=15,
)

DEGRADING: Final = Clause(
    number=2,
    key="degrading",
    title=Words(fr="Attaques dégradantes contre une personne", en="Degrading attacks on a person"),
    text=Words(
        fr="Grossièretés ou humiliations visant une personne reconnaissable, harcèlement, appel à la harceler.",
        en="Obscene or humiliating words at an identifiable person, harassment, calls to harass them.",
    ),
    examples_in=Words(fr="S’acharner sur le physique d’une employée.", en="Piling on about the looks of an employee."),
    examples_out=Words(
        fr="Des mots durs sur un service, une décision, un retard\u202f; la colère contre l’entreprise.",
        en="Harsh words about a service, a decision, a delay; anger at the company.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=True,
    approver=MandateKind.CHARTER,
)

THREATS: Final = Clause(
    number=3,
    key="threats",
    title=Words(fr="Menaces et violence", en="Threats and violence"),
    text=Words(
        fr="Menacer, appeler à la violence, faire l’apologie d’un crime.",
        en="Threatening, calling for violence, glorifying a crime.",
    ),
    examples_in=Words(
        fr="Annoncer que l’on viendra frapper quelqu’un.", en="Announcing that one will come and hit somebody."
    ),
    examples_out=Words(
        fr="«\u202fJe vous attaquerai en justice\u202f», «\u202fje vais vous boycotter\u202f».",
        en="“I will take you to court”, “I will boycott you”.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=True,
    approver=MandateKind.CHARTER,
)

SHOCKING: Final = Clause(
    number=4,
    key="shocking",
    title=Words(
        fr="Contenus sexuels ou choquants, atteintes aux mineurs", en="Sexual or shocking content, harm to minors"
    ),
    text=Words(
        fr="Images ou textes pornographiques, violence gratuite, toute atteinte à un mineur.",
        en="Pornographic images or texts, gratuitous violence, any harm to a minor.",
    ),
    examples_in=Words(fr="Une image pornographique.", en="A pornographic image."),
    examples_out=Words(
        fr="Le récit d’un accident ou d’une blessure par la personne qui l’a vécu.",
        en="Somebody telling the accident or the injury they went through.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=True,
    approver=MandateKind.CHARTER,
)

PERSONAL_DATA: Final = Clause(
    number=5,
    key="personal_data",
    title=Words(fr="Données personnelles", en="Personal data"),
    text=Words(
        fr="Coordonnées, santé, banque ou documents d’une personne, d’autrui ou de soi. Le message est masqué pour "
        "protéger\u202f; il peut être republié sans ces données.",
        en="Contact details, health, bank data or documents of a person, others or oneself. The message is hidden to "
        "protect; it may be posted again without them.",
    ),
    examples_in=Words(fr="Un IBAN, le téléphone d’un agent.", en="A bank account number, the phone of an employee."),
    examples_out=Words(
        fr="Le prénom d’une vendeuse dans un compliment.", en="The first name of a shop assistant in praise."
    ),
    ground=True,
    any_kind=True,
    may_hide=True,
    may_delete=False,
    provisional=True,
    approver=MandateKind.CHARTER,
)

ADVERTISING: Final = Clause(
    number=6,
    key="advertising",
    title=Words(fr="Publicité non sollicitée", en="Unsolicited advertising"),
    text=Words(
        fr="Vendre ou promouvoir sans lien avec la conversation.",
        en="Selling or promoting unrelated to the conversation.",
    ),
    examples_in=Words(fr="Le code promotionnel d’un concurrent.", en="A competitor’s discount code."),
    examples_out=Words(
        fr="«\u202fJe suis allé ailleurs, c’était mieux\u202f».", en="“I went somewhere else, it was better”."
    ),
    ground=True,
    may_hide=True,
    may_delete=False,
    provisional=False,
    approver=MandateKind.CHARTER,
)

SPAM: Final = Clause(
    number=7,
    key="spam",
    title=Words(fr="Indésirables et arnaques", en="Spam and scams"),
    text=Words(
        fr="Arnaques, faux comptes, répétition strictement identique d’un même message (trois fois ou plus).",
        en="Scams, fake accounts, strictly identical repeats of one message (three or more).",
    ),
    examples_in=Words(fr="Un faux lien de remboursement.", en="A fake refund link."),
    examples_out=Words(
        fr="Beaucoup de personnes qui disent la même chose avec leurs mots.",
        en="Many people saying the same thing in their own words.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=True,
    approver=MandateKind.CHARTER,
    notice_required=False,
)

RIGHTS: Final = Clause(
    number=8,
    key="others_rights",
    title=Words(fr="Droits d’autrui, sur notification", en="Rights of others, on notice"),
    text=Words(
        fr="Atteinte au droit à l’image, au droit d’auteur ou à une marque, signalée par la personne concernée.",
        en="Breach of image rights, copyright or a trade mark, notified by the person concerned.",
    ),
    examples_in=Words(
        fr="Une photo publiée sans l’accord de la personne, qui nous l’écrit.",
        en="A photo posted without the consent of the person, who writes to us.",
    ),
    examples_out=Words(fr="La parodie, la citation.", en="Parody, quotation."),
    ground=True,
    any_kind=True,
    may_hide=True,
    may_delete=False,
    provisional=False,
    approver=MandateKind.LEGAL,
)

DEFAMATION: Final = Clause(
    number=9,
    key="defamation",
    title=Words(fr="Propos possiblement diffamatoires", en="Possibly defamatory words"),
    text=Words(
        fr="Nous ne jugeons pas\u202f: le message reste en ligne tant que le juriste n’a pas décidé.",
        en="We do not judge: the message stays up until the lawyer has decided.",
    ),
    examples_in=Words(
        fr="Imputer un délit précis à une personne nommée.", en="Accusing a named person of a specific offence."
    ),
    examples_out=Words(
        fr="Une accusation contre l’entreprise, un avis sévère.",
        en="An accusation against the company, a harsh opinion.",
    ),
    ground=True,
    may_hide=True,
    may_delete=True,
    provisional=False,
    approver=MandateKind.LEGAL,
)

NEVER: Final = Clause(
    number=10,
    key="never",
    title=Words(fr="Ce que nous ne supprimons jamais", en="What we never remove"),
    text=Words(
        fr="Critiques, avis de consommateurs, alertes de sécurité, questions gênantes, fautes d’orthographe, ironie, "
        "messages hors sujet, appels au boycott, témoignages de salariés. Nous y répondons.",
        en="Criticism, consumer reviews, safety warnings, awkward questions, bad spelling, irony, off-topic posts, "
        "calls to boycott, testimony of employees. We answer them.",
    ),
    ground=False,
)

DISTRESS: Final = Clause(
    number=11,
    key="distress",
    title=Words(fr="Une personne en détresse", en="A person in distress"),
    text=Words(
        fr="Un appel à l’aide n’est jamais supprimé pour cette raison. Une personne y répond, avec les moyens d’être "
        "aidé tout de suite.",
        en="A cry for help is never removed for being one. A person answers it, with ways to get help at once.",
    ),
    ground=False,
)

COMMITMENTS: Final = Clause(
    number=12,
    key="commitments",
    title=Words(fr="Nos engagements", en="Our commitments"),
    text=Words(
        fr="Une réponse dans l’heure pendant les heures d’ouverture, le même traitement pour tous, un motif et un "
        "recours pour tout retrait, la publication de nos chiffres.",
        en="An answer within the hour in opening hours, the same treatment for all, a reason and an appeal for any "
        "removal, our figures published.",
    ),
    ground=False,
)

DEFAULT_CHARTER: Final = (
    RACISM,
    DEGRADING,
    THREATS,
    SHOCKING,
    PERSONAL_DATA,
    ADVERTISING,
    SPAM,
    RIGHTS,
    DEFAMATION,
    NEVER,
    DISTRESS,
    COMMITMENTS,
)
"""The twelve clauses, in order."""
