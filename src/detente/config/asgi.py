"""The one ASGI application: `/events` goes to the small stream, everything else to Django, pushes by a guard."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import Final, cast

from asgiref.typing import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, Scope
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.config.settings")
_django: Final = cast(ASGI3Application, get_asgi_application())

from detente.api.guard import PREFIX, Measured  # noqa: E402 - the apps have to be ready first
from detente.config.stream import EventStream  # noqa: E402

events: Final = EventStream()
pushes: Final = Measured(_django)


async def application(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer one connection of the server."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/events":
        await events(scope, receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(PREFIX):
        await pushes(scope, receive, send)
    else:
        await _django(scope, receive, send)


async def _lifespan(receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            _close_streams_on_signals()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            events.close()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _close_streams_on_signals() -> None:
    """End the open streams as soon as the server is told to stop: it waits for open requests before it says shutdown.

    The server's own handler, which the loop was given, is still called: this one only runs beside it.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(events.close))
        signal.siginterrupt(number, False)
