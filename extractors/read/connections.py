"""Connections to public addresses only: the address that is really connected to is checked, so no name can hide it."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import urllib.request

__all__ = ["PrivateAddress", "PublicHttp", "PublicHttps"]


class PrivateAddress(OSError):
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
        raise PrivateAddress(str(address))


class PublicHttp(urllib.request.HTTPHandler):
    """http, to public addresses."""

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a connection whose address is checked."""
        return self.do_open(_PublicConnection, req)


class PublicHttps(urllib.request.HTTPSHandler):
    """https, to public addresses."""

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a connection whose address is checked."""
        return self.do_open(_PublicSecureConnection, req, context=self._context)  # type: ignore[attr-defined]
