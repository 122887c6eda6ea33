"""Frames of the faults of deeds: (language, sentence, the check that must speak), and innocent ones close to them."""

from __future__ import annotations

FAULTY_FRAMES = [
    ("fr", "Des poursuites seront engagées.", "legal.threat"),
    ("fr", "Écrire cela d'un artisan est un délit.", "legal.threat"),
    ("fr", "À bon entendeur.", "legal.threat"),
    ("fr", "Une copie de ces lignes est déjà chez notre conseil.", "legal.threat"),
    ("fr", "Je vous laisse imaginer les suites.", "legal.threat"),
    ("fr", "Nous vous conseillons vivement de retirer ce texte.", "legal.threat"),
    ("en", "Writing such things about a shop is an offence.", "legal.threat"),
    ("en", "Consider this a final warning.", "legal.threat"),
    ("en", "Think very carefully before you repeat it.", "legal.threat"),
    ("en", "It would be a shame if your landlord were to read this.", "legal.threat"),
    ("en", "Charges may follow.", "legal.threat"),
    ("fr", "Retirez votre avis et nous reprenons le meuble.", "legal.review_gating"),
    ("fr", "Mettez une note à la boutique pour participer au tirage.", "legal.review_gating"),
    ("en", "Drop the rating and we'll look at the invoice.", "legal.review_gating"),
    ("en", "Write a few lines in a review and pick up your free mug.", "legal.review_gating"),
    ("fr", "Il me manque votre plaque pour avancer.", "data.asks_personal"),
    ("fr", "Pose ici ton mail et ton 06.", "data.asks_personal"),
    ("en", "We'll want your plate and date of birth, pop them underneath.", "data.asks_personal"),
    ("en", "Whose name is the tenancy in?", "data.asks_personal"),
    ("fr", "Vous êtes en chambre 318, juste au-dessus du bar.", "data.discloses"),
    ("en", "Your test is negative, by the way.", "data.discloses"),
    ("fr", "Les plannings nous diront vite qui a pris cette photo.", "data.unmask"),
    ("fr", "Nous ferons vite le rapprochement avec les badges.", "data.unmask"),
    ("en", "It doesn't take a detective to see the rota.", "data.unmask"),
    ("en", "We know how this leak came out and where that story came from.", "data.unmask"),
    ("fr", "Sur la tête de mes enfants, il sera livré.", "fix.promise"),
    ("fr", "Nous ferons en sorte que cela n'arrive plus.", "fix.promise"),
    ("en", "On my mother's life, it will be there.", "fix.promise"),
    ("en", "We'll make sure this never happens to you.", "fix.promise"),
    ("fr", "Deux places de cinéma, cadeau de la maison.", "fix.public_compensation"),
    ("en", "There are 200 bonus points on your card as a treat from us.", "fix.public_compensation"),
]
"""All invented."""

SILENT_FRAMES = [
    ("fr", "Je transmets votre message au conseil municipal, qui en parle jeudi à 18 h.", "legal.threat"),
    ("fr", "Cela m'a fait réfléchir avant d'écrire.", "legal.threat"),
    ("fr", "Le dossier de photos est à l'atelier.", "legal.threat"),
    ("en", "I've thought carefully before writing.", "legal.threat"),
    ("en", "I'd rather be careful with my answer than quick.", "legal.threat"),
    ("fr", "Votre avis restera en ligne, il nous aide.", "legal.review_gating"),
    ("en", "Your review stays up; it helps us.", "legal.review_gating"),
    ("fr", "Je vous ai envoyé votre numéro de dossier.", "data.asks_personal"),
    ("en", "The shop will give you your order number.", "data.asks_personal"),
    ("fr", "Vous n'avez pas à vous identifier pour signaler un défaut.", "data.unmask"),
    ("en", "You can report it without giving a name.", "data.unmask"),
    ("fr", "Le magasin ne livrera plus le dimanche.", "fix.promise"),
    ("en", "I will never forget how you put it.", "fix.promise"),
    ("fr", "L'expert passe jeudi, à nos frais.", "fix.public_compensation"),
]
"""All invented."""
