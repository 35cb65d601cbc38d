import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { moneyToJson } from "@entrepot/kernel"
import { findRequests, inbox } from "../../approvals/index.ts"
import type { InboxQuery } from "../../approvals/contract.ts"
import { authorize, may } from "../../tenancy/index.ts"
import type { Action, WaitingWriteOff, WriteOffInbox, WriteOffRequest } from "../contract.ts"
import { moneyOf } from "../payments/shares.ts"
import { WRITE_OFF, writeOffSubject } from "./write-off.ts"
import { waitingWriteOff, writeOffRows, type WriteOffRow } from "./write-off.db.ts"

/** The write-offs that wait for the actor's word, the oldest first, paged by key. Two statements. */
export async function writeOffsToDecide(work: Work, query: InboxQuery = {}): Promise<WriteOffInbox> {
  authorize(work, "credit_note.approve")
  const { entries, next } = await inbox(work, query, WRITE_OFF)
  if (entries.length === 0) return { entries: [], next }
  const rows = await writeOffRows(work, sql`and r.write_off_id = any (${entries.map(({ subjectId }) => subjectId)}::uuid[])`)
  return { next, entries: entries.flatMap(({ subjectId, requestId, levelName, onBehalfOf }) => rows.filter((row) => row.writeOffId === subjectId).map((row) => ({ ...viewOf(row), requestId, level: levelName, onBehalfOf }))) }
}

/** What waits on an invoice, who still has to agree, and what the reader may do about it; null where nothing does. A customer reads none of it. */
export async function writeOffOf(work: Work, invoiceId: string): Promise<WaitingWriteOff | null> {
  if (work.scope.accountId) return null
  const row = await waitingWriteOff(work, invoiceId)
  if (!row) return null
  const [pending] = await findRequests(work, writeOffSubject(row.writeOffId), ["pending"])
  const refused = (why: string | false): Action => (why ? { allowed: false, why } : { allowed: true })
  const vote = refused((!may(work, "credit_note.approve") && "tenancy.not_permitted") || (pending?.requestedBy === work.actor.id && "approvals.own_request") || (!pending?.deciders.some((one) => one.userId === work.actor.id) && "approvals.not_your_turn"))
  return { ...viewOf(row), approvers: [...new Set((pending?.deciders ?? []).map((one) => one.name))], actions: { approve: vote, reject: vote, withdraw: refused(!may(work, "credit_note.issue") && "tenancy.not_permitted") } }
}

function viewOf({ currency, amountMinor, requestedAt, ...row }: WriteOffRow): WriteOffRequest {
  return { ...row, amount: moneyToJson(moneyOf(amountMinor, currency)), requestedAt: requestedAt.toISOString() }
}
