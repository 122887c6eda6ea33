"""Who may do what: the one table of actions, roles and mandates.

An administrator manages people, channels and brand and has no say on content. An auditor reads everything, may take the
file of a case along, and changes nothing. An expert only sees what was handed to their department (the gate
`access_case` checks which). A lead holds every mandate. Whether the asker may also decide is a rule of its own
(`charter`, `review_policy`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from detente.contracts.labelled import Labelled
from detente.contracts.people import MandateKind, Role
from detente.contracts.refusals import Refused
from detente.contracts.words import Words


class Action(Labelled):
    """Everything a person can do at the desk."""

    VIEW_INBOX = "view_inbox", "Voir la boîte", "See the inbox"
    VIEW_CASE = "view_case", "Voir un cas", "See a case"
    TAKE_CASE = "take_case", "Prendre un cas", "Take a case"
    CORRECT_READING = "correct_reading", "Corriger la lecture", "Correct the reading"
    WRITE_DRAFT = "write_draft", "Écrire un brouillon", "Write a draft"
    SUBMIT_DRAFT = "submit_draft", "Soumettre à relecture", "Submit for review"
    REVIEW_DRAFT = "review_draft", "Relire un brouillon", "Review a draft"
    APPROVE_DRAFT = "approve_draft", "Approuver un brouillon", "Approve a draft"
    ANNOTATE_DRAFT = "annotate_draft", "Annoter un brouillon", "Annotate a draft"
    INVITE_READER = "invite_reader", "Faire un lien de relecture", "Make a link for a reader outside"
    ASK_REVIEWER = "ask_reviewer", "Demander une relecture", "Ask somebody to re-read"
    SET_CHAIN = "set_chain", "Régler la chaîne de relecture", "Set the chain of reviewers"
    RATE_REPLY = "rate_reply", "Noter une réponse tirée au sort", "Rate a sampled reply"
    PUBLISH_OWN_REREAD = "publish_own_reread", "Publier après sa propre relecture", "Publish on an own re-read"
    CALL_BACK = "call_back", "Rappeler un texte approuvé", "Call an approved text back"
    STOP_SENDING = "stop_sending", "Arrêter ou reprendre les envois", "Stop or resume sending"
    ASK_HAND_OFF = "ask_hand_off", "Confier à un service", "Hand to a department"
    ANSWER_HAND_OFF = "answer_hand_off", "Répondre pour un service", "Answer for a department"
    CLOSE_CASE = "close_case", "Clore un cas", "Close a case"
    WRITE_NOTE = "write_note", "Écrire une note", "Write a note"
    ASK_REMOVAL = "ask_removal", "Demander un retrait", "Ask for a removal"
    HIDE_PROVISIONALLY = "hide_provisionally", "Masquer provisoirement", "Hide provisionally"
    DECIDE_REMOVAL = "decide_removal", "Décider d’un retrait", "Decide on a removal"
    CONFIRM_PROVISIONAL = "confirm_provisional", "Confirmer un masquage", "Confirm a provisional hide"
    DECIDE_CONTEST = "decide_contest", "Décider d’une contestation", "Decide on a contest"
    OVERRIDE_EVIDENCE = "override_evidence", "Se porter garant sans image", "Vouch without a picture"
    SHARE_EVIDENCE = "share_evidence", "Partager une preuve par un lien", "Share evidence by a link"
    EXPORT_CASE = "export_case", "Exporter le dossier d’un cas", "Export the file of a case"
    HOLD_EVIDENCE = "hold_evidence", "Garder des preuves", "Hold evidence"
    ERASE_EVIDENCE = "erase_evidence", "Effacer pour une personne", "Erase for a person"
    CHECK_LEDGER = "check_ledger", "Vérifier le journal scellé", "Check the ledger"
    INVITE_PERSON = "invite_person", "Inviter une personne", "Invite a person"
    CHANGE_ROLE = "change_role", "Changer un rôle", "Change a role"
    EDIT_CHARTER = "edit_charter", "Modifier la charte", "Edit the charter"
    CONNECT_CHANNEL = "connect_channel", "Connecter un canal", "Connect a channel"
    PAUSE_CHANNEL = "pause_channel", "Suspendre un canal", "Pause a channel"
    TEND_CHANNEL = "tend_channel", "Veiller sur un canal", "Look after a channel"
    MANAGE_HOOKS = "manage_hooks", "Régler les connexions sortantes", "Manage the connections out"
    IMPORT_COMMENTS = "import_comments", "Importer des commentaires", "Import comments"
    VIEW_REGISTER_FULL = "view_register_full", "Voir le registre complet", "See the full register"
    EDIT_BRAND = "edit_brand", "Modifier la marque", "Edit the brand"
    EDIT_HOUSE = "edit_house", "Régler l’écriture de la marque", "Set how the brand writes"
    MAKE_DEPARTMENT = "make_department", "Créer un service", "Make a department"
    RESOLVE_PUBLICATION = "resolve_publication", "Trancher une publication", "Settle a publication"
    END_INCIDENT = "end_incident", "Clore un incident", "End an incident"
    POST_BY_HAND = "post_by_hand", "Publier à la main", "Post by hand"
    ADD_COMMENT = "add_comment", "Ajouter un commentaire", "Add a comment"
    EDIT_WORDS = "edit_words", "Régler les mots de la marque", "Edit the brand’s words"
    TEACH_READING = "teach_reading", "Faire apprendre la lecture", "Teach the reading"
    RELEASE_MESSAGE = "release_message", "Publier un message retenu", "Publish a held message"
    VIEW_KNOWLEDGE = "view_knowledge", "Lire les fiches", "Read the knowledge notes"
    WRITE_KNOWLEDGE = "write_knowledge", "Écrire une fiche", "Write a knowledge note"
    RETIRE_KNOWLEDGE = "retire_knowledge", "Retirer une fiche", "Retire a knowledge note"
    KEEP_CAPTURE = "keep_capture", "Garder une capture", "Keep a capture"
    VIEW_SAVED_REPLIES = "view_saved_replies", "Lire les réponses enregistrées", "Read the saved replies"
    USE_SAVED_REPLY = "use_saved_reply", "Utiliser une réponse enregistrée", "Use a saved reply"
    WRITE_SAVED_REPLY = "write_saved_reply", "Écrire une réponse enregistrée", "Write a saved reply"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who may: any of these roles, or any of these mandates."""

    roles: frozenset[Role]
    mandates: frozenset[MandateKind] = frozenset()

    def to(self, roles: Collection[Role], mandates: Collection[MandateKind]) -> bool:
        """Whether somebody with these roles and mandates may."""
        return bool(self.roles & set(roles) or self.mandates & held_mandates(roles, mandates))


