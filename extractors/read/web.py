"""One page from the web, politely: robots.txt asked, one request, time and size limits, public addresses only."""

from __future__ import annotations

import http.client
import io
import urllib.error
import urllib.parse
import urllib.request
import urllib.robotparser
from dataclasses import dataclass
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.characters import one_line
from extractors.read.connections import PrivateAddress, PublicHttp, PublicHttps
from extractors.read.draft import MAX_ARTICLE_BYTES, megabytes
from extractors.read.visits import AGENT, NotModified, Validators, Visit

__all__ = ["Page", "fetch", "is_url"]

_TIMEOUT_S = 20.0
_ROBOTS_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: its bytes, the address it finally came from, and what the server said it is."""

    content: BinaryIO
    url: str
    media_type: str
    charset: str | None


def is_url(given: str) -> bool:
    """Tell whether an input is a web address."""
    return given.lower().startswith(("http://", "https://"))


def fetch(url: str, visit: Visit | None = None) -> Page:
    """Fetch one page, following redirects.

    Args:
        url: An http or https address.
        visit: The run's dealings with servers; a new one when None.

    Returns:
        The page, at most 10 MB.

    Raises:
        ArticleError: the address is invalid or not public, robots.txt forbids it, or the server does not answer well.
        NotModified: the page is as ``visit`` knows it from before.
    """
    visit = Visit() if visit is None else visit
    try:
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname or parts.username or parts.password:
            raise ArticleError(
                url, "expected an address such as https://example.org/news, found one without host or with a password"
            )
        return _get(url, visit)
    except (ArticleError, NotModified):
        raise
    except PrivateAddress as error:
        raise _not_public(url, error) from None
    except urllib.error.HTTPError as error:
        if error.code == 304:
            raise NotModified(url) from None
        raise ArticleError(
            url, f"expected a page, the server answered {error.code} {one_line(error.reason)}; check the address"
        ) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, PrivateAddress):
            raise _not_public(url, error.reason) from None
        raise ArticleError(
            url, f"expected a page, the site could not be reached ({error.reason}); check address and connection"
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = one_line(str(error)) or type(error).__name__
        raise ArticleError(
            url, f"expected a page, the request failed ({reason}); check address and connection"
        ) from None


def _not_public(url: str, address: PrivateAddress) -> ArticleError:
    return ArticleError(
        url, f"expected a public address, found {address}; save the page and name the file, or use --allow-private"
    )


def _get(url: str, visit: Visit) -> Page:
    opener = _opener(visit)
    if not _allowed(opener, visit, url):
        raise ArticleError(
            url,
            "expected a page that programs may read, found it forbidden by the site's robots.txt;"
            " save the page and name the file",
        )
    accept = {"User-Agent": AGENT, "Accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
    request = urllib.request.Request(  # noqa: S310 - http and https handlers only
        _quoted(url), headers={**accept, **visit.known.get(url, Validators()).headers()}
    )
    visit.wait(_site(url))
    with opener.open(request, timeout=_TIMEOUT_S) as answer:
        data = answer.read(MAX_ARTICLE_BYTES + 1)
        if len(data) > MAX_ARTICLE_BYTES:
            raise ArticleError(
                url,
                f"expected a page of at most {megabytes(MAX_ARTICLE_BYTES)}, found a larger one;"
                " save the article and name the file",
            )
        given = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
        if given:
            visit.fetched[url] = given
        kind = answer.headers.get_content_type()
        return Page(io.BytesIO(data), answer.geturl(), kind, answer.headers.get_content_charset())


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows at most five redirects, to http and https only, and asks the new site's robots.txt."""

    max_redirections = 5

    def __init__(self, opener: urllib.request.OpenerDirector, visit: Visit) -> None:
        self._opener = opener
        self._visit = visit

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_url(newurl) or (
            not _is_robots(req.full_url)
            and _host(newurl) != _host(req.full_url)
            and not _allowed(self._opener, self._visit, newurl)
        ):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(visit: Visit) -> urllib.request.OpenerDirector:
    # No proxies: the address that is checked must be the site's own. No file:, ftp: or data: handlers.
    opener = urllib.request.OpenerDirector()
    plain: list[urllib.request.BaseHandler] = (
        [urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()]
        if visit.allow_private
        else [PublicHttp(), PublicHttps()]
    )
    for handler in (
        *plain,
        _Redirects(opener, visit),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc.lower()


def _site(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _is_robots(url: str) -> bool:
    return urllib.parse.urlsplit(url).path == "/robots.txt"


def _allowed(opener: urllib.request.OpenerDirector, visit: Visit, url: str) -> bool:
    """Ask the site's robots.txt (RFC 9309): no file allows all, a server error forbids all."""
    parts = urllib.parse.urlsplit(_quoted(url))

    def ask() -> urllib.robotparser.RobotFileParser | bool:
        address = urllib.parse.urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - http(s) only
        try:
            with opener.open(request, timeout=_TIMEOUT_S) as answer:
                lines = answer.read(_ROBOTS_BYTES).decode("utf-8", "replace").splitlines()
        except urllib.error.HTTPError as error:
            return error.code < 500
        rules = urllib.robotparser.RobotFileParser()
        rules.parse(lines)
        return rules

    rules = visit.rules(_site(url), ask)
    return rules if isinstance(rules, bool) else rules.can_fetch(AGENT, _quoted(url))


def _quoted(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    path, query = (urllib.parse.quote(part, safe="%/:@!$&'()*+,;=~?-._") for part in (parts.path or "/", parts.query))
    return urllib.parse.urlunsplit((parts.scheme, host, path, query, ""))
