import { LEAKED_TOKEN } from "./world.ts"

/** Values that a schema cannot tell, by the procedure's path or for all of them; ids are never hinted. */
const HINTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "*": { token: LEAKED_TOKEN, zone: "Europe/Berlin", "zone.value": "Europe/Berlin", "invitations.email": "someone@example.com" },
  "team.invite": { email: "someone@example.com" },
  "apiKeys.mint": { permissions: "platform.tenant.view" },
  "stamps.request": { templateCode: "dealer", releaseId: undefined, host: "somewhere.localhost", "params.code": "somewhere" },
}

export function hintsFor(path: string): Readonly<Record<string, unknown>> {
  return { ...HINTS["*"], ...HINTS[path] }
}
