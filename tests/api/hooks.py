"""Who is asking, for schemathesis: COURT_CALLER is nobody, person or staff."""

import os

import schemathesis

import callers

CALLER = os.environ.get("COURT_CALLER", "nobody")
# Operations that end the caller's own session get a caller of their own, so that the rest keep theirs.
ENDING = ("/auth/logout", "/me/devices", "/desk/session")


def caller_of(case, _context) -> str:
    path = case.operation.path
    return path if any(part in path for part in ENDING) else "shared"


if CALLER != "nobody":

    @schemathesis.auth(refresh_interval=600, cache_by_key=caller_of)
    class Token:
        def get(self, _case, _context) -> str:
            return callers.person() if CALLER == "person" else callers.staff()

        def set(self, case, token: str, _context) -> None:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}
