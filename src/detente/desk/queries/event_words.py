"""One sentence for every event that is ever recorded: what the timeline says, in every language.

`{department}`, `{reason}`, `{severity}`, `{kind}`, `{missing}` are filled by `timeline.py` from the event's facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from detente.contracts.words import Words


def _all(*lines: tuple[str, str, str]) -> Mapping[str, Words]:
    return MappingProxyType({name: Words(fr=fr, en=en) for name, fr, en in lines})


EVENT_WORDS: Final[Mapping[str, Words]] = _all(
    # People and set-up
    ("brand.opened", "Marque ouverte", "Brand opened"),
    ("brand.edited", "Marque modifiée", "Brand edited"),
    ("first_run.link_made", "Lien de premier accès créé", "First link made"),
    ("person.invited", "Personne invitée", "Person invited"),
    ("person.joined", "Personne arrivée", "Person joined"),
    ("person.roles_changed", "Rôles modifiés", "Roles changed"),
    ("person.deactivated", "Accès retiré à une personne", "A person’s access ended"),
    ("person.duty_changed", "Tour de garde modifié", "Duty changed"),
    ("person.language_chosen", "Langue choisie", "Language chosen"),
    ("person.theme_chosen", "Thème choisi", "Theme chosen"),
    ("person.signed_in", "Personne connectée", "Person signed in"),
    ("person.signed_out", "Personne déconnectée", "Person signed out"),
    ("mandate.held", "Mandat confié", "Mandate given"),
    ("mandate.released", "Mandat rendu", "Mandate given back"),
    ("channel.connected", "Canal relié", "Channel connected"),
    ("channel.paused", "Canal suspendu", "Channel paused"),
    ("channel.resumed", "Canal repris", "Channel resumed"),
    ("channel.trouble", "Canal en difficulté", "Channel in trouble"),
    ("channel.recovered", "Canal rétabli", "Channel recovered"),
    ("channel.asked", "Canal ajouté, ses droits sont vérifiés", "Channel added, its rights are being checked"),
    ("channel.ready", "Droits vérifiés, le canal écoute", "Rights checked, the channel is listening"),
    ("channel.changed", "Réponses du canal modifiées, droits à vérifier de nouveau",
     "Answers of the channel changed, rights to be checked again"),
    ("channel.removed", "Canal retiré, son passé reste", "Channel removed, its past stays"),
    ("channel.rights_ending", "Les droits du canal se terminent bientôt, responsable prévenu",
     "The channel’s rights end soon, lead told"),
    ("channel.check_asked", "Vérification du canal demandée", "Check of the channel asked for"),
    ("backfill.started", "Reprise du passé commencée", "Fetching the past started"),
    ("backfill.stopped", "Reprise du passé arrêtée", "Fetching the past stopped"),
    ("backfill.done", "Reprise du passé terminée", "Fetching the past finished"),
    ("hole.found", "Un trou dans l’écoute a été constaté", "A hole in the listening was found"),
    ("hole.filled", "Un trou dans l’écoute a été comblé", "A hole in the listening was filled"),
    ("hole.accepted", "Un trou dans l’écoute a été admis", "A hole in the listening was accepted"),
    ("aside.kept", "Un contenu illisible a été mis de côté", "Something unreadable was kept aside"),
    ("aside.forgotten", "Un contenu mis de côté a été effacé", "Something kept aside was forgotten"),
    ("comments.imported", "Commentaires importés", "Comments imported"),
    # What arrives and what is read
    ("messages.received", "Messages reçus et scellés", "Messages received and sealed"),
    ("message.revised", "L’auteur a modifié son message, la nouvelle version est scellée",
     "The author edited the message, the new version is sealed"),
    ("messages.erased", "Messages supprimés par leur auteur, contenu effacé ici aussi",
     "Messages deleted by their authors, their content erased here too"),
    ("reply.seen_elsewhere", "Un collègue a répondu directement sur le réseau, l’heure s’arrête",
     "A colleague replied directly on the network, the clock stops"),
    ("message.reading_failed", "La lecture d’un message a échoué, une personne doit le lire",
     "A message could not be read by the program, a person has to"),
    ("reading.corrected", "Lecture confirmée ou corrigée\u202f: {kind}, gravité {severity}",
     "Reading confirmed or corrected: {kind}, severity {severity}"),
    ("case.opened", "Lu, scellé, cas ouvert", "Read, sealed, case opened"),
    ("case.author_wrote", "L’auteur a écrit de nouveau", "The author wrote again"),
    ("case.reopened", "Cas rouvert", "Case opened again"),
    ("case.taken", "Cas pris en main", "Case taken"),
    ("case.serious", "Cas grave, personnes de garde prévenues", "Serious case, people on duty told"),
    ("case.short_of_time", "Un quart d’heure au plus, personnes de garde prévenues",
     "A quarter of an hour at most, people on duty told"),
    ("case.severity_raised", "Gravité portée à {severity}", "Severity raised to {severity}"),
    ("case.held", "Réponse d’attente publiée", "Holding reply published"),
    ("case.answered", "Réponse publiée, cas répondu", "Reply published, case answered"),
    ("case.closed", "Cas clos\u202f: {reason}", "Case closed: {reason}"),
    ("note.written", "Note interne écrite", "Internal note written"),
    # The hour and its promises
    ("hand_off.asked", "Question posée à {department}", "Question put to {department}"),
    ("hand_off.accepted", "{department} prend la question", "{department} takes the question on"),
    ("hand_off.declined", "{department} décline la question", "{department} declines the question"),
    ("hand_off.answered", "{department} a répondu", "{department} has answered"),
    ("hand_off.overdue", "{department} a laissé passer son heure", "{department} let its time pass"),
    ("department.made", "Service créé", "Department made"),
    ("department.closed", "Service fermé", "Department closed"),
    ("promise.made", "Promesse de revenir", "Promise to come back"),
    ("promise.kept", "Promesse tenue", "Promise kept"),
    ("promise.alarmed", "Une promesse arrive à son heure, personnes de garde prévenues",
     "A promise is nearly due, people on duty told"),
    ("promise.broken", "Promesse non tenue, responsable prévenu", "Promise not kept, lead told"),
    ("mail.queued", "Mail préparé pour l’équipe", "Mail prepared for the team"),
    ("mail.sent", "Mail envoyé à l’équipe", "Mail sent to the team"),
    ("mail.failed", "Un mail à l’équipe n’est pas parti", "A mail to the team did not leave"),
    # Drafts and reviews
    ("draft.started", "Brouillon commencé", "Draft started"),
    ("draft.saved", "Brouillon enregistré, ici seulement", "Draft saved, here only"),
    ("draft.version_made", "Nouvelle version du brouillon", "New version of the draft"),
    ("draft.submitted", "Texte soumis à relecture", "Text submitted for review"),
    ("draft.signed", "Texte signé{missing}", "Text signed{missing}"),
    ("draft.approved", "Texte approuvé", "Text approved"),
    ("draft.changes_asked", "Changements demandés", "Changes asked"),
    ("draft.rejected", "Texte refusé", "Text rejected"),
    ("draft.approval_fell", "L’approbation est tombée\u202f: le fil ou le texte a changé",
     "The approval fell: the thread or the text changed"),
    # Publications
    ("publication.queued", "Réponse prête à partir", "Reply ready to leave"),
    ("publication.queued_again", "Rien n’est parti, nouvel essai prévu", "Nothing left, another try planned"),
    ("publication.sending", "Réponse prise pour l’envoi", "Reply taken to be sent"),
    ("publication.frozen", "Demande d’envoi figée", "Request frozen"),
    ("publication.attempt_opened", "Envoi tenté", "Sending tried"),
    ("publication.postponed", "Envoi remis à plus tard", "Sending postponed"),
    ("publication.confirmed", "Réponse acceptée par le réseau", "Reply accepted by the network"),
    ("publication.seen", "Réponse relue sur le réseau", "Reply read back on the network"),
    ("publication.not_seen", "Réponse pas encore visible", "Reply not visible yet"),
    ("publication.refused", "Réponse refusée par le réseau", "Reply refused by the network"),
    ("publication.unknown", "Réponse du réseau perdue, nous regardons", "The network’s answer is lost, we are looking"),
    ("publication.doubled", "Réponse peut-être publiée deux fois", "Reply possibly published twice"),
    ("publication.needs_person", "Envoi en doute, une personne doit voir", "Sending in doubt, a person has to look"),
    ("publication.not_published", "Réponse non publiée", "Reply not published"),
    ("publication.held_back", "Envoi retenu\u202f: le fil a changé", "Sending held back: the thread changed"),
    ("publication.cancelled", "Envoi annulé", "Sending cancelled"),
    # Charter and removals
    ("charter.published", "Charte publiée", "Charter published"),
    ("removal.asked", "Retrait demandé", "Removal asked for"),
    ("removal.hidden_provisionally", "Masquage provisoire, une seconde personne doit confirmer",
     "Hidden provisionally, a second person has to confirm"),
    ("removal.approved", "Retrait approuvé", "Removal approved"),
    ("removal.refused", "Retrait refusé, le message reste", "Removal refused, the message stays"),
    ("removal.confirmed", "Masquage confirmé par une seconde personne", "Hide confirmed by a second person"),
    ("removal.not_confirmed", "Masquage non confirmé, le message revient",
     "Hide not confirmed, the message comes back"),
    ("removal.unconfirmed", "Masquage non confirmé après 24 heures, responsable prévenu",
     "Hide not confirmed after 24 hours, lead told"),
    ("removal.intended", "Preuve vérifiée, ordre écrit avant l’appel au réseau",
     "Evidence checked, order written before the network is called"),
    ("removal.done", "Message retiré du réseau", "Message removed from the network"),
    ("removal.notified", "Motif affiché pour l’auteur", "Reason shown to the author"),
    ("removal.failed", "Le réseau n’a pas exécuté la décision", "The network did not carry out the decision"),
    ("removal.retried", "Nouvel essai demandé", "Another try asked for"),
    ("removal.contested", "L’auteur conteste le retrait", "The author contests the removal"),
    ("removal.upheld", "Retrait maintenu après contestation", "Removal upheld after a contest"),
    ("removal.restored", "Décision de rétablir le message", "Decision to put the message back"),
    ("removal.put_back", "Message rétabli sur le réseau", "Message back on the network"),
)  # fmt: skip

DETAILS: Final = frozenset(
    {
        "draft.saved",
        "mail.queued",
        "mail.sent",
        "publication.attempt_opened",
        "publication.frozen",
        "publication.postponed",
        "publication.queued_again",
        "publication.sending",
        "removal.intended",
    }
)
"""Events that a screen folds away until somebody asks for all of them."""
