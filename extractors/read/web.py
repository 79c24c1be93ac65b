"""One page from the web, politely: robots.txt asked, one request, time and size limits, public addresses only."""

from __future__ import annotations

import http.client
import io
import ipaddress
import socket
import urllib.error
import urllib.parse
import urllib.request
import urllib.robotparser
from dataclasses import dataclass
from typing import BinaryIO

from extractors.errors import ArticleError
from extractors.read.draft import MAX_ARTICLE_BYTES, megabytes

__all__ = ["AGENT", "Page", "fetch", "is_url"]

AGENT = "newsgraph/0.1"
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


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """Fetch one page, following redirects.

    Args:
        url: An http or https address.
        allow_private: Also talk to addresses that are not public (for tests against a local server).

    Returns:
        The page, at most 10 MB.

    Raises:
        ArticleError: the address is invalid or not public, robots.txt forbids it, or the server does not answer well.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname or parts.username or parts.password:
            raise ArticleError(
                url, "expected an address such as https://example.org/news, found one without host or with a password"
            )
        opener = _opener(allow_private)
        if not _allowed(opener, url):
            raise ArticleError(
                url,
                (
                    "expected a page that programs may read, found it forbidden by the site's "
                    "robots.txt; save the page and name the file"
                ),
            )
        request = urllib.request.Request(  # noqa: S310 - http and https handlers only
            _quoted(url), headers={"User-Agent": AGENT, "Accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
        )
        with opener.open(request, timeout=_TIMEOUT_S) as answer:
            data = answer.read(MAX_ARTICLE_BYTES + 1)
            if len(data) > MAX_ARTICLE_BYTES:
                raise ArticleError(
                    url,
                    (
                        f"expected a page of at most {megabytes(MAX_ARTICLE_BYTES)}, found a larger "
                        f"one; save the article and name the file"
                    ),
                )
            return Page(
                io.BytesIO(data),
                answer.geturl(),
                answer.headers.get_content_type(),
                answer.headers.get_content_charset(),
            )
    except ArticleError:
        raise
    except _PrivateAddress as error:
        raise ArticleError(url, f"expected a public address, found {error}; save the page and name the file") from None
    except urllib.error.HTTPError as error:
        raise ArticleError(
            url, f"expected a page, the server answered {error.code} {error.reason}; check the address"
        ) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, _PrivateAddress):
            raise ArticleError(
                url, f"expected a public address, found {error.reason}; save the page and name the file"
            ) from None
        raise ArticleError(
            url, f"expected a page, the site could not be reached ({error.reason}); check address and connection"
        ) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ArticleError(
            url, f"expected a page, the request failed ({error or type(error).__name__}); check address and connection"
        ) from None


class _PrivateAddress(OSError):
    """The host is in a private, local or reserved network."""


class _PublicConnection(http.client.HTTPConnection):
    """Checks the address it is really connected to, before anything is sent."""

    def connect(self) -> None:
        super().connect()
        _check_peer(self.sock)


class _PublicSecureConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        # As HTTPConnection connects; the check comes before the handshake of HTTPSConnection.connect.
        connected = socket.create_connection((self.host, self.port), self.timeout)
        try:
            _check_peer(connected)
            self.sock = self._context.wrap_socket(connected, server_hostname=self.host)  # type: ignore[attr-defined]
        except BaseException:
            connected.close()
            raise


def _check_peer(connected: socket.socket) -> None:
    address = ipaddress.ip_address(connected.getpeername()[0].partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if not (mapped or address).is_global or address.is_multicast:
        connected.close()
        raise _PrivateAddress(str(address))


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PublicConnection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_PublicSecureConnection, req, context=self._context)  # type: ignore[attr-defined]


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows at most five redirects, to http and https only, and asks the new site's robots.txt."""

    max_redirections = 5

    def __init__(self, opener: urllib.request.OpenerDirector) -> None:
        self._opener = opener

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_url(newurl) or (
            not _is_robots(req.full_url) and _host(newurl) != _host(req.full_url) and not _allowed(self._opener, newurl)
        ):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(allow_private: bool) -> urllib.request.OpenerDirector:
    # No proxies: the address that is checked must be the site's own. No file:, ftp: or data: handlers.
    opener = urllib.request.OpenerDirector()
    plain: list[urllib.request.BaseHandler] = (
        [urllib.request.HTTPHandler(), urllib.request.HTTPSHandler()] if allow_private else [_Http(), _Https()]
    )
    for handler in (
        *plain,
        _Redirects(opener),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc.lower()


def _is_robots(url: str) -> bool:
    return urllib.parse.urlsplit(url).path == "/robots.txt"


def _allowed(opener: urllib.request.OpenerDirector, url: str) -> bool:
    """Ask the site's robots.txt (RFC 9309): no file allows all, a server error forbids all."""
    parts = urllib.parse.urlsplit(_quoted(url))
    address = urllib.parse.urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - http(s) only
    try:
        with opener.open(request, timeout=_TIMEOUT_S) as answer:
            lines = answer.read(_ROBOTS_BYTES).decode("utf-8", "replace").splitlines()
    except urllib.error.HTTPError as error:
        return error.code < 500
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(lines)
    return rules.can_fetch(AGENT, _quoted(url))


def _quoted(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.encode("idna").decode("ascii") if not parts.netloc.isascii() else parts.netloc
    path, query = (urllib.parse.quote(part, safe="%/:@!$&'()*+,;=~?-._") for part in (parts.path or "/", parts.query))
    return urllib.parse.urlunsplit((parts.scheme, host, path, query, ""))
