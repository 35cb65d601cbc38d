import type { AnyRouter } from "@trpc/server"
import { CONSOLE_COOKIE, issueConsoleSession, issuePortalSession, PORTAL_COOKIE } from "@entrepot/auth"
import { loadApiKey } from "@entrepot/domain/provisioning"
import { resolveHost, STANDARD_ROLES } from "@entrepot/domain/tenancy"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS } from "@entrepot/domain/tenancy/contract"
import { ACCOUNTS, PEOPLE, type PersonName, type World } from "@entrepot/domain/testing"
import { consoleContext } from "../../console-context.ts"
import { portalContext } from "../../portal-context.ts"
import { createCallerFactory, type ApiContext } from "../../trpc.ts"
import { COST, markOf, SALE, SUPPLY } from "./canary.ts"
import { API_KEY, staffId, type Victim } from "./world.ts"

export const SECRET = "a secret of the tests that is long enough"
const facts = { address: "192.0.2.9", traceId: "0".repeat(32) }

/** What an attacker may never be told, with its name. */
export type Secret = { readonly name: string; readonly pattern: RegExp }

export type Attacker = {
  readonly name: string
  readonly door: "portal" | "console"
  /** Attackers of one party are at it together: what one may change by right is no other's harm. */
  readonly party: string
  /** Whose ids they use, and whose rows must come out of it unharmed. */
  readonly victims: readonly Victim[]
  readonly secrets: readonly Secret[]
  /** The platform knows every tenant by right; whoever does not must not learn from a refusal what is there. */
  readonly mayAskAround: boolean
  /** Whether an answer may carry what the distributor asks, under these names. */
  readonly seesMargins: boolean
  readonly context: () => Promise<ApiContext>
}

const canaries = (...victims: readonly Victim[]): Secret[] => victims.map((victim) => ({ name: `a row of the other ${victim}`, pattern: new RegExp(markOf(victim)) }))
const cost: Secret = { name: "a cost of the distributor's", pattern: COST }
const supply: Secret = { name: "a supply price", pattern: SUPPLY }

/** Every role of the portal, the network and the platform, a machine with a key, and somebody who is nobody, at both doors. */
export function attackersOf(world: World): Attacker[] {
  return [...portalAttackers(world), ...consoleAttackers(world)]
}

function portalAttackers(world: World): Attacker[] {
  const roles = STANDARD_ROLES.map(({ code, reach, permissions }): Attacker => {
    const person = (Object.keys(PEOPLE) as PersonName[]).find((name) => ACCOUNTS[PEOPLE[name].account].tenant === "zahnwerk" && PEOPLE[name].account !== "kern" && (PEOPLE[name].roles as readonly string[]).includes(code))
    if (!person) throw new Error(`Nobody at Zahnwerk is a ${code}; give somebody the role in people.ts.`)
    const held = reach === "account"
    const seesMargins = permissions.includes("margin.view")
    const victims: Victim[] = held ? ["account", "tenant", "network"] : ["tenant", "network"]
    return { name: code, door: "portal", mayAskAround: false, party: held ? "an account's people" : "the tenant's people", victims, seesMargins, secrets: [...canaries(...victims), cost, ...(seesMargins ? [] : [supply])], context: () => portalUser(world, person, reach) }
  })
  return [...roles, { name: "a visitor", door: "portal", mayAskAround: false, party: "an account's people", victims: ["account", "tenant", "network"], seesMargins: false, secrets: [...canaries("account", "tenant", "network"), cost, supply], context: () => portalUser(world, undefined, "account") }]
}

async function portalUser(world: World, person: PersonName | undefined, reach: "tenant" | "account"): Promise<ApiContext> {
  const pool = world.database.pools.portal
  const tenant = await resolveHost(pool, "zahnwerk.localhost")
  if (!tenant) throw new Error("Zahnwerk has no host.")
  const session = person && await issuePortalSession(SECRET, { sub: world.userId[person], networkId: 1, tenantId: 1, host: "zahnwerk.localhost", sessionVersion: 1, accountId: world.accountId[reach === "account" ? "lindner" : PEOPLE[person].account], reach, locale: "en" })
  return portalContext({ pool, authSecret: SECRET }, { tenant, cookie: session && `${PORTAL_COOKIE}=${session}`, ...facts })
}

function consoleAttackers(world: World): Attacker[] {
  const { network, platform } = world.database.pools
  const engine = { pools: { network, platform }, authSecret: SECRET, loadApiKey }
  const at = async (claims: Parameters<typeof issueConsoleSession>[1]) => consoleContext(engine, { host: "console.test", cookie: `${CONSOLE_COOKIE}=${await issueConsoleSession(SECRET, claims)}`, ...facts })
  const common = { host: "console.test", sessionVersion: 1, locale: "en" as const }
  const rolesOf = (table: Readonly<Record<string, readonly string[]>>) => [...new Set(Object.values(table).flat())]
  const staff = rolesOf(NETWORK_PERMISSIONS).map((role): Attacker => ({
    name: role, door: "console", mayAskAround: false, party: "the network's staff", victims: ["network"], seesMargins: true,
    secrets: [...canaries("network"), { name: "what a partner charges on an order", pattern: SALE }, ...(NETWORK_PERMISSIONS["network.cost.view"].includes(role as never) ? [] : [cost])],
    context: () => at({ door: "staff", sub: staffId(role), networkId: 1, ...common }),
  }))
  // The platform runs every network and reads no commerce: of its victims it must not see what was bought, priced or agreed, nor any password.
  const platformSecrets = [{ name: "commerce", pattern: /CANARY-\w+-(catalog|pricing|inventory|approvals|ordering|fulfilment|integrations\.import)/ }, { name: "a password", pattern: /CANARY-\w+-[\w.]+password_hash/ }, { name: "a mail's body", pattern: /CANARY-\w+-integrations\.mail_message\.(text|html)_body/ }, cost, supply]
  const operators = rolesOf(PLATFORM_PERMISSIONS).map((role): Attacker => ({ name: role, door: "console", mayAskAround: true, party: "the platform", victims: ["tenant", "network"], seesMargins: true, secrets: platformSecrets, context: () => at({ door: "operator", sub: staffId(role), ...common }) }))
  const machine: Attacker = { name: "an API key", door: "console", mayAskAround: true, party: "the platform", victims: ["tenant", "network"], seesMargins: true, secrets: platformSecrets, context: () => consoleContext(engine, { host: "console.test", cookie: undefined, authorization: `Bearer ${API_KEY}`, ...facts }) }
  const visitor: Attacker = { name: "a visitor", door: "console", mayAskAround: false, party: "the network's staff", victims: ["network"], seesMargins: false, secrets: [...canaries("account", "tenant", "network"), cost, supply], context: () => consoleContext(engine, { host: "console.test", cookie: undefined, ...facts }) }
  return [...staff, ...operators, machine, visitor]
}

export type Call = (path: string, input: unknown) => Promise<unknown>

/** The procedures of a router as one attacker reaches them. */
export async function callerOf(router: AnyRouter, attacker: Attacker): Promise<Call> {
  const caller = createCallerFactory(router as never)(await attacker.context()) as unknown as Record<string, unknown>
  return (path, input) => {
    const procedure = path.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], caller)
    return (procedure as (input: unknown) => Promise<unknown>)(input)
  }
}