def held_mandates(roles: Collection[Role], granted: Collection[MandateKind]) -> frozenset[MandateKind]:
    """The mandates that somebody holds: those given to them, and all of them for a lead."""
    return frozenset(MandateKind) if Role.LEAD in roles else frozenset(granted)


_AGENT, _REVIEWER, _LEAD, _EXPERT, _AUDITOR, _ADMINISTRATOR = Role
_DESK: Final = frozenset({_AGENT, _REVIEWER, _LEAD})


def _by(*roles: Role) -> Allowed:
    return Allowed(frozenset(roles))


_BY_DESK: Final = Allowed(_DESK)
_BY_CHARTER: Final = Allowed(frozenset(), frozenset({MandateKind.CHARTER}))
_BY_REMOVAL_MANDATE: Final = Allowed(frozenset(), frozenset({MandateKind.CHARTER, MandateKind.LEGAL}))
_BY_LEGAL: Final = Allowed(frozenset(), frozenset({MandateKind.LEGAL}))
_BY_REVIEWER: Final = Allowed(
    frozenset({_REVIEWER, _LEAD}),
    frozenset({MandateKind.LEGAL, MandateKind.PRESS, MandateKind.CARE, MandateKind.CRISIS}),
)

WHO_MAY: Final[dict[str, Allowed]] = {
    Action.VIEW_INBOX: Allowed(_DESK | {_AUDITOR}),
    Action.VIEW_CASE: Allowed(_DESK | {_AUDITOR, _EXPERT}),
    Action.TAKE_CASE: _BY_DESK,
    Action.CORRECT_READING: _BY_DESK,
    Action.WRITE_DRAFT: _BY_DESK,
    Action.SUBMIT_DRAFT: _BY_DESK,
    Action.REVIEW_DRAFT: _BY_REVIEWER,
    Action.APPROVE_DRAFT: _BY_REVIEWER,
    Action.ANNOTATE_DRAFT: Allowed(_DESK, _BY_REVIEWER.mandates),
    Action.INVITE_READER: _BY_DESK,
    Action.ASK_REVIEWER: _BY_DESK,
    Action.SET_CHAIN: _by(_ADMINISTRATOR, _LEAD),
    Action.RATE_REPLY: _BY_DESK,
    Action.PUBLISH_OWN_REREAD: _BY_DESK,
    Action.CALL_BACK: Allowed(_DESK, _BY_REVIEWER.mandates),
    Action.STOP_SENDING: _by(_ADMINISTRATOR, _LEAD),
    Action.ASK_HAND_OFF: _BY_DESK,
    Action.ANSWER_HAND_OFF: _by(_EXPERT, _LEAD),
    Action.CLOSE_CASE: _BY_DESK,
    Action.WRITE_NOTE: Allowed(_DESK | {_EXPERT}),
    Action.ASK_REMOVAL: _BY_DESK,
    Action.HIDE_PROVISIONALLY: _BY_DESK,
    Action.DECIDE_REMOVAL: _BY_REMOVAL_MANDATE,
    Action.CONFIRM_PROVISIONAL: Allowed(_DESK, frozenset({MandateKind.CHARTER, MandateKind.LEGAL})),
    Action.DECIDE_CONTEST: _BY_REMOVAL_MANDATE,
    Action.OVERRIDE_EVIDENCE: _BY_REMOVAL_MANDATE,
    Action.SHARE_EVIDENCE: Allowed(frozenset({_REVIEWER, _LEAD}), frozenset({MandateKind.CHARTER, MandateKind.LEGAL})),
    Action.EXPORT_CASE: Allowed(frozenset({_LEAD, _AUDITOR}), frozenset({MandateKind.CHARTER, MandateKind.LEGAL})),
    Action.HOLD_EVIDENCE: _BY_LEGAL,
    Action.ERASE_EVIDENCE: _BY_LEGAL,
    Action.CHECK_LEDGER: _by(_LEAD, _AUDITOR, _ADMINISTRATOR),
    Action.INVITE_PERSON: _by(_ADMINISTRATOR),
    Action.CHANGE_ROLE: _by(_ADMINISTRATOR),
    Action.EDIT_CHARTER: _BY_CHARTER,
    Action.CONNECT_CHANNEL: _by(_ADMINISTRATOR, _LEAD),
    Action.PAUSE_CHANNEL: _by(_ADMINISTRATOR, _LEAD),
    Action.TEND_CHANNEL: _by(_ADMINISTRATOR, _LEAD),
    Action.MANAGE_HOOKS: _by(_LEAD),
    Action.IMPORT_COMMENTS: _by(_ADMINISTRATOR, _LEAD),
    Action.VIEW_REGISTER_FULL: Allowed(_DESK | {_AUDITOR}, frozenset({MandateKind.CHARTER, MandateKind.LEGAL})),
    Action.EDIT_BRAND: _by(_ADMINISTRATOR),
    Action.EDIT_HOUSE: _by(_ADMINISTRATOR, _LEAD),
    Action.MAKE_DEPARTMENT: _by(_ADMINISTRATOR, _LEAD),
    Action.RESOLVE_PUBLICATION: _by(_LEAD, _REVIEWER),
    Action.END_INCIDENT: _by(_LEAD),
    Action.POST_BY_HAND: _BY_DESK,
    Action.ADD_COMMENT: _BY_DESK,
    Action.EDIT_WORDS: _by(_ADMINISTRATOR, _LEAD),
    Action.TEACH_READING: _by(_ADMINISTRATOR, _LEAD),
    Action.RELEASE_MESSAGE: _by(_REVIEWER, _LEAD),
    Action.VIEW_KNOWLEDGE: Allowed(_DESK | {_AUDITOR, _EXPERT}),
    Action.WRITE_KNOWLEDGE: Allowed(_DESK | {_EXPERT}),
    Action.RETIRE_KNOWLEDGE: _by(_LEAD),
    Action.KEEP_CAPTURE: _BY_DESK,
    Action.VIEW_SAVED_REPLIES: Allowed(_DESK | {_AUDITOR}),
    Action.USE_SAVED_REPLY: _BY_DESK,
    Action.WRITE_SAVED_REPLY: _by(_REVIEWER, _LEAD),
}
"""Action name → who may. `Action` is a string enum: `WHO_MAY["take_case"]` works as well."""

