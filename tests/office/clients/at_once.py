"""Several who act in the same moment, each on a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from flatwright.domain.kernel.problem import Refusal

DONE = "done"


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """What became of each: done, the code of the refusal, or the name of the error."""
    gate, told = Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        connection.ensure_connection()
        gate.wait()
        try:
            act()
            told.append(DONE)
        except Refusal as refusal:
            told.append(refusal.code)
        except Exception as error:  # noqa: BLE001 - told to the test
            told.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)
