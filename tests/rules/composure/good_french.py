"""Replies that should pass, in French. Brands, people and matters are invented."""

from __future__ import annotations

from detente.contracts.composure import Fault, ReplyKind
from detente.contracts.kinds import Kind

OWN, LIKELY, NONE, UNKNOWN = Fault.ESTABLISHED, Fault.LIKELY, Fault.NONE, Fault.UNKNOWN
HOLD = ReplyKind.HOLDING

# (message, reply, what differs from an ordinary complaint at fault)
GOOD_FRENCH = [
    # Cantaloube, fromagerie en ligne
    (
        "Trois crottins commandés pour samedi, reçus lundi, tièdes et immangeables. Bravo la chaîne du froid.",
        "Bonjour Agathe, des crottins tièdes deux jours après la fête, c'est très décevant et je vous présente nos "
        "excuses. J'ai annulé le paiement de la commande et demandé au transporteur le relevé de température du carton. "
        "Je vous écris ici mercredi avant midi avec ce qu'il montre. Merci de nous l'avoir dit. — Yann",
        {},
    ),
    (
        "Le fromage est arrivé sans l'étiquette des allergènes alors que ma fille est allergique aux noix.",
        "Bonjour Ronan, une étiquette qui manque quand on cuisine pour une enfant allergique, je comprends votre "
        "inquiétude et je suis désolé. J'ai bloqué le lot à l'atelier ce midi. Votre fromage ne contient pas de noix, la "
        "fiche complète est sur la page Allergènes. Je vous redis ici demain avant 10 h pourquoi l'étiquette manquait. "
        "Merci de votre vigilance. — Yann",
        {"severity": 3},
    ),
    # Pédalier, vélos en libre service
    (
        "Vélo rendu hier à la station Gare, toujours compté en location ce matin, 14 € débités !",
        "Bonjour Sofiane, payer une nuit pour un vélo déjà rendu, il y a de quoi s'énerver : pardon pour cela. J'ai clos "
        "la location et les 14 € repartent aujourd'hui. La borne de la station Gare est contrôlée ce soir, je vous dis ici "
        "demain midi ce qu'elle avait. Merci du signalement. — Odin",
        {},
    ),
    (
        "Impossible de trouver un vélo qui freine place du Marché. On attend l'accident ?",
        "Bonsoir Maud, vous avez raison, des vélos qui ne freinent pas n'ont rien à faire place du Marché et je vous "
        "présente mes excuses. J'ai fait retirer les six vélos de la station, l'atelier les reprend un par un. Je poste ici "
        "vendredi à 18 h combien étaient touchés. Merci d'avoir prévenu. — Odin",
        {"severity": 3},
    ),
    (
        "Votre appli m'a facturé 2 fois l'abonnement annuel.",
        "Bonjour Corentin, deux abonnements annuels pour une seule personne : je comprends votre colère et nous vous "
        "devons des excuses. J'ai transmis votre message à la facturation, qui vérifie les deux prélèvements. Je reviens "
        "vers vous ici demain avant 11 h, avec la date du virement. Merci d'avoir écrit. — Odin",
        {"reply_kind": HOLD, "fault": LIKELY},
    ),
    # Clairval, hôtel
    (
        "Chambre 12 : pas d'eau chaude pendant deux jours et la réception hausse les épaules.",
        "Bonjour Madame, deux matins sans eau chaude et personne pour s'en soucier, ce n'est pas l'accueil que nous "
        "voulons et je vous présente nos excuses. Le chauffe-eau de l'étage est remplacé depuis hier. J'ai reçu l'équipe de "
        "la réception ce matin, et je vous appelle aujourd'hui avant 17 h pour les deux nuits. Merci de nous avoir "
        "écrit. — Bérénice",
        {},
    ),
    (
        "Petit déjeuner à 22 € : deux croissants rassis et un jus en poudre.",
        "Bonjour Hadrien, à ce prix, des croissants rassis et un jus en poudre, je comprends que vous l'ayez mauvaise, et "
        "je m'en excuse. J'ai retiré le jus de la carte dès ce matin et le boulanger livre de nouveau chaque jour depuis "
        "lundi. Dites-moi en message privé la date de votre séjour : je vous réponds avant demain soir. Merci. — Bérénice",
        {},
    ),
    (
        "Vous mettez quoi comme plancher chauffant, moquette qui sent le chien mouillé ?",
        "Bonjour Tancrède, une moquette qui sent le chien mouillé, personne n'aime dormir là : je suis désolée. La moquette "
        "du deuxième étage est changée la semaine prochaine, j'ai demandé à avancer votre couloir. Quelle chambre "
        "aviez-vous ? Je vous confirme la date ici demain avant midi. Merci pour votre franchise. — Bérénice",
        {},
    ),
    # Loutrain, trains régionaux
    (
        "Encore 50 minutes de retard sur la ligne de 7h12, zéro annonce à quai. J'ai manqué mon entretien d'embauche.",
        "Bonjour Elvire, manquer un entretien d'embauche parce qu'un train n'a pas été annoncé, c'est rageant, et je vous "
        "présente toutes nos excuses. J'ai demandé à la gare pourquoi le quai est resté muet pendant 50 minutes. Je publie "
        "la réponse ici ce soir avant 19 h, et je vous envoie en message privé une attestation de retard. Merci de "
        "l'avoir écrit. — Théa",
        {},
    ),
    (
        "Pourquoi la climatisation ne marche jamais dans les rames vertes ?",
        "Bonjour Lubin, 34 degrés dans une rame verte, je vois bien pourquoi vous posez la question. Le compresseur de "
        "cette série tombe en panne au-dessus de 30 degrés ; huit rames sur vingt ont reçu le nouveau modèle, les autres "
        "suivent d'ici fin mars. Je mets la liste à jour chaque vendredi sur notre page Travaux. Merci. — Théa",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
    ),
    (
        "La rampe pour fauteuil était cassée à Beaumont, le contrôleur m'a laissée sur le quai.",
        "Bonjour Solène, vous laisser sur le quai avec une rampe cassée est inacceptable, et je vous présente mes "
        "excuses. J'ai signalé la rampe de Beaumont à la maintenance, qui intervient demain matin, et votre récit est chez "
        "la responsable des contrôleurs. Elle vous appelle jeudi avant 16 h si vous m'indiquez un numéro en message privé. "
        "Merci d'avoir eu le courage d'écrire. — Théa",
        {"severity": 3},
    ),
    # Brindille, jardinerie
    (
        "Rosier mort en dix jours, on m'a dit à la caisse que c'était ma faute.",
        "Bonjour Perrine, un rosier mort en dix jours, et ce n'est pas de votre faute : le lot reçu début novembre avait "
        "gelé. Je comprends que la remarque à la caisse vous ait blessée, je vous prie d'accepter mes excuses. J'ai mis un "
        "rosier de côté à votre nom, il vous attend jusqu'à samedi 18 h. Merci d'être revenue vers nous. — Gaspard",
        {},
    ),
    (
        "Vos sacs de terreau contiennent du plastique, c'est honteux pour une enseigne « verte ».",
        "Bonjour Colin, du plastique dans un terreau vendu comme naturel, votre colère se comprend et je vous présente nos "
        "excuses. J'ai retiré les 60 sacs du rayon ce matin et alerté le fabricant. Je publie ici lundi avant 12 h "
        "l'analyse du lot. Merci de l'avoir photographié. — Gaspard",
        {"severity": 3},
    ),
    (
        "J'attends mes graines depuis 3 semaines.",
        "Bonjour Mahaut, trois semaines pour des graines, je comprends l'agacement, la saison n'attend pas : pardon. Votre "
        "message est bien lu, je l'ai confié à l'entrepôt de Sorlac qui cherche le pli. Je vous dis ici demain avant 15 h "
        "où il en est. Merci de votre message. — Gaspard",
        {"reply_kind": HOLD},
    ),
    # Électra, énergie
    (
        "Coupure de courant sans prévenir, 4 h de congélateur à la poubelle.",
        "Bonjour Zacharie, quatre heures sans courant et un congélateur perdu, c'est vraiment pénible et je vous présente "
        "nos excuses : l'avis de travaux n'est pas parti dans votre rue. J'ai ouvert une déclaration pour les denrées, "
        "l'équipe Réseau vous rappelle lundi avant 12 h. Le fichier d'envoi est corrigé pour que cela ne se répète pas. "
        "Merci. — Lison",
        {},
    ),
    (
        "Facture de 812 € pour un studio vide, vous vous fichez de moi.",
        "Bonjour Irène, 812 € pour un studio vide, je comprends votre stupeur. J'ai demandé une relève du compteur, c'est "
        "ce chiffre qui me paraît faux. Le prélèvement est suspendu et vous saurez ici avant vendredi 17 h ce que la relève "
        "donne. Merci de l'avoir signalé. — Lison",
        {"fault": UNKNOWN},
    ),
    (
        "Tout le monde sait que votre énergie « verte » vient du charbon.",
        "Bonjour Éloi, c'est une bonne question, on nous la pose chaque hiver. En 2025, 82 % de l'énergie fournie venait de "
        "barrages et d'éoliennes, 18 % du marché, charbon compris. Le détail mois par mois est dans le rapport publié en "
        "mars : https://electra.example/origine. Dites-moi quel mois vous intéresse, je vous le commente ici. Merci. — Lison",
        {"kind": Kind.MISINFORMED, "fault": NONE, "pending": False},
    ),
    # Mairie de Valombre
    (
        "Les poubelles de la rue des Tilleuls débordent depuis Noël.",
        "Bonjour Monsieur, des poubelles pleines depuis Noël rue des Tilleuls, ce n'est pas acceptable et nous vous "
        "présentons nos excuses. Le camion repasse demain à 7 h, j'ai fait ajouter deux bacs au carrefour. Je vérifie "
        "vendredi matin et je vous réponds ici. Merci de l'avoir signalé. — Service propreté, Inaya",
        {},
    ),
    (
        "Piscine fermée sans un mot, j'arrive avec trois gosses en maillot.",
        "Bonjour Tiphaine, arriver avec trois enfants devant une porte close, je comprends votre déception et je vous "
        "présente mes excuses : l'affichette est partie trop tard. La panne de chlore est réparée, la piscine rouvre demain "
        "à 10 h. J'ai demandé que chaque fermeture soit annoncée ici dans l'heure. Merci à vous. — Inaya",
        {"pending": False},
    ),
    (
        "Quels sont les horaires de la bibliothèque le samedi ?",
        "Bonjour Fanny, la bibliothèque ouvre le samedi de 10 h à 18 h, sans coupure. Bonne lecture. — Inaya",
        {"kind": Kind.QUESTION, "fault": NONE, "severity": 1},
    ),
    # Orme & Fils, meubles
    (
        "Armoire livrée avec deux portes gauches. Ça fait un mois que je vis dans les cartons.",
        "Bonjour Blaise, deux portes gauches et un mois dans les cartons, c'est usant et je vous présente nos excuses. La "
        "porte droite est partie ce matin de l'atelier. Le livreur vous appelle demain avant 12 h pour convenir de "
        "l'heure ; je reste ici jusqu'à la pose. Merci de votre patience avec nous. — Ombline",
        {},
    ),
    (
        "Le canapé craque après 6 semaines, et votre garantie est une blague.",
        "Bonjour Ysé, un canapé qui craque au bout de six semaines, je comprends la déception et je suis navrée. La garantie "
        "le couvre : un tapissier passe chez vous mardi, j'ai réservé le créneau de 9 h. Si le châssis est fendu, nous "
        "échangeons le canapé. Merci de nous avoir écrit. — Ombline",
        {"pending": False},
    ),
    # Calanque Voyages
    (
        "Vol annulé la veille, hôtel perdu, votre hotline sonne dans le vide.",
        "Bonjour Gontran, un départ annulé la veille et personne au bout du fil, je mesure la galère et je vous présente nos "
        "excuses. J'ai repris votre dossier moi-même : le remboursement du vol est lancé, et l'hôtel accepte une autre date. "
        "Je vous écris en message privé tout de suite, et je confirme ici ce soir avant 20 h. Merci. — Salva",
        {},
    ),
    (
        "Bravo pour l'organisation du trek, notre guide Paulin était formidable !",
        "Bonjour Clotaire, merci, cela fait plaisir à lire. Paulin lira votre mot ce soir au refuge, et le trek repart en mai "
        "avec lui. Bonne journée. — Salva",
        {"kind": Kind.COMPLIMENT, "fault": NONE, "severity": 1},
    ),
    # Pharmacie des Halles
    (
        "Une heure de queue pour une ordonnance déjà prête.",
        "Bonjour Mireille, une heure debout pour un sac déjà prêt, je suis désolé, ce n'est pas normal. J'ai ouvert une "
        "caisse réservée aux ordonnances prêtes, elle marche depuis ce matin de 9 h à 19 h. Dites-moi si vous voyez la "
        "différence dès votre prochain passage. Merci de nous l'avoir dit. — Anatole",
        {"pending": False},
    ),
    # Radio Colline
    (
        "Vos débats sont d'un niveau affligeant, changez de métier.",
        "Bonjour Ferdinand, merci d'écouter et de le dire franchement. Quel débat vous a paru faible ? J'en parle à la "
        "rédaction lundi et je vous réponds ici mardi avant midi. — Maïa",
        {"kind": Kind.TROLL, "fault": NONE, "severity": 1},
    ),
    (
        "Journaliste à La Gazette, je cherche à vous joindre sur la fermeture du site de Vaux. Bouclage ce soir.",
        "Bonjour Gersende, merci de nous écrire. Votre question sur le site de Vaux est entre les mains de notre service "
        "de presse, que j'ai appelé à l'instant. Il vous répond par message privé avant 16 h, bien avant le bouclage. — Maïa",
        {"kind": Kind.PRESS, "fault": NONE, "severity": 3},
    ),
    # Potager du Pont, paniers
    (
        "Trois fois que je signale des courgettes pourries dans mon panier. J'abandonne.",
        "Bonjour Apolline, trois paniers avec des courgettes pourries, et trois messages pour rien : vous avez raison d'être "
        "lasse et je vous présente mes excuses. Ce panier est remboursé, c'est parti à 9 h. J'ai arrêté ce maraîcher "
        "jusqu'à la visite de sa chambre froide lundi, et je vous en rends compte ici lundi soir. Merci malgré tout. — Ulysse",
        {"severity": 3},
    ),
    (
        "Le livreur a klaxonné à 6 h du matin. Toute la rue vous remercie.",
        "Bonjour Sabin, un klaxon à 6 h, toute la rue s'en serait passée et je m'en excuse auprès de tous. J'ai parlé au "
        "livreur ce matin, il ne passe plus chez vous avant 8 h. Si cela arrive encore, écrivez-moi ici, je réponds le jour "
        "même. Merci de l'avoir dit avec humour. — Ulysse",
        {"pending": False},
    ),
    # Removal line
    (
        "",
        "Bonjour, nous avons masqué ce midi un message qui s'en prenait à deux vendeuses pour leur origine (charte, article "
        "1). Vos reproches au magasin ont toute leur place sur cette page, nous y répondons. — Gaspard",
        {"kind": Kind.ABUSE, "severity": 4, "reply_kind": ReplyKind.REMOVAL_LINE, "fault": NONE},
    ),
    (
        "Je n'en peux plus de tout ça, même vos colis en retard, à quoi bon continuer.",
        "Bonjour Lou, laissons le colis de côté. Ce que vous écrivez est important et je suis touchée que vous l'ayez dit. Vous "
        "pouvez parler à quelqu'un tout de suite, jour et nuit : le 3114, gratuit. Si le danger est immédiat, appelez le 15. "
        "Je vous écris en message privé maintenant et je suis là ce soir. — Ombline",
        {"kind": Kind.PERSON_AT_RISK, "severity": 4, "fault": NONE},
    ),
]
