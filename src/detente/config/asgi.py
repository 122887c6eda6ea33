"""The one ASGI application: `/events` goes to the small stream, everything else to Django."""

from __future__ import annotations

import os
from typing import Final, cast

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.config.settings")
_django: Final = cast(ASGI3Application, get_asgi_application())

from detente.config.stream import EventStream  # noqa: E402 - the apps have to be ready first

events: Final = EventStream()


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one connection of the server."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/events":
        await events(scope, receive, send)
    else:
        await _django(scope, receive, send)


async def _lifespan(receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            events.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
