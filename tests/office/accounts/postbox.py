"""A small mail server, which speaks SMTP as far as a mail needs it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Postbox:
    """What arrived, and how often a mail is still turned away first."""

    port: int = 0
    refusals: int = 0
    mails: list[str] = field(default_factory=list)


@contextmanager
def postbox(refusals: int = 0) -> Iterator[Postbox]:
    """A server on this machine, for as long as the block takes."""
    box = Postbox(refusals=refusals)

    class Talk(socketserver.StreamRequestHandler):
        """One conversation."""

        def handle(self) -> None:
            self._say("220 postbox")
            while line := self.rfile.readline().decode().strip():
                self._answer(line.partition(" ")[0].upper())
                if line.upper() == "QUIT":
                    return

        def _answer(self, word: str) -> None:
            if word == "MAIL" and box.refusals:
                box.refusals -= 1
                self._say("451 not now")
            elif word == "DATA":
                self._say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                box.mails.append(b"".join(lines).decode())
                self._say("250 taken")
            else:
                self._say("221 bye" if word == "QUIT" else "250 fine")

        def _say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
