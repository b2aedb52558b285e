"""A small mail server, which speaks SMTP as far as a mail needs it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedRWPair


@dataclass(slots=True)
class Postbox:
    """What arrived, and how often a mail is still turned away first."""

    port: int = 0
    refusals: int = 0
    mails: list[str] = field(default_factory=list)

    def talk(self, file: BufferedRWPair) -> None:
        """One conversation, until the other side ends it."""
        file.write(b"220 postbox\r\n")
        file.flush()
        while line := file.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            file.write(f"{self._answer(word)}\r\n".encode())
            file.flush()
            if word == "QUIT":
                return
            if word == "DATA":
                self.mails.append(b"".join(iter(file.readline, b".\r\n")).decode())
                file.write(b"250 taken\r\n")
                file.flush()

    def _answer(self, word: str) -> str:
        if word == "MAIL" and self.refusals:
            self.refusals -= 1
            return "451 not now"
        return {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 fine")


@contextmanager
def postbox(refusals: int = 0) -> Iterator[Postbox]:
    """A server on this machine, for as long as the block takes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        box = Postbox(port=server.getsockname()[1], refusals=refusals)
        server.settimeout(0.1)
        over = threading.Event()
        thread = threading.Thread(target=_serve, args=(box, server, over))
        thread.start()
        try:
            yield box
        finally:
            over.set()
            thread.join()


def _serve(box: Postbox, server: socket.socket, over: threading.Event) -> None:
    while not over.is_set():
        try:
            caller, _ = server.accept()
        except TimeoutError:
            continue
        caller.settimeout(60)
        with caller, caller.makefile("rwb") as file:
            box.talk(file)
