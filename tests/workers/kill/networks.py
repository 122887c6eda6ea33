"""The networks on which workers are killed: each a real server of its own, seen through the kit's site.

A network of another make joins with one line in `NETWORKS` and a few lines that start its site (`channels/testkit`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from unittest.mock import patch

from tests.helpers.live_page import live_page

from detente.channels.registry import NETWORKS as REGISTER
from detente.channels.testkit.faults import FaultProxy
from detente.channels.testkit.paper import shape
from detente.channels.testkit.paper.site import paper_site
from detente.channels.testkit.site import Site
from detente.contracts.network import Connection, Idempotency, Registered
from detente.contracts.words import Words

if TYPE_CHECKING:
    from tests.helpers.bluesky.network import Network as BlueskyNetwork
    from tests.helpers.wordpress.site import WordPressSite

PAPER: Final = "detente.channels.testkit.paper.connector:Paper"
PAGE: Final = "detente.channels.publicpage.connector:PublicPage"
PAPER_LINE: Final = Registered(
    "paper", Words(fr="Papier", en="Paper"), shape.capabilities("listable"), shape.measure, has_connector=True
)


@dataclass
class Network:
    """One network to publish on. `make`: its connector as `module:class`, by the mode of the run ("" as it is).

    `post` writes so many comments of others; `count` tells how many replies of ours stand under each of these messages.
    `blind`: nothing on it can be looked for, so what is in doubt is left to a person.
    """

    name: str
    proxy: FaultProxy
    connection: Connection
    post: Callable[[Sequence[str]], object]
    count: Callable[[Sequence[str]], Mapping[str, int]]
    make: Mapping[str, str]
    publishing: str = ""
    blind: bool = False


def of_site(site: Site, name: str, make: str, *, blind: bool = False) -> Network:
    """The network behind a site of the kit."""
    return Network(
        name=name,
        proxy=site.proxy,
        connection=next(value for value in vars(site.connector()).values() if isinstance(value, Connection)),
        post=lambda texts: [site.comment(text) for text in texts],
        count=lambda ids: {each: len(site.replies_to(each)) for each in ids},
        make={"": make},
        publishing=site.publishing,
        blind=blind,
    )


@contextmanager
def public_page() -> Iterator[Network]:
    """The desk's own page, served from the database of the run."""
    from detente.publicpage.actions import Entry, Limits, Sender, make_page, post_comment
    from detente.publicpage.models import Comment

    wide = Limits(visitor=(10**6, 10**6), address=(10**6, 10**6))
    token = make_page("kill", "Kill", ["fr", "en"], datetime.now(UTC))

    def post(texts: Sequence[str]) -> None:
        for text in texts:
            post_comment("kill", Entry(text, language="fr"), Sender(limits=wide), now=datetime.now(UTC))

    def count(ids: Sequence[str]) -> Mapping[str, int]:
        rows = Comment.objects.filter(ours=True, parent__public_id__in=ids)
        return Counter(rows.values_list("parent__public_id", flat=True))

    classes = "tests.workers.kill.classes"
    make = {"": PAGE, "keyed": PAGE, "listable": f"{classes}:Listable", "blind": f"{classes}:Blind"}
    with live_page() as port, FaultProxy("127.0.0.1", port, silence=10) as proxy:
        connection = Connection(f"{proxy.origin}/p/kill", token, "kill")
        yield Network("publicpage", proxy, connection, post, count, make)


@contextmanager
def paper(kind: str) -> Iterator[Network]:
    """A network of paper, of this class."""
    with patch.dict(REGISTER, paper=PAPER_LINE), paper_site(datetime.now(UTC), kind) as site:
        yield of_site(site, "paper", PAPER, blind=kind == "blind")


@contextmanager
def bluesky(running: BlueskyNetwork | None = None) -> Iterator[Network]:
    """A whole Bluesky network, from its packages: one that runs already, or one for this block."""
    from tests.channels.bluesky.site import bluesky_site
    from tests.helpers.bluesky.network import bluesky_network
    from tests.helpers.bluesky.people import People

    with nullcontext(running) if running else bluesky_network() as network, bluesky_site(People(network)) as site:
        made = of_site(site, "bluesky", "detente.channels.bluesky.connector:Bluesky")
        made.post = lambda texts: site.apart(*texts)
        yield made


@contextmanager
def wordpress(running: WordPressSite | None = None) -> Iterator[Network]:
    """A real WordPress, from the distribution's packages: one that runs already, or one for this block."""
    from tests.channels.wordpress.conftest import Site as WordPress
    from tests.helpers.wordpress.site import wordpress_site

    with (
        nullcontext(running) if running else wordpress_site() as server,
        FaultProxy("127.0.0.1", server.port, silence=10) as proxy,
    ):
        server.fresh()
        site = WordPress(server, proxy, "", datetime.now(UTC))
        yield of_site(site, "wordpress", "detente.channels.wordpress.connector:WordPress")


NETWORKS: Final[dict[str, Callable[..., AbstractContextManager[Network]]]] = {
    "publicpage": public_page,
    **{f"paper-{kind.value}": partial(paper, kind.value) for kind in Idempotency},
    "bluesky": bluesky,
    "wordpress": wordpress,
}
"""Every network that workers can be killed on, by name."""
