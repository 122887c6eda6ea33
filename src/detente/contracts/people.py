"""Who works at the desk: roles and mandates."""

from __future__ import annotations

from detente.contracts.labelled import Labelled


class Role(Labelled):
    """What a person does at the desk; a person may hold several."""

    AGENT = "agent", "Agent", "Agent"
    REVIEWER = "reviewer", "Relecture", "Reviewer"
    LEAD = "lead", "Responsable", "Lead"
    EXPERT = "expert", "Expert d’un service", "Department expert"
    AUDITOR = "auditor", "Auditeur", "Auditor"
    ADMINISTRATOR = "administrator", "Administration", "Administrator"


class MandateKind(Labelled):
    """A say that a person holds on one matter; by default the lead holds them all."""

    CHARTER = "charter", "Charte", "Charter"
    LEGAL = "legal", "Juridique", "Legal"
    PRESS = "press", "Presse", "Press"
    CARE = "care", "Personnes en danger", "People at risk"
    CRISIS = "crisis", "Crise", "Crisis"
    REFUND = "refund", "Remboursement", "Refund"
