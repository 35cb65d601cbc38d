import type { AnyRouter } from "@trpc/server"
import { shotsAt, type Shot } from "./aim.ts"
import { callerOf, type Attacker, type Call } from "./attackers.ts"
import { hintsFor } from "./hints.ts"
import { leaksIn, outcomeOf, type Outcome } from "./judge.ts"
import type { Keeper } from "./state.ts"
import { VICTIMS, type Battlefield, type Victim } from "./world.ts"

type Procedure = { readonly path: string; readonly type: "query" | "mutation" | "subscription"; readonly inputs: readonly unknown[] }
export type Finding = { readonly procedure: string; readonly wrong: "leak" | "harm" | "oracle" | "defect"; readonly what: string }
export type Tally = { readonly procedure: string; attempts: number; readonly outcomes: Record<Outcome["kind"], number>; lastMalformed: string }
export type Report = { readonly findings: readonly Finding[]; readonly tallies: readonly Tally[] }

/** Everything that a router answers, however deep it hangs. */
export function proceduresOf(router: AnyRouter): Procedure[] {
  const procedures = router._def.procedures as unknown as Record<string, { _def: { type: Procedure["type"]; inputs: readonly unknown[] } }>
  return Object.entries(procedures).map(([path, { _def }]) => ({ path, type: _def.type, inputs: _def.inputs }))
}

type Stage = { readonly field: Battlefield; readonly keeper: Keeper; readonly callers: ReadonlyMap<Attacker, Call> }

/**
 * Calls every procedure as every attacker with every victim's ids, and judges each answer and what became of the victims' rows.
 * Questions are asked side by side; commands of one party one after the other, and the world is mended after each party.
 */
export async function attackRouter(field: Battlefield, router: AnyRouter, attackers: readonly Attacker[], keeper: Keeper): Promise<Report> {
  const callers = new Map(await Promise.all(attackers.map(async (attacker) => [attacker, await callerOf(router, attacker)] as const)))
  const reports: { findings: Finding[]; tally: Tally }[] = []
  const procedures = proceduresOf(router)
  const stage = { field, keeper, callers }
  for (const procedure of procedures.filter(({ type }) => type === "query")) reports.push(await attackProcedure(stage, procedure, attackers))
  const asked = await damage(keeper, "all questions together", "somebody", VICTIMS)
  for (const procedure of procedures.filter(({ type }) => type !== "query")) reports.push(await attackProcedure(stage, procedure, attackers))
  return { findings: [...asked, ...distinct(reports.flatMap(({ findings }) => findings))], tallies: reports.map(({ tally }) => tally) }
}

async function attackProcedure({ field, keeper, callers }: Stage, procedure: Procedure, attackers: readonly Attacker[]): Promise<{ findings: Finding[]; tally: Tally }> {
  const tally: Tally = { procedure: procedure.path, attempts: 0, outcomes: { answered: 0, refused: 0, forbidden: 0, stranger: 0, malformed: 0, defect: 0 }, lastMalformed: "" }
  const magazine = new Map(VICTIMS.map((victim) => [victim, shotsAt(procedure.inputs, field.own, field.victims[victim], hintsFor(procedure.path))]))
  const attack = (attacker: Attacker) => volley(procedure, attacker, callers.get(attacker)!, magazine, tally)
  const findings: Finding[] = []
  if (procedure.type === "query") {
    return { findings: (await Promise.all(attackers.map(attack))).flat(), tally }
  }
  for (const party of new Set(attackers.map((attacker) => attacker.party))) {
    const gang = attackers.filter((attacker) => attacker.party === party)
    const stopped = tally.outcomes.stranger - tally.attempts
    for (const attacker of gang) findings.push(...(await attack(attacker)))
    if (tally.outcomes.stranger - tally.attempts !== stopped) findings.push(...(await damage(keeper, procedure.path, party, gang[0]?.victims ?? [])))
  }
  return { findings, tally }
}

/** What the platform runs: tenants, their hosts, what was delivered. Everything else of a victim it leaves as it is. */
const RUN_BY_PLATFORM = /rows: (tenancy\.(tenant|host|network|network_user|sign_in_attempt)|work\.\w+|provisioning\.\w+|integrations\.mail_message)$/

