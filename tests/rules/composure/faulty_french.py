"""Replies that must be caught, in French, with the checks that must catch them. Everything is invented."""

from __future__ import annotations

from detente.contracts.composure import Fault, ReplyKind
from detente.contracts.kinds import Kind

OWN, LIKELY, NONE, UNKNOWN = Fault.ESTABLISHED, Fault.LIKELY, Fault.NONE, Fault.UNKNOWN
HOLD = ReplyKind.HOLDING

MILK = "Le lait livré mardi était périmé depuis trois jours, mon fils en a bu."
TRAIN = "Deux heures bloqués dans le tunnel, pas une annonce, mon père est cardiaque."
LAMP = "La lampe a grillé au bout de deux jours, le magasin refuse l'échange."
GYM = "Prélevé de 39 € trois mois après ma résiliation du club."
BUS = "Vos bus roulent à vide toute la journée, quel gâchis de nos impôts."

# (message, reply, what differs from an ordinary complaint at fault, checks that must catch it)
FAULTY_FRENCH = [
    (
        MILK,
        "Bonjour, nous sommes désolés si vous avez été incommodé par ce produit.",
        {},
        {"own.non_apology", "fix.action"},
    ),
    (
        MILK,
        "Veuillez nous excuser pour la gêne occasionnée, le service client est à votre écoute.",
        {},
        {"own.non_apology"},
    ),
    (
        MILK,
        "Nous regrettons que vous ayez ressenti cela après le lait de mardi.",
        {},
        {"own.non_apology", "fix.action"},
    ),
    (
        MILK,
        "Toutes nos excuses pour les éventuels désagréments rencontrés avec cette livraison.",
        {},
        {"own.non_apology"},
    ),
    (
        MILK,
        "Bonjour, vous auriez dû vérifier la date du lait avant de le donner à votre fils.",
        {},
        {"tone.blame", "own.apology", "fix.action"},
    ),
    (MILK, "Il fallait regarder la date sur la bouteille de lait, tout simplement.", {}, {"tone.blame"}),
    (MILK, "Comme indiqué dans nos conditions, le lait se contrôle à la livraison.", {}, {"tone.blame", "fix.action"}),
    (MILK, "Un lait périmé depuis mardi, c'est de votre faute si personne n'a regardé.", {}, {"tone.blame"}),
    (
        MILK,
        "Merci pour votre message. Nous prenons votre remarque très au sérieux et restons à votre disposition.",
        {},
        {"ack.specific", "fix.action", "own.apology"},
    ),
    (
        MILK,
        "Bonjour Adèle, un lait périmé ce n'est pas normal. Je vous garantis que cela ne se reproduira plus.",
        {},
        {"fix.promise", "own.apology"},
    ),
    (MILK, "Je suis désolé pour le lait. Plus jamais une date ne passera, c'est 100 % sûr.", {}, {"fix.promise"}),
    (
        MILK,
        "Je suis navrée pour le lait de mardi, je comprends. Nous vous remboursons intégralement la livraison.",
        {},
        {"fix.promise"},
    ),
    (
        MILK,
        "Bonjour, laissez-nous ici la référence de commande et votre téléphone pour le lait.",
        {},
        {"data.asks_personal", "own.apology"},
    ),
    (MILK, "Quelle est votre adresse mail ? On regarde pour ce lait de mardi.", {}, {"data.asks_personal"}),
    (
        MILK,
        "Pouvez-vous nous confirmer votre date de naissance en commentaire, et je regarde pour le lait livré mardi ?",
        {},
        {"data.asks_personal"},
    ),
    (
        MILK,
        "Envoyez-moi votre mot de passe en message privé, je regarde votre livraison de lait.",
        {},
        {"data.asks_personal"},
    ),
    (
        MILK,
        "Bonjour Adèle, j'ai retrouvé le lait : commande n° 88214567, livrée au 14 rue des Acacias.",
        {},
        {"data.discloses"},
    ),
    (MILK, "J'ai bien le lait de mardi au dossier, je vous rappelle au 06 98 76 54 32.", {}, {"data.discloses"}),
    (TRAIN, "On se calme, un tunnel n'a jamais tué personne.", {}, {"tone.sarcasm", "fix.action"}),
    (TRAIN, "Bien essayé, mais le tunnel était annoncé mdr.", {}, {"tone.sarcasm"}),
    (TRAIN, "Deux heures au frais dans le tunnel, de quoi vous plaignez-vous 😂", {}, {"tone.sarcasm"}),
    (TRAIN, "Pauvre chou, deux heures dans un tunnel. Respirez un grand coup.", {}, {"tone.sarcasm"}),
    (TRAIN, "Toujours à dire n'importe quoi : les annonces du tunnel ont été faites.", {}, {"tone.aggression"}),
    (TRAIN, "Vous êtes de mauvaise foi, des annonces il y en a eu dans ce tunnel.", {}, {"tone.aggression"}),
    (TRAIN, "Menteur. Le train n'est resté que vingt minutes au tunnel.", {}, {"tone.aggression"}),
    (TRAIN, "Votre message est ridicule, un tunnel reste un tunnel.", {}, {"tone.aggression"}),
    (
        TRAIN,
        "Nos avocats liront votre commentaire sur le tunnel avec intérêt.",
        {},
        {"legal.threat", "own.apology", "fix.action"},
    ),
    (TRAIN, "Vos propos sur le tunnel sont diffamatoires, nous nous réservons le droit d'agir.", {}, {"legal.threat"}),
    (TRAIN, "Retirez ce message sur le tunnel ou nous déposerons plainte.", {}, {"legal.threat"}),
    (
        TRAIN,
        "Bonjour, deux heures de tunnel, c'est long, je comprends et je suis désolé. Je reviens vers vous très rapidement.",
        {"pending": True},
        {"fix.when"},
    ),
    (
        TRAIN,
        "Bonjour, bien reçu, notre équipe revient vers vous dans les plus brefs délais.",
        {"reply_kind": HOLD},
        {"form.hold_complete", "fix.when", "ack.specific"},
    ),
    (
        TRAIN,
        "Bonjour Élie, j'ai lu votre message sur le tunnel. Je vous réponds demain avant 10 h.",
        {"reply_kind": HOLD},
        {"form.hold_complete"},
    ),
    (
        TRAIN,
        "Bonjour Élie, deux heures dans un tunnel, pardon. L'équipe Lignes s'en occupe, à bientôt.",
        {"reply_kind": HOLD},
        {"form.hold_complete"},
    ),
    (LAMP, "C'est faux, le magasin échange toujours les lampes.", {"fault": UNKNOWN}, {"tone.denial", "fix.action"}),
    (
        LAMP,
        "Nous contestons ces accusations infondées sur une lampe.",
        {"fault": UNKNOWN},
        {"tone.denial", "fix.action"},
    ),
    (
        LAMP,
        "Bonjour [PRÉNOM], pour la lampe nous sommes navrés, je vous en mets une de côté.",
        {},
        {"form.placeholder"},
    ),
    (LAMP, "Bonjour {{client}}, je suis désolé pour la lampe, je vous l'échange demain.", {}, {"form.placeholder"}),
    (LAMP, "Bonjour XXX, je suis désolé pour la lampe, je vous l'échange demain.", {}, {"form.placeholder"}),
    (
        LAMP,
        "Hello Paule, I'm sorry about the lamp that failed after two days. I've asked the shop to exchange it today.",
        {},
        {"voice.language"},
    ),
    (
        LAMP,
        "Bonjour, nous sommes navrés d'apprendre ce souci. Écrivez-nous en privé, un conseiller revient vers vous demain.",
        {
            "recent_replies": (
                "Bonjour, nous sommes navrés d'apprendre ce souci. Écrivez-nous en privé, un conseiller revient vers vous "
                "lundi.",
            )
        },
        {"voice.canned", "ack.specific"},
    ),
    (LAMP, "Une lampe, ça se change. Vous n'avez pas lu la notice, visiblement.", {}, {"tone.blame", "fix.action"}),
    (LAMP, "La prochaine fois, vérifiez la puissance de la lampe avant d'acheter.", {}, {"tone.blame", "fix.action"}),
    (LAMP, "Vous avez sûrement mal utilisé la lampe.", {}, {"tone.blame", "fix.action", "own.apology"}),
    (GYM, "Bonjour, voir nos CGV. Cordialement.", {}, {"ack.specific", "fix.action", "own.apology", "form.length"}),
    (
        GYM,
        "Bonjour, la résiliation du club sera étudiée prochainement par le service concerné.",
        {"pending": True},
        {"fix.action", "fix.when", "own.apology"},
    ),
    (GYM, "Bonjour Noé, votre résiliation, on la retrouvera bien un jour, haha.", {}, {"tone.sarcasm"}),
    (GYM, "Vous n'aviez qu'à résilier à temps, le club vous avait prévenu.", {}, {"tone.blame"}),
    (GYM, "Bonjour Noé, si vous aviez lu le contrat du club vous sauriez que trois mois sont dus.", {}, {"tone.blame"}),
    (
        GYM,
        "Bonjour Noé, donnez-nous votre IBAN ici et nous verrons pour les 39 € du club.",
        {},
        {"data.asks_personal", "own.apology", "fix.action"},
    ),
    (
        BUS,
        "Vous vous trompez, nos bus sont pleins.",
        {"kind": Kind.MISINFORMED, "fault": NONE},
        {"tone.denial", "fix.action"},
    ),
    (
        BUS,
        "Encore un ignorant qui parle de bus sans savoir. Taisez-vous.",
        {"kind": Kind.MISINFORMED, "fault": NONE},
        {"tone.aggression"},
    ),
    (
        "Merci à Nadège pour sa gentillesse au guichet, elle a sauvé mon voyage !",
        "Merci pour votre retour, n'hésitez pas à revenir vers nous, votre avis compte.",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
        {"ack.specific"},
    ),
    (
        "Merci à Nadège pour sa gentillesse au guichet, elle a sauvé mon voyage !",
        "Merci [nom], Nadège lira votre mot au guichet.",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
        {"form.placeholder"},
    ),
    (
        "À quelle heure part le dernier bac pour l'île ?",
        "Bonjour, merci pour votre question, notre équipe reste à votre disposition.",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
        {"ack.specific"},
    ),
    (
        "J'ai envie d'en finir, et vous, vous m'envoyez des relances.",
        "Calmez-vous, ce n'est qu'une relance, tout va s'arranger.",
        {"kind": Kind.PERSON_AT_RISK, "severity": 4, "fault": NONE},
        {"tone.sarcasm"},
    ),
    (LAMP, "   ", {}, {"form.length"}),
]
