import { checkStock, type StockDifference } from "@entrepot/domain/inventory"
import { listNetworks } from "@entrepot/domain/provisioning"
import { optional, textOption, type Command } from "./command.ts"
import { table } from "./output.ts"

type Found = StockDifference & { readonly network: string }

const check: Command = {
  name: "check", summary: "Prove that every balance equals its facts", usage: "[--network CODE]", options: { network: textOption },
  help: `On hand equals the sum of the movements, every stock card is numbered without a gap, and what is reserved equals the
sum of the open reservations. Reads everything, changes nothing. Ends with 1 where something does not agree.`,
  run: async (given, door) => {
    const wanted = optional(given, "network")
    const networks = (await door.platform((work) => listNetworks(work))).filter(({ code }) => wanted === undefined || code === wanted)
    const found: Found[] = []
    for (const { networkId, code } of networks) found.push(...(await door.network(networkId, checkStock)).map((difference) => ({ ...difference, network: code })))
    const said = networks.map(({ code }) => `${code}: ${found.filter(({ network }) => network === code).length === 0 ? "every balance agrees with its facts" : "balances differ from their facts"}`)
    const text = found.length === 0 ? said.join("\n") || "There is no such network." : `${said.join("\n")}\n\n${table(found, [["network", (row) => row.network], ["product", (row) => row.productId], ["warehouse", (row) => row.warehouseId], ["on hand", (row) => row.onHand], ["moved", (row) => row.moved], ["reserved", (row) => row.reserved], ["promised", (row) => row.promised], ["cards", (row) => row.movements], ["counted", (row) => row.counted]])}`
    return { text, json: found, exitCode: found.length > 0 || networks.length === 0 ? 1 : 0 }
  },
}

export const checkCommands: readonly Command[] = [check]
