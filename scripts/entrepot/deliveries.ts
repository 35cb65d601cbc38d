import { listDeliveries, replayDeliveries, type Delivery } from "@entrepot/domain/integrations"
import { ListDeliveries, ReplayDeliveries } from "@entrepot/domain/integrations/contract"
import { optional, required, textOption, Usage, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { minute, table } from "./output.ts"
import { networkIdOf } from "./tenant.ts"

const MOST = 200

const dead: Command = {
  name: "deliveries dead", summary: "List deliveries that were given up", usage: "[--network CODE]", options: { network: textOption },
  help: "Ends with 1 where there are any, so that a monitor can ask.",
  run: async (given, door) => {
    const rows = await deadOf(given, door, given["network"] ? await networkIdOf(given, door) : undefined)
    const firstLine = (row: Delivery) => row.lastError?.split("\n")[0]?.slice(0, 80)
    const text = rows.length === 0 ? "Nothing was given up." : table(rows, [["network", (row) => row.networkId], ["tenant", (row) => row.tenantId], ["event", (row) => row.eventId], ["name", (row) => row.event], ["handler", (row) => row.handler], ["tries", (row) => row.attempts], ["died", (row) => minute(row.diedAt)], ["error", firstLine]])
    return { text, json: rows, exitCode: rows.length > 0 ? 1 : 0 }
  },
}

const replay: Command = {
  name: "deliveries replay", summary: "Give dead deliveries a fresh start", usage: "--network CODE (--all | --tenant NUMBER --event ID --handler NAME)",
  options: { network: textOption, all: { type: "boolean" }, tenant: textOption, event: textOption, handler: textOption },
  run: async (given, door) => {
    const networkId = await networkIdOf(given, door)
    const chosen = given["all"] ? (await deadOf(given, door, networkId)).map(({ tenantId, eventId, handler }) => ({ tenantId, eventId, handler })) : [{ tenantId: Number(required(given, "tenant")), eventId: required(given, "event"), handler: required(given, "handler") }]
    if (chosen.length === 0) return { text: "Nothing was given up.", json: { replayed: 0 } }
    const request = ReplayDeliveries.safeParse({ networkId, deliveries: chosen })
    if (!request.success) throw new Usage("--tenant takes a number, --event an id, --handler a handler's name.")
    const { replayed } = await door.platform((work) => replayDeliveries(work, request.data))
    return { text: `${replayed} ${replayed === 1 ? "delivery starts" : "deliveries start"} afresh.`, json: { replayed } }
  },
}

async function deadOf(given: Given, door: Door, networkId: number | undefined): Promise<Delivery[]> {
  const rows: Delivery[] = []
  let before = optional(given, "before")
  for (;;) {
    const page = await door.platform((work) => listDeliveries(work, ListDeliveries.parse({ networkId, before, limit: MOST })))
    rows.push(...page.rows)
    if (!page.next || rows.length >= 500) return rows
    before = page.next
  }
}

export const deliveryCommands: readonly Command[] = [dead, replay]
