import { readFileSync } from "node:fs"
import { findNetworkByCode, findTenantByCode, getStamp, listTenants, requestStamp, resumeTenant, suspendTenant, type Stamp } from "@entrepot/domain/provisioning"
import { ListTenants, RequestStamp } from "@entrepot/domain/provisioning/contract"
import { optional, required, textOption, Usage, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { facts, minute, table } from "./output.ts"

const networkOption = { network: textOption }
export const networkIdOf = (given: Given, door: Door) => door.platform((work) => findNetworkByCode(work, required(given, "network")))

const tenantStamp: Command = {
  name: "tenant stamp", summary: "Make a tenant from a template", usage: "--network CODE --template CODE --key KEY --file PARAMS.json [--wait SECONDS]",
  options: { ...networkOption, template: textOption, release: textOption, key: textOption, file: textOption, wait: textOption },
  help: `The file holds the parameters as JSON, as POST /api/v1/tenants takes them: code, name, legalName, host, account,
brand and invitations; locale, currency, zone and country where they differ from the template's. "-" reads it from
standard input. The same key with the same file makes one tenant, however often it is sent; with another file it is
refused. --release ID takes an exact release instead of a template's newest. --wait waits until it is done or failed.`,
  run: async (given, door) => {
    const networkId = await networkIdOf(given, door)
    const request = readRequest(given, networkId)
    const { created } = await door.platform((work) => requestStamp(work, request))
    const wait = Number(optional(given, "wait") ?? 0)
    if (!Number.isFinite(wait) || wait < 0) throw new Usage("--wait takes a number of seconds.")
    const stamp = await settledStamp(door, { networkId, key: request.key }, wait)
    return { text: `${created ? "Queued." : "This key was used before; nothing new was made."}\n\n${stampText(stamp)}`, json: stamp, exitCode: stamp.status === "failed" ? 1 : 0 }
  },
}

function readRequest(given: Given, networkId: number): RequestStamp {
  const file = required(given, "file")
  let params: unknown
  try {
    params = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"))
  } catch (error) {
    throw new Usage(`${file} cannot be read as JSON: ${(error as Error).message}`)
  }
  const read = RequestStamp.safeParse({ key: required(given, "key"), networkId, templateCode: optional(given, "template"), releaseId: optional(given, "release"), params })
  if (read.success) return read.data
  throw new Usage(read.error.issues.map(({ path, message }) => `${path.join(".").replace(/^params\./, "")}: ${message}`).join("\n"))
}

async function settledStamp(door: Door, ref: { networkId: number; key: string }, waitSeconds: number): Promise<Stamp> {
  const deadline = Date.now() + waitSeconds * 1000
  for (;;) {
    const stamp = await door.platform((work) => getStamp(work, ref))
    if (stamp.status === "done" || stamp.status === "failed" || Date.now() >= deadline) return stamp
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

export function stampText(stamp: Stamp): string {
  const head = facts([["key", stamp.key], ["tenant", `${stamp.code} (${stamp.name}), number ${stamp.tenantId}`], ["host", stamp.host], ["template", `${stamp.template} ${stamp.version}`], ["status", stamp.status], ["requested", minute(stamp.requestedAt)], ["finished", minute(stamp.finishedAt)]])
  const steps = stamp.steps.map((step) => `  ${{ waiting: "·", done: "✓", failed: "✗" }[step.status]} ${step.step === "database" ? "everything in the database" : `invitation to ${step.name}`}`)
  return [head, ...(steps.length > 0 ? ["", ...steps] : []), ...(stamp.error ? ["", `${stamp.error.code}: ${stamp.error.message}`] : [])].join("\n")
}

const tenantList: Command = {
  name: "tenant list", summary: "List tenants with their health", usage: "[--network CODE] [--status STATUS] [--search TEXT]",
  options: { ...networkOption, status: textOption, search: textOption },
  run: async (given, door) => {
    const networkId = given["network"] ? await networkIdOf(given, door) : undefined
    const asked = ListTenants.safeParse({ networkId, status: optional(given, "status"), search: optional(given, "search"), limit: 200 })
    if (!asked.success) throw new Usage("--status is one of provisioning, active, suspended, closed.")
    const rows = []
    for (let after = asked.data.after; ;) {
      const page = await door.platform((work) => listTenants(work, { ...asked.data, after }))
      rows.push(...page.rows)
      if (!page.next) break
      after = page.next
    }
    const text = rows.length === 0 ? "No tenants." : table(rows, [["network", (row) => row.network], ["code", (row) => row.code], ["name", (row) => row.name], ["kind", (row) => row.kind], ["status", (row) => row.status], ["health", (row) => row.health], ["host", (row) => row.host], ["last order", (row) => minute(row.lastOrderAt)], ["dead", (row) => row.deadLetters], ["mails", (row) => row.failedMails]])
    return { text, json: rows }
  },
}

const tenantSuspend: Command = {
  name: "tenant suspend", summary: "Close a portal to its people", usage: "--network CODE --code CODE --reason TEXT", options: { ...networkOption, code: textOption, reason: textOption },
  run: async (given, door) => {
    const [networkId, code, reason] = [await networkIdOf(given, door), required(given, "code"), required(given, "reason")]
    const { status } = await door.platform(async (work) => suspendTenant(work, { ...(await findTenantByCode(work, networkId, code)), reason }))
    return { text: `${code} is ${status}.`, json: { code, status } }
  },
}

const tenantResume: Command = {
  name: "tenant resume", summary: "Open a suspended portal again", usage: "--network CODE --code CODE", options: { ...networkOption, code: textOption },
  run: async (given, door) => {
    const [networkId, code] = [await networkIdOf(given, door), required(given, "code")]
    const { status } = await door.platform(async (work) => resumeTenant(work, await findTenantByCode(work, networkId, code)))
    return { text: `${code} is ${status}.`, json: { code, status } }
  },
}

const stampShow: Command = {
  name: "stamp show", summary: "How far a stamp is", usage: "--network CODE --key KEY", options: { ...networkOption, key: textOption },
  run: async (given, door) => {
    const [networkId, key] = [await networkIdOf(given, door), required(given, "key")]
    const stamp = await door.platform((work) => getStamp(work, { networkId, key }))
    return { text: stampText(stamp), json: stamp, exitCode: stamp.status === "failed" ? 1 : 0 }
  },
}

export const tenantCommands: readonly Command[] = [tenantStamp, tenantList, tenantSuspend, tenantResume, stampShow]
