"""What leaves the machine says what happened, not to whom."""

from __future__ import annotations

import pytest

from detente.rules.leaving import masked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Merci @lila.b !", "Merci [handle] !"),
        ("@lila@forum.example merci", "[handle] merci"),
        ("@lila.bsky.social merci.", "[handle] merci."),
        ("demandez à u/lila_b", "demandez à [handle]"),
        ("écrivez à lila.b+colis@exemple.fr", "écrivez à [email]"),
        ("appelez le +33 6 12 34 56 78", "appelez le [phone]"),
        ("commande n°4417882, rien", "commande n°[order], rien"),
        ("see https://track.example/p?id=4417&name=lila now", "see [link] now"),
        ("www.exemple.fr/lila", "[link]"),
        ("livré au 12 rue des Lilas.", "livré au [address]."),
        ("12 jours d’attente, 50 % de remise, 18h30", "12 jours d’attente, 50 % de remise, 18h30"),
        ("rendez-vous @ 9h", "rendez-vous @ 9h"),
        ("", ""),
    ],
)
def test_identifiers_handles_and_links_are_named_not_shown(text: str, left: str) -> None:
    assert masked(text) == left
