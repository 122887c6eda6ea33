"""Détente: a self-hosted response desk for negative public comments."""

__version__ = "0.1.0"
