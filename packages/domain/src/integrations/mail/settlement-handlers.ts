import { handler, inTenant, type EventHandler } from "@entrepot/db"
import { disputeNotice, disputeRaised, disputeResolved, statementIssued, statementNotice, type DisputeNotice, type StatementNotice } from "../../settlement/index.ts"
import { ENTRY_KINDS } from "../../settlement/contract.ts"
import { peopleWho } from "../../tenancy/index.ts"
import { consoleSettlement, portalPaths } from "./links.ts"
import { oweStaff } from "./owe-staff.ts"
import { aboutEvent, owe, type Draft, type Say } from "./owe.ts"
import type { MailLocale } from "./texts.ts"

/** Between distributor and partner: what was issued and answered to the partner's finance people, what is disputed to the distributor's. */
export const settlementHandlers: readonly EventHandler[] = [
  handler("mail.statement_issued", statementIssued, async (work, event) => {
    const partner = inTenant(work, event.payload.tenantId)
    const statement = await statementNotice(partner, event.payload)
    if (statement) await owe(partner, await peopleWho(partner, "settlement.view"), aboutEvent(event), (say) => statementMail(statement, say))
  }),
  handler("mail.dispute_resolved", disputeResolved, async (work, event) => {
    const partner = inTenant(work, event.payload.tenantId)
    const dispute = await disputeNotice(partner, event.payload)
    if (dispute) await owe(partner, await peopleWho(partner, "settlement.dispute"), aboutEvent(event), (say) => answerMail(dispute, say))
  }),
  handler("mail.dispute_raised", disputeRaised, async (work, event) => {
    const dispute = await disputeNotice(work, event.payload)
    if (dispute?.status !== "open") return
    await oweStaff(work, "network.settlement.manage", event, (say) => disputeMail(dispute, say))
  }),
]

function statementMail(statement: StatementNotice, say: Say): Draft {
  const { number, currency, totalMinor, taxMinor, distributor, sums } = statement
  const money = (minor: bigint) => say.money(minor, currency)
  const owes = totalMinor === 0n ? say.word("owed_nothing") : say.word(totalMinor > 0n ? "owed_by_partner" : "owed_by_distributor", { total: money(totalMinor < 0n ? -totalMinor : totalMinor), due: say.day(statement.dueOn) })
  const amounts = ENTRY_KINDS.flatMap((kind) => (sums[kind] === undefined || sums[kind] === "0" ? [] : [[say.settlement(`settlement.kind.${kind}`), "", money(BigInt(sums[kind]))] as const]))
  return {
    kind: "settlement_issued", path: portalPaths.settlement(statement.statementId), documentId: statement.statementId, documentOf: "settlement", facts: { number, period: monthOf(statement.period, say.locale), distributor, owes },
    amounts: [...amounts, ...(taxMinor === 0n ? [] : [[say.settlement("settlement.kind.tax"), "", money(taxMinor)] as const]), [say.word("total"), "", money(totalMinor)]],
  }
}

function monthOf(day: string, locale: MailLocale): string {
  return new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`))
}

function disputeMail(dispute: DisputeNotice, say: Say): Draft {
  return { kind: "dispute_raised", path: consoleSettlement(dispute.statementId), facts: { ...factsOf(dispute, say), words: quoted(dispute.reason, say) }, table: tableOf(dispute, say) }
}

function answerMail(dispute: DisputeNotice, say: Say): Draft {
  const { disputeId, statementId, status, correction } = dispute
  return {
    kind: status === "accepted" ? "dispute_accepted" : "dispute_rejected", path: portalPaths.settlement(statementId), ...(correction !== null && { documentId: disputeId, documentOf: "correction" as const }),
    facts: { ...factsOf(dispute, say), words: quoted(dispute.answer, say) }, table: tableOf(dispute, say),
  }
}

const quoted = (words: string, say: Say): string => (words === "" ? "" : say.word("quoted", { words }))

function factsOf({ number, partner, distributor, raisedBy, reasonCode, claimMinor, grantedMinor, currency, correction }: DisputeNotice, say: Say): Record<string, string> {
  return { number, correction: correction ?? number, partner, distributor, by: raisedBy, reason: say.settlement(`settlement.reason.${reasonCode}`), claim: say.money(claimMinor, currency), granted: grantedMinor === null ? "" : say.money(grantedMinor, currency) }
}

function tableOf({ partner, number, document, product, claimMinor, grantedMinor, currency }: DisputeNotice, say: Say): [string, string][] {
  const table: [string, string][] = [[say.word("partner"), partner], [say.word("settlement"), number], [say.word("document"), document]]
  if (product) table.push([say.word("product"), product])
  table.push([say.word("claim"), say.money(claimMinor, currency)])
  if (grantedMinor !== null) table.push([say.word("granted"), say.money(grantedMinor, currency)])
  return table
}
