"""Values that several groups of variables share: the address of a model, a whole number, yes or no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class VariableRefused(ValueError):
    """A variable that cannot be obeyed; the message is the one sentence for the person."""


def check_model_url(name: str, url: str, origins: Sequence[str]) -> None:
    """Raise `VariableRefused` when this is no https address, or a private one that `origins` does not allow."""
    import httpx

    from detente.net import AddressRefused, AllowedOrigins
    from detente.net.addresses import check_written, origin_of

    try:
        target = httpx.URL(url)
        origin = origin_of(target)
    except (httpx.InvalidURL, AddressRefused):
        raise VariableRefused(f"{name} is not an address: write it like https://models.example/v1.") from None
    if target.query or target.fragment:
        raise VariableRefused(f"{name} may hold no question and no fragment: write it like https://models.example/v1.")
    try:
        check_written(target, AllowedOrigins(origins))
    except AddressRefused:
        raise VariableRefused(
            f"{name} is not a public https address: if it is meant, add {origin} to DETENTE_ALLOWED_ORIGINS."
        ) from None


def whole_number(source: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises `VariableRefused`."""
    text = source.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= most):
        raise VariableRefused(f"{name} holds {text!r}: give a whole number from 1 to {most}.")
    return int(text)


def yes_or_no(source: Mapping[str, str], name: str) -> bool:
    """`yes` when it is not said. Raises `VariableRefused`."""
    text = source.get(name, "").strip().lower() or "yes"
    if text not in ("yes", "no"):
        raise VariableRefused(f"{name} holds {text!r}: write yes or no.")
    return text == "yes"
