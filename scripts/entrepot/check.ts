import { checkBillingBooks, checkKeptDocuments, openItemDifferences, rebuildOpenItems } from "@entrepot/domain/billing"
import { checkStock, type StockDifference } from "@entrepot/domain/inventory"
import { checkBooks } from "@entrepot/domain/ledger"
import type { BookDifference } from "@entrepot/domain/ledger/contract"
import { listNetworks } from "@entrepot/domain/provisioning"
import { checkKeptCorrections, checkKeptStatements, checkSettlement, checkTaxReport } from "@entrepot/domain/settlement"
import { optional, textOption, type Command, type Given } from "./command.ts"
import type { Door } from "./connect.ts"
import { table } from "./output.ts"
import { networkIdOf } from "./tenant.ts"

type Found<Difference> = Difference & { readonly network: string }
type Checked = { readonly stock: readonly Found<StockDifference>[]; readonly books: readonly Found<BookDifference>[] }

/** Each proof of money: the books in themselves, and against the documents. */
const BOOKS = [checkBooks, checkBillingBooks, checkSettlement, openItemDifferences, checkTaxReport]
/** Reads every byte that is kept: the nightly proof leaves it out. */
const DOCUMENTS = [checkKeptDocuments, checkKeptStatements, checkKeptCorrections]

const check: Command = {
  name: "check", summary: "Prove that every balance equals its facts", usage: "[--network CODE]", options: { network: textOption },
  help: `Stock: on hand equals the sum of the movements, every stock card is numbered without a gap, and what is reserved equals
the sum of the open reservations. Books: every journal balances, every balance equals the sum of its lines, and what the
books say agrees with the documents to the cent, in the distributor's books and in every partner's. What is open of each
invoice equals its clearings, the tax report says what the accounts of tax say, and what counts as unpaid against an account's credit equals its open invoices. Each document that is
kept has the hash under which it was kept. Reads everything,
changes nothing. Ends with 1 where something does not agree.`,
  run: async (given, door) => {
    const { networks, stock, books } = await examine(given, door)
    const said = networks.map(({ code }) => `${code}: ${[...stock, ...books].some(({ network }) => network === code) ? "balances differ from their facts" : "every balance agrees with its facts"}`)
    const text = [said.join("\n") || "There is no such network.", ...(stock.length > 0 ? [stockTable(stock)] : []), ...(books.length > 0 ? [bookTable(books)] : [])].join("\n\n")
    return { text, json: { stock, books }, exitCode: stock.length + books.length > 0 || networks.length === 0 ? 1 : 0 }
  },
}

async function examine(given: Given, door: Door): Promise<Checked & { readonly networks: readonly { readonly code: string }[] }> {
  const wanted = optional(given, "network")
  const networks = (await door.platform((work) => listNetworks(work))).filter(({ code }) => wanted === undefined || code === wanted)
  const [stock, books]: [Found<StockDifference>[], Found<BookDifference>[]] = [[], []]
  for (const { networkId, code: network } of networks) {
    stock.push(...(await door.network(networkId, checkStock)).map((difference) => ({ ...difference, network })))
    for (const prove of [...BOOKS, ...DOCUMENTS]) books.push(...(await door.worker(networkId, prove)).map((difference) => ({ ...difference, network })))
  }
  return { networks, stock, books }
}

function stockTable(rows: Checked["stock"]): string {
  return table(rows, [["network", (row) => row.network], ["product", (row) => row.productId], ["warehouse", (row) => row.warehouseId], ["on hand", (row) => row.onHand], ["moved", (row) => row.moved], ["reserved", (row) => row.reserved], ["promised", (row) => row.promised], ["cards", (row) => row.movements], ["counted", (row) => row.counted]])
}

/** Entity 0 is the distributor. */
function bookTable(rows: Checked["books"]): string {
  return table(rows, [["network", (row) => row.network], ["entity", (row) => row.tenantId], ["check", (row) => row.check], ["of", (row) => row.subject], ["expected", (row) => row.expected], ["found", (row) => row.found]])
}

const rebuild: Command = {
  name: "rebuild open-items", summary: "Restore what is open of invoices from their clearings", usage: "--network CODE", options: { network: textOption },
  help: `For when \`check\` lists open_item_is_sum_of_clearings or unpaid_is_sum_of_open_items: what is open of each invoice and its status are
worked out anew from what was paid, credited and given up of it, and then what is unpaid of each account from its open invoices. Facts stay
as they are. Doing it again changes nothing.`,
  run: async (given, door) => {
    const restored = await door.repair(await networkIdOf(given, door), rebuildOpenItems)
    return { text: restored === 0 ? "Everything agrees with its facts; nothing was changed." : `Restored ${restored} from ${restored === 1 ? "its" : "their"} facts.`, json: { restored } }
  },
}

export const checkCommands: readonly Command[] = [check, rebuild]
