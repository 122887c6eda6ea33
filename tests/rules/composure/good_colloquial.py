"""Replies in other voices that should pass: short, formal, warm or gruff. Everything is invented."""

from __future__ import annotations

from detente.contracts.composure import Fault, ReplyKind
from detente.contracts.kinds import Kind

# (language, message, reply, what differs from an ordinary complaint at fault)
GOOD_COLLOQUIAL = [
    (
        "fr",
        "Votre site plante à chaque paiement, j'ai essayé cinq fois hier soir.",
        "Bonjour Odilon, cinq essais pour rien un soir de semaine, on comprend votre agacement. Pardon pour ce"
        " paiement qui plante : le module est réparé depuis 8 h. Réessayez ce soir, et si ça bloque encore "
        "dites-le ici, je prends la main dans l'heure. Merci. — Zoé",
        {},
    ),
    (
        "fr",
        "J'ai trouvé un cheveu dans ma soupe au resto de Lille.",
        "Bonjour, un cheveu dans la soupe, c'est dégoûtant et vous n'auriez jamais dû trouver ça chez nous : "
        "toutes nos excuses. La cheffe de Lille a revu ce matin le port de la charlotte avec toute la brigade."
        " Je vous offre de revenir goûter la même soupe ; écrivez-moi en privé. Merci. — Basile",
        {"pending": False},
    ),
    (
        "fr",
        "Taxe d'habitation réclamée alors que j'ai déménagé il y a deux ans !!!",
        "Bonjour Madame, deux ans après un déménagement, recevoir cette taxe a de quoi mettre en colère. Votre"
        " dossier est confié au centre de Vaulx, qui contrôle l'adresse aujourd'hui. Réponse ici jeudi avant "
        "15 h, par moi. Merci de l'avoir signalé. — Nils",
        {"reply_kind": ReplyKind.HOLDING, "fault": Fault.LIKELY},
    ),
    (
        "fr",
        "Vous avez supprimé le menu enfant, c'est nul pour les familles",
        "Bonjour Capucine, le menu enfant manque à beaucoup de familles, et nous l'avons retiré trop vite. "
        "Désolé pour cette mauvaise surprise à table ! Il revient le 1er décembre avec deux plats au choix. "
        "D'ici là, demandez une demi-portion, elle est servie à moitié prix. Merci du message. — Basile",
        {"pending": False},
    ),
    (
        "fr",
        "Colis ouvert et il manque une chaussure gauche",
        "Bonjour Hector, une seule chaussure, forcément, ça ne sert à rien : je suis vraiment navré. Une paire"
        " neuve part cet après-midi, vous l'avez samedi au plus tard. Gardez la droite, pas de retour à faire."
        " J'ai demandé une photo du quai de chargement pour savoir où le carton s'est ouvert. Merci. — Élo",
        {},
    ),
    (
        "fr",
        "1h30 au téléphone pour changer une adresse, c'est du délire",
        "Bonjour Zélie, 1 h 30 d'attente pour une adresse, c'est délirant en effet, et j'en suis confus. J'ai "
        "changé la vôtre moi-même à l'instant. Deux personnes de plus décrochent dès lundi. Bonne soirée et "
        "merci d'avoir tenu bon. — Élo",
        {"pending": False},
    ),
    (
        "fr",
        "Pas de réponse depuis 8 jours à mon mail sur la garantie du lave-linge.",
        "Bonjour Firmin, huit jours sans un mot alors que le lave-linge est en panne, ce n'est pas sérieux de "
        "notre part, excusez-nous. J'ai votre demande sous les yeux : le technicien vient mercredi entre 8 h "
        "et 10 h. Un SMS vous le confirme ce soir. Merci d'avoir insisté. — Wil",
        {},
    ),
    (
        "en",
        "Still waiting on hold after 50 minutes to cancel a gym membership I never use.",
        "Hi Bronagh, fifty minutes of hold music to cancel a gym membership would try anyone's patience. Sorry"
        " about that. Your membership ends tonight: no call needed, I've done it from here. The confirmation "
        "reaches you in the app within the hour. Thanks for sticking with it. — Jude",
        {},
    ),
    (
        "en",
        "Your courier threw my package over the fence, the vase is in pieces",
        "Hello Otis, throwing a parcel over a fence is indefensible, and your vase paid for it. I'm sorry. A "
        "replacement leaves the studio tomorrow morning, with a different courier. I've also sent your photo "
        "to the depot manager. Let me know here when it arrives in one piece. Thank you. — Fern",
        {},
    ),
    (
        "en",
        "Menu says vegan, waiter brought it with parmesan. I'm allergic to dairy.",
        "Hello Priya, parmesan on a dish sold as vegan is serious, all the more with an allergy. I'm deeply "
        "sorry. The kitchen has stopped that dish until every plate is labelled. May I ask how you are "
        "feeling? I'm on this page all evening, and I'll post the outcome before noon tomorrow. Thank you for "
        "raising it. — Ravi",
        {"severity": 3},
    ),
    (
        "en",
        "Why is the pool so cold lately?",
        "Hello Gwen, the boiler is running at half power until a part arrives on Thursday; the water is at 24 "
        "degrees today. — Pool team, Tal",
        {"kind": Kind.QUESTION, "fault": Fault.NONE, "severity": 1},
    ),
    (
        "en",
        "You cancelled my order without telling me and kept my money for two weeks",
        "Hello Ines, an order cancelled in silence and your money held for two weeks: that is poor, and we're "
        "sorry. The refund went out this morning; banks usually show it within two days. I've asked for an "
        "automatic e-mail whenever we cancel. Thank you for flagging it. — Fern",
        {},
    ),
    (
        "en",
        "The trail map in your app sent us the wrong way, we were out after dark with kids.",
        "Hello Sunniva, being lost after dark with children because of our map is scary and not OK. I'm sorry."
        " The trail is off the app as of 9 am, and a ranger walks it on Saturday to redraw it. I'll tell you "
        "here on Sunday evening what was wrong. Thank you for warning other walkers. — Tal",
        {"severity": 3},
    ),
    (
        "en",
        "Absolute joke of a festival. No water, no shade, people fainting.",
        "Hello Caoimhe, no water and no shade in that heat put people in danger, and we apologise. Six taps "
        "and two tents are being put up now, open by 2 pm. Medics are at gate B. Please tell anyone unwell to "
        "go there. Thank you for speaking up. — Festival desk, Lou",
        {"severity": 4, "fault": Fault.ESTABLISHED},
    ),
    (
        "fr",
        "vous êtes vraiment une boîte de clowns, logo moche, patron moche",
        "Bonjour, le logo se discute, et on a l'habitude. Pour le patron, restons-en à son travail : si une "
        "décision vous a déplu, dites laquelle et je vous réponds ici. Bonne journée. — Nils",
        {"kind": Kind.TROLL, "fault": Fault.NONE, "severity": 1},
    ),
    (
        "fr",
        "Super accueil à l'agence de Pau, merci à la dame aux lunettes rouges",
        "Merci Léopold ! La dame aux lunettes rouges, c'est Fatou, et elle vient de lire votre mot en "
        "rougissant aussi.",
        {"kind": Kind.COMPLIMENT, "fault": Fault.NONE, "severity": 1},
    ),
    (
        "en",
        "Love the new bike lanes, finally safe with the kids",
        "Thank you Anouk, bike lanes that feel safe with kids are exactly the point. Enjoy the ride.",
        {"kind": Kind.COMPLIMENT, "fault": Fault.NONE, "severity": 1},
    ),
    (
        "fr",
        "Le conseiller m'a raccroché au nez alors que je demandais juste mon solde.",
        "Bonjour Pénélope, se faire raccrocher au nez pour une simple demande de solde, c'est inadmissible. "
        "Nous vous devons des excuses. L'appel est en cours de réécoute par la responsable du plateau, qui "
        "vous contacte vendredi matin. Merci de nous avoir alertés. — Yaël",
        {},
    ),
    (
        "fr",
        "Vos pneus livrés ne sont pas les bons et le garage me facture le démontage",
        "Bonjour Lazare, des pneus qui ne vont pas, et une facture en plus : la double peine, et c'est notre "
        "erreur. Toutes nos excuses. Les bons pneus sont expédiés ce jour en express. Transmettez-nous la "
        "facture du garage en message privé, elle vous est réglée sous 3 jours ouvrés. Merci. — Équipe Roule",
        {},
    ),
    (
        "fr",
        "L'eau du robinet sent le chlore depuis lundi dans le quartier Saint-Roch.",
        "Bonjour, cette odeur de chlore à Saint-Roch est bien réelle et désagréable, vous faites bien de la "
        "signaler. Elle vient d'un traitement renforcé après les travaux de lundi ; l'eau reste potable. Le "
        "dosage baisse ce soir, l'odeur devrait avoir disparu jeudi. Sinon, répondez ici et un agent passe "
        "faire un prélèvement. Merci à vous. — Régie de l'eau",
        {"fault": Fault.UNKNOWN},
    ),
    (
        "fr",
        "Franchement déçue par le concert, son pourri et bière à 9 balles.",
        "Bonsoir Margaux, un son pourri un soir de concert, ça gâche tout, on est les premiers désolés. L'ingé"
        " son refait les réglages avec la salle avant samedi. Pour la bière, le bar affichera une pinte à 6 € "
        "dès le prochain concert. Merci pour le retour cash. — Le Hangar",
        {"pending": False},
    ),
    (
        "fr",
        "Aucune place PMR devant la clinique, c'est une blague ?",
        "Bonjour Augustin, chercher une place PMR devant une clinique ne devrait pas exister, vous avez mille "
        "fois raison. Toutes mes excuses. Deux places sont tracées à partir de lundi, côté entrée B. D'ici là,"
        " l'accueil vous ouvre le parking du personnel : sonnez. Merci de nous l'avoir fait remarquer. — "
        "Hélène, direction",
        {},
    ),
    (
        "fr",
        "Votre newsletter m'arrive 4 fois par jour malgré 3 désinscriptions.",
        "Bonjour Barnabé, quatre courriels par jour après trois désinscriptions, c'est du harcèlement et je le"
        " comprends ainsi. Pardon. Je vous ai retirée de toutes nos listes à 10 h 12, vous ne recevrez plus "
        "rien de nous. Notre prestataire d'envoi a reçu l'ordre de corriger le lien. Merci de l'avoir écrit "
        "ici. — Marius",
        {"pending": False},
    ),
    (
        "en",
        "Swim lesson cancelled by text 10 minutes before. I'd left work early for it.",
        "Hi Leonie, ten minutes' notice when you'd already left work is just not fair, and we apologise. Your "
        "daughter's lesson is moved to Saturday 10 am and it's on us. From Monday, anything cancelled less "
        "than two hours ahead comes with a phone call. Thanks for letting us know. — Pool desk, Kit",
        {},
    ),
    (
        "en",
        "The contractor you sent left a hole in my ceiling and hasn't been back in 9 days",
        "Dear Mrs Okafor, nine days under a hole in the ceiling is not how anyone should live. We are sorry. A"
        " second contractor comes tomorrow at 8 am to close it, and the first one no longer works for us. Our "
        "site manager will be with you at noon to check. Thank you for your message. — Maple Homes repairs",
        {},
    ),
    (
        "en",
        "Your quiz show is rigged, the same family wins every week.",
        "Hello Jasper, the same surname twice in a month does look odd. They're two unrelated families; the "
        "draw is run by an outside auditor and filmed. Here's the recording from March: "
        "https://bigquiz.example/draw. Ask away if anything in it looks off. — Bea",
        {"kind": Kind.MISINFORMED, "fault": Fault.NONE, "pending": False},
    ),
    (
        "en",
        "Hotel charged me for a minibar I never opened",
        "Hello Anders, being billed for a minibar you never touched is irritating, and it's our slip. My "
        "apologies. The charge has been reversed; it should vanish from your card by Thursday. The housekeeper"
        " now signs each minibar check. Thank you for spotting it. — Front desk, Mina",
        {},
    ),
    (
        "en",
        "Three emails, no answers. Is anyone alive over there?",
        "Hello Fergus, three e-mails and silence: you've every reason to wonder. I'm sorry. All three are in "
        "front of me now, and you'll have a full answer by e-mail at 5 pm. A colleague's mailbox was left "
        "unread during leave; that's been changed. Thanks for knocking again. — Rue",
        {},
    ),
    (
        "en",
        "This playground is a death trap, rusty nails everywhere",
        "Hello Siobhan, rusty nails where children play is alarming, thank you for raising the alarm. I'm "
        "sorry it took your post for us to act. The playground is closed as of 11 am and the nails come out "
        "today. It reopens only after an inspection, and I'll share the report here on Friday. — Parks, Theo",
        {"severity": 3},
    ),
    (
        "en",
        "I was told my loan was approved, then refused the next day. I'd already signed for the house.",
        "Hello Nadine, a yes and then a no after you had signed for a house must be dreadful. I apologise for "
        "the way this was handled. The head of lending is reviewing the decision today and calls you before 6 "
        "pm. I'll stay your contact until it's settled. Thank you for telling us. — Clive",
        {"severity": 3},
    ),
    (
        "en",
        "Staff at the till mocked my accent.",
        "Hello Olu, nobody should be mocked for the way they speak, and certainly not by us. I'm ashamed and "
        "sorry. The store director is meeting the team this afternoon, and she'd like to apologise to you "
        "herself; may she call you? Send me a private message and it happens today. Thank you for trusting us "
        "with this. — Dot",
        {"severity": 3},
    ),
]
