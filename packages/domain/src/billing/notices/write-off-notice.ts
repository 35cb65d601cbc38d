import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import { writeOffRows, type WriteOffRow } from "../invoices/write-off.db.ts"

/** What a mail about a write-off that waits says. Amounts are minor units of the currency. */
export type WriteOffNotice = WriteOffRow

/** One statement; undefined when there is no such request. */
export async function writeOffNotice(work: Work, writeOffId: string): Promise<WriteOffNotice | undefined> {
  return (await writeOffRows(work, sql`and r.write_off_id = ${writeOffId}`))[0]
}
