import { inTenant, scopedUpdate, type Work } from "@entrepot/db"
import { currency, money, newId, toDecimalString } from "@entrepot/kernel"
import { composeCredit } from "../credits/compose-credit.ts"
import { creditableLines } from "../credits/creditable.db.ts"
import { issueCredit } from "../credits/issue-credit.ts"
import { writeRequest } from "../credits/request-credit.ts"
import { billed } from "../invoices/written-lines.ts"
import { finalise } from "../invoices/finalise.ts"
import { findIssuer, type Issuer } from "../invoices/issuer.db.ts"
import { documentWords } from "../invoices/words.ts"
import { lockOpenItem } from "../payments/clear.db.ts"
import { collectAutomatically } from "../payments/collect.ts"
import { anchorOf, type Days } from "./coverage.ts"
import { earnDays, type EarnedDays } from "./earn-days.ts"
import { costInTerm, planBilling, type FeeTerm, type Stopped } from "./fee-terms.ts"
import { lockService, servicesToDo, type BilledDays, type ServiceToBill } from "./service.db.ts"

const MOST_AT_ONCE = 200

/**
 * For the worker's clock, in the network's scope: bills the periods that have begun, and earns the days that are over. What is done is found
 * done, so it may run any number of times. Answers how many services something was due of.
 */
export async function billServices(work: Work): Promise<number> {
  const todo = await servicesToDo(work, MOST_AT_ONCE)
  for (const { tenantId, subscriptionId } of todo) await billService(inTenant(work, tenantId), subscriptionId)
  return todo.length
}

/**
 * Brings what is billed of a subscription's service to what is given: days that no invoice has are invoiced in advance, up to the end of
 * their period; days on an invoice on which there is no service any more, or another fee, are credited. Then what is over is earned. A partner's own
 * subscription is settled by settlement and gets no invoice.
 */
export async function billService(work: Work, subscriptionId: string): Promise<void> {
  const service = await lockService(work, subscriptionId)
  if (!service || !anchorOf(service) || service.fees.length === 0 || service.accountKind === "house") return
  const issuer = await findIssuer(work, service.accountId)
  if (!issuer) return
  const { stopped, kept, missing } = planBilling(service)
  for (const piece of stopped) await takeBack(work, service, issuer, piece)
  const made: EarnedDays[] = []
  for (const days of missing) made.push(...(await invoiceDays(work, service, { issuer, days, number: service.invoices + made.length + 1 })))
  await earnDays(work, service, [...kept, ...made])
}

type Invoiced = { readonly issuer: Issuer; readonly days: Days & { readonly term: FeeTerm }; readonly number: number }

async function invoiceDays(work: Work, service: ServiceToBill, { issuer, days: { term, ...days }, number }: Invoiced): Promise<readonly EarnedDays[]> {
  const { subscriptionId, accountId, today, collect } = service
  const netMinor = costInTerm(service.currency, term, days)
  if (netMinor === 0n) return []
  const unitPrice = toDecimalString(money(netMinor, currency(service.currency)))
  const lines = await billed(work, issuer, [{ sku: "", name: term.name, unit: "each", quantity: "1", unitPrice, taxCategory: term.taxCategory }])
  const invoiceId = newId<"invoice">(work.now.epochMilliseconds)
  await finalise(work, {
    invoiceId, source: "service", sourceKey: `service:${subscriptionId}:${days.from}:${number}`, orderId: null, orderNumber: null, shipmentId: null, shipmentNumber: null, subscriptionId, occurrenceId: null, collect, currency: service.currency,
    poNumber: service.poNumber, note: "", issuedOn: today, suppliedOn: days.from, shipTo: null, lines: lines.map((line) => ({ ...line, period: { ...days, feeVersion: term.version } })), deferred: true,
  }, issuer)
  if (collect === "automatic") await collectAutomatically(work, { accountId, invoiceId, cause: "automatic" })
  return [{ ...days, term, feeVersion: term.version, invoiceId, earnedUntil: null }]
}

/** Credits the days from one on of a piece that is billed, as far as nobody credited them before, and shortens the piece. */
async function takeBack(work: Work, service: ServiceToBill, issuer: Issuer, { piece, on, term }: Stopped<BilledDays>): Promise<void> {
  const item = await lockOpenItem(work, piece.invoiceId)
  const lines = await creditableLines(work, piece.invoiceId)
  const [line] = lines
  const left = line ? line.netMinor - line.creditedNetMinor : 0n
  const unused = costInTerm(service.currency, term, { from: on, until: piece.until })
  const net = unused < left ? unused : left
  const change = on === piece.from ? { released_at: work.now.toString() } : { period: `[${piece.from},${on})` }
  await scopedUpdate(work, "billing.service_period").set(change).where("invoice_id", "=", piece.invoiceId).where("line_key", "=", service.subscriptionId).execute()
  if (!line || net <= 0n) return
  const composed = composeCredit(lines, [{ lineId: line.lineId, net: { amount: net.toString(), currency: service.currency } }], service.currency)
  const creditNoteId = newId<"credit_note">(work.now.epochMilliseconds)
  const ask = { invoiceId: piece.invoiceId, reasonCode: "cancelled", reason: documentWords(issuer.locale).unusedDays, apply: true } as const
  await writeRequest(work, { creditNoteId, businessKey: `service:${piece.invoiceId}:${on}`, item, composed, status: "issued", ask })
  await issueCredit(work, { ...ask, creditNoteId, item, issuer, composed })
}
