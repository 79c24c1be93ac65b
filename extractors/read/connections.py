"""Connections to public addresses only: a name is looked up once, and what is checked is what is connected to."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.request

__all__ = ["PrivateAddress", "PublicHttp", "PublicHttps"]


class PrivateAddress(OSError):
    """The host is in a private, local or reserved network."""


class _PublicConnection(http.client.HTTPConnection):
    """Connects to public addresses only."""

    def connect(self) -> None:
        self.sock = _connected(self.host, self.port, self.timeout)


class _PublicSecureConnection(http.client.HTTPSConnection):
    """Connects to public addresses only; the check comes before the handshake."""

    def connect(self) -> None:
        connected = _connected(self.host, self.port, self.timeout)
        try:
            self.sock = self._context.wrap_socket(connected, server_hostname=self.host)  # type: ignore[attr-defined]
        except BaseException:
            connected.close()
            raise


def _connected(host: str, port: int, timeout: float | None) -> socket.socket:
    """Connect to a host by the first of its addresses that answers; none of them may be private.

    Raises:
        PrivateAddress: an address of the host is not public; nothing was sent there, no connection tried.
        OSError: none answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        _check_public(str(address[0]))
    reason: OSError = OSError("the name has no address")
    for family, kind, protocol, _, address in found:
        connected = socket.socket(family, kind, protocol)
        try:
            connected.settimeout(timeout)
            connected.connect(address)
            return connected
        except OSError as error:
            connected.close()
            reason = error
    raise reason


def _check_public(written: str) -> None:
    address = ipaddress.ip_address(written.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    if not (mapped or address).is_global or address.is_multicast:
        raise PrivateAddress(str(address))


class PublicHttp(urllib.request.HTTPHandler):
    """http, to public addresses."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a connection to a checked address."""
        return self.do_open(_PublicConnection, req)


class PublicHttps(urllib.request.HTTPSHandler):
    """https, to public addresses."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a connection to a checked address."""
        return self.do_open(_PublicSecureConnection, req, context=self._context)  # type: ignore[attr-defined]
