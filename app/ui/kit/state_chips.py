"""Which chip goes with which state, the same in every window."""

from app.services.views import AccessState, ClientState

CLIENT_CHIPS: dict[ClientState, str] = {
    ClientState.PROSPECT: "prospect",
    ClientState.ACTIVE: "active",
    ClientState.SUSPENDED: "suspended",
    ClientState.BLOCKED: "blocked",
    ClientState.DEACTIVATED: "inactive",
    ClientState.FORMER: "ended",
}
ACCESS_CHIPS: dict[AccessState, str] = {
    AccessState.UPCOMING: "planned",
    AccessState.RUNNING: "active",
    AccessState.SUSPENDED: "suspended",
    AccessState.ENDED: "ended",
}
