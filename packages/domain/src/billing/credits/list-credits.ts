import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson, Refusal } from "@entrepot/kernel"
import { findRequests } from "../../approvals/index.ts"
import { authorize, may } from "../../tenancy/index.ts"
import { CreditNoteRef, ListCreditNotes, type Action, type CreditNotePage, type CreditNoteRow, type CreditNoteView } from "../contract.ts"
import { cursorOf, exactly, parseCursor } from "../cursor.ts"
import { plainPercent } from "../invoices/give-up.ts"
import { moneyOf } from "../payments/shares.ts"
import { subjectOf } from "./request-credit.ts"

type Row = Omit<CreditNoteRow, "total" | "requestedAt"> & { readonly currency: string; readonly totalMinor: bigint; readonly requestedAt: Date; readonly sortKey: string }

/** Credit notes, asked for and issued, the latest first. One statement. An account's user sees what was issued to them. */
export async function listCreditNotes(work: Work, input: ListCreditNotes = {}): Promise<CreditNotePage> {
  authorize(work, "invoice.view")
  const { status, accountId, invoiceId, cursor, limit } = ListCreditNotes.parse(input)
  const after = parseCursor(cursor)
  const rows = await creditRows(work, sql`
    ${accountId ? sql`and r.account_id = ${accountId}` : sql``} ${invoiceId ? sql`and r.invoice_id = ${invoiceId}` : sql``} ${status.length > 0 ? sql`and r.status = any (${status as string[]})` : sql``}
    ${after ? sql`and (r.requested_at, r.credit_note_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}`, limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page.map(rowOf), nextCursor: last ? cursorOf(last.sortKey, last.creditNoteId) : null }
}

/** Of one invoice, for its page. */
export async function creditNotesOf(work: Work, invoiceId: string): Promise<readonly CreditNoteRow[]> {
  return (await creditRows(work, sql`and r.invoice_id = ${invoiceId}`, 100)).map(rowOf)
}

async function creditRows(work: Work, where: RawBuilder<unknown>, limit: number): Promise<readonly Row[]> {
  const { networkId, tenantId, accountId } = work.scope
  const { rows } = await sql<Row>`
    select r.credit_note_id as "creditNoteId", n.number, r.status, r.account_id as "accountId", a.name as "accountName", r.invoice_id as "invoiceId", i.number as "invoiceNumber", r.reason_code as "reasonCode", r.reason, r.currency,
           r.total_minor as "totalMinor", coalesce(r.actor ->> 'name', '') as "requestedBy", r.requested_at as "requestedAt", n.issued_on as "issuedOn", ${exactly("r.requested_at")} as "sortKey"
      from billing.credit_request r
      join billing.invoice i on (i.network_id, i.tenant_id, i.account_id, i.invoice_id) = (r.network_id, r.tenant_id, r.account_id, r.invoice_id)
      join tenancy.account a on (a.network_id, a.tenant_id, a.account_id) = (r.network_id, r.tenant_id, r.account_id)
      left join billing.credit_note n on (n.network_id, n.tenant_id, n.account_id, n.credit_note_id) = (r.network_id, r.tenant_id, r.account_id, r.credit_note_id)
     where r.network_id = ${networkId} and r.tenant_id = ${tenantId} ${accountId ? sql`and r.account_id = ${accountId} and r.status = 'issued'` : sql``} ${where}
     order by r.requested_at desc, r.credit_note_id desc limit ${limit}`.execute(work.db)
  return rows
}

function rowOf({ currency, totalMinor, requestedAt, sortKey: _key, ...row }: Row): CreditNoteRow {
  return { ...row, total: moneyToJson(moneyOf(totalMinor, currency)), requestedAt: requestedAt.toISOString() }
}

type Kept = { readonly line_id: string; readonly position: number; readonly invoice_line_id: string; readonly sku: string; readonly name: string; readonly unit: string; readonly quantity: string; readonly unit_price: string; readonly net_minor: string; readonly tax_category: string; readonly tax_percent: string; readonly jurisdiction: string; readonly tax_minor: string }

/** One credit note with its lines, who agreed, and who still has to. Refuses `billing.credit_note_not_found`. */
export async function creditNoteView(work: Work, input: CreditNoteRef): Promise<CreditNoteView> {
  authorize(work, "invoice.view")
  const { creditNoteId } = CreditNoteRef.parse(input)
  const [[row], { rows: kept }] = await Promise.all([
    creditRows(work, sql`and r.credit_note_id = ${creditNoteId}`, 1),
    sql<{ lines: readonly Kept[]; apply: boolean; netMinor: bigint; taxMinor: bigint; requestedBy: string | null }>`
      select r.lines, r.apply, r.net_minor as "netMinor", r.tax_minor as "taxMinor", r.requested_by as "requestedBy" from billing.credit_request r where r.network_id = ${work.scope.networkId} and r.tenant_id = ${work.scope.tenantId} and r.credit_note_id = ${creditNoteId}`.execute(work.db),
  ])
  const more = kept[0]
  if (!row || !more) throw new Refusal("billing.credit_note_not_found", "not_found")
  const requests = work.scope.accountId ? [] : await findRequests(work, subjectOf(creditNoteId), ["pending", "approved", "rejected"])
  const pending = requests.find((one) => one.status === "pending")
  const amount = (minor: bigint | string) => moneyToJson(moneyOf(BigInt(minor), row.currency))
  return {
    ...rowOf(row), currency: row.currency, apply: more.apply, net: amount(more.netMinor), tax: amount(more.taxMinor),
    lines: more.lines.map((line) => ({
      lineId: line.line_id, invoiceLineId: line.invoice_line_id, position: line.position, sku: line.sku, name: line.name, unit: line.unit, quantity: line.quantity, unitPrice: line.unit_price, net: amount(line.net_minor),
      taxCategory: line.tax_category, taxPercent: plainPercent(line.tax_percent), jurisdiction: line.jurisdiction, tax: amount(line.tax_minor),
    })),
    taxes: taxesOf(more.lines).map((tax) => ({ ...tax, net: amount(tax.net), tax: amount(tax.tax) })),
    approval: pending ? { level: pending.levels.find((level) => level.status === "open")?.name ?? "", approvers: [...new Set(pending.deciders.map((one) => one.name))] } : null,
    decisions: requests.flatMap((one) => one.decisions).map((one) => ({ by: one.name, verdict: one.verdict, reason: one.reason, at: one.decidedAt })),
    actions: actionsOf(work, row, pending !== undefined && pending.requestedBy !== work.actor.id && pending.deciders.some((one) => one.userId === work.actor.id)),
  }
}

function taxesOf(lines: readonly Kept[]) {
  const keys = [...new Set(lines.map((line) => `${line.jurisdiction} ${line.tax_category} ${line.tax_percent}`))]
  return keys.map((key) => {
    const of = lines.filter((line) => `${line.jurisdiction} ${line.tax_category} ${line.tax_percent}` === key)
    const sum = (pick: (line: Kept) => string) => of.reduce((all, line) => all + BigInt(pick(line)), 0n)
    return { jurisdiction: of[0]!.jurisdiction, taxCategory: of[0]!.tax_category, percent: plainPercent(of[0]!.tax_percent), net: sum((line) => line.net_minor), tax: sum((line) => line.tax_minor) }
  })
}

function actionsOf(work: Work, { status }: Pick<Row, "status">, decides: boolean): CreditNoteView["actions"] {
  const open = status === "awaiting_approval"
  const action = (allowed: boolean, why: string): Action => (!open ? { allowed: false, why: "billing.credit_note_is_decided" } : allowed ? { allowed: true } : { allowed: false, why })
  const vote = action(decides && may(work, "credit_note.approve"), "approvals.not_your_turn")
  return { approve: vote, reject: vote, withdraw: action(may(work, "credit_note.issue"), "tenancy.not_permitted") }
}
