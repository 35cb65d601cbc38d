import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { inbox } from "../../approvals/index.ts"
import type { InboxQuery } from "../../approvals/contract.ts"
import { authorize } from "../../tenancy/index.ts"
import type { CreditNoteInbox } from "../contract.ts"
import { creditRows, rowOf } from "./list-credits.ts"
import { SUBJECT } from "./request-credit.ts"

/** The credit notes that wait for the actor's word, the oldest first, paged by key. Two statements. */
export async function creditNotesToDecide(work: Work, query: InboxQuery = {}): Promise<CreditNoteInbox> {
  authorize(work, "credit_note.approve")
  const { entries, next } = await inbox(work, query, SUBJECT)
  if (entries.length === 0) return { entries: [], next }
  const rows = await creditRows(work, sql`and r.credit_note_id = any (${entries.map(({ subjectId }) => subjectId)}::uuid[])`, entries.length)
  return { next, entries: entries.flatMap(({ subjectId, requestId, levelName, onBehalfOf }) => rows.filter((row) => row.creditNoteId === subjectId).map((row) => ({ ...rowOf(row), requestId, level: levelName, onBehalfOf }))) }
}