_NOT_ALLOWED = Words(
    fr="«\u202f{action}\u202f» revient à\u202f: {who}. Demandez à l’une de ces personnes.",
    en="“{action}” belongs to: {who}. Ask one of them.",
)


def may(action: str, roles: Collection[Role], mandates: Collection[MandateKind] = ()) -> bool:
    """Whether somebody with these roles and mandates may do `action`. Raises `KeyError` for an unknown action."""
    return WHO_MAY[action].to(roles, mandates)


def check_may(action: str, roles: Collection[Role], mandates: Collection[MandateKind] = ()) -> None:
    """Raise `Refused("access.<action>")`, naming who may, when this person may not."""
    if may(action, roles, mandates):
        return
    raise Refused(f"access.{action}", _NOT_ALLOWED.with_(action=Action(action).label, who=_who(WHO_MAY[action])))


def _who(allowed: Allowed) -> Words:
    held = [role.label for role in Role if role in allowed.roles]
    mandates = [kind.label for kind in MandateKind if kind in allowed.mandates]
    return Words(
        fr=", ".join([*(label.fr for label in held), *(f"mandat {label.fr.lower()}" for label in mandates)]),
        en=", ".join([*(label.en for label in held), *(f"{label.en.lower()} mandate" for label in mandates)]),
    )