/** What became of the victims' rows; then all is put back. */
async function damage(keeper: Keeper, path: string, party: string, victims: readonly Victim[]): Promise<Finding[]> {
  const now = await keeper.look()
  const harmed = keeper.harmed(now, victims).filter((table) => party !== "the platform" || !RUN_BY_PLATFORM.test(table))
  await keeper.mend(now)
  return harmed.map((what) => ({ procedure: path, wrong: "harm", what: `${party} changed ${what}` }))
}

/** All shots of one attacker. Whoever is stopped at the door whatever they bring is shown the door once for each victim. */
async function volley(procedure: Procedure, attacker: Attacker, call: Call, magazine: ReadonlyMap<Victim, readonly Shot[]>, tally: Tally): Promise<Finding[]> {
  const found: Finding[] = []
  for (const victim of attacker.victims) {
    let stopped = 0
    for (const shot of magazine.get(victim) ?? []) {
      if (stopped >= ENOUGH) break
      const { findings, kinds } = await fire(procedure, attacker, call, shot, tally)
      if (kinds.every((kind) => kind === "forbidden" || kind === "stranger")) stopped++
      else stopped = Number.NEGATIVE_INFINITY
      found.push(...findings.map((finding) => ({ ...finding, what: `${attacker.name} at the other ${victim}: ${finding.what}` })))
    }
  }
  return found
}
/** After so many shots that were all stopped, the rest would be. */
const ENOUGH = 2

async function fire({ path }: Procedure, attacker: Attacker, call: Call, { foreign, missing, aimed }: Shot, tally: Tally): Promise<{ findings: Finding[]; kinds: Outcome["kind"][] }> {
  const found: Finding[] = []
  const answers: Outcome[] = []
  for (const input of aimed ? [foreign, missing] : [foreign]) {
    const outcome = await outcomeOf(() => call(path, input))
    tally.attempts++
    tally.outcomes[outcome.kind]++
    if (outcome.kind === "malformed") tally.lastMalformed = `${outcome.told} ← ${JSON.stringify(input)}`
    if (outcome.kind === "defect") found.push({ procedure: path, wrong: "defect", what: `${String(outcome.cause)} ← ${JSON.stringify(input)}` })
    found.push(...leaksIn(outcome, attacker).map((what): Finding => ({ procedure: path, wrong: "leak", what: `${what} ← ${JSON.stringify(input)}` })))
    answers.push(outcome)
  }
  const [one, other] = answers
  if (one && other && one.code !== other.code && !attacker.mayAskAround) found.push({ procedure: path, wrong: "oracle", what: `${one.code} for what is theirs, ${other.code} for what is nobody's ← ${JSON.stringify(foreign)}` })
  return { findings: found, kinds: answers.map(({ kind }) => kind) }
}

/** One finding of a kind for each procedure and attacker says enough. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map(findings.map((finding) => [`${finding.procedure} ${finding.wrong} ${finding.what.split("←")[0]}`, finding]))
  return [...seen.values()]
}

/** Procedures that no attempt got through to: malformed, or stopped before the verb looked at an id. */
export function unattacked({ tallies }: Report): string[] {
  return tallies.filter(({ outcomes }) => outcomes.answered + outcomes.refused === 0).map(({ procedure, outcomes, lastMalformed }) => `${procedure} ${JSON.stringify(outcomes)} ${lastMalformed}`)
}

/** Procedures × attempts × what came of them. */
export function tableOf({ tallies }: Report): string {
  const kinds = ["answered", "refused", "forbidden", "stranger", "malformed", "defect"] as const
  const line = (cells: readonly (string | number)[]) => cells.map((cell, at) => (at === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join("")
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
  return [line(["procedure", "attempts", ...kinds]), ...tallies.map((tally) => line([tally.procedure, tally.attempts, ...kinds.map((kind) => tally.outcomes[kind])])), line([`${tallies.length} procedures`, sum(({ attempts }) => attempts), ...kinds.map((kind) => sum(({ outcomes }) => outcomes[kind]))])].join("\n")
}
