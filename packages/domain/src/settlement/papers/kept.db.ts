import { sql } from "kysely"
import type { Work } from "@entrepot/db"
import type { DocumentForm, Kept } from "../../billing/index.ts"
import type { BookDifference } from "../../ledger/contract.ts"
import { within } from "../partner.ts"

/** Where the bytes of a kind of paper are kept: in `kept`, beside the numbered row of `of` that they are drawn from, both by `key`. */
export type Shelf = { readonly kept: string; readonly of: string; readonly key: string }

export async function findKept(work: Work, { kept, key }: Shelf, id: string, form: DocumentForm): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`select k.content_hash as "contentHash", k.bytes from ${sql.table(kept)} k where ${within(work, "k")} and k.${sql.ref(key)} = ${id} and k.form = ${form}`.execute(work.db)
  return rows[0]
}

/** Whoever comes second waits for the first, and then reads what it kept. Undefined where nothing has a number there. Two statements. */
export async function keepFirst(work: Work, shelf: Shelf, id: string, form: DocumentForm, { contentHash, bytes }: Kept): Promise<Kept | undefined> {
  const key = sql.ref(shelf.key)
  await sql`
    insert into ${sql.table(shelf.kept)} (network_id, tenant_id, ${key}, form, content_hash, bytes, kept_at)
    select s.network_id, s.tenant_id, s.${key}, ${form}, ${contentHash}, ${Buffer.from(bytes)}, ${work.now.toString()}::timestamptz
      from ${sql.table(shelf.of)} s where ${within(work, "s")} and s.${key} = ${id} and s.number is not null
    on conflict do nothing`.execute(work.db)
  return findKept(work, shelf, id, form)
}

/** What is kept there of the partners that the work sees and is not what its hash says. Reads all of their bytes, in one statement. */
export async function damaged(work: Work, { kept, key }: Shelf, check: string): Promise<readonly BookDifference[]> {
  const { rows } = await sql<BookDifference>`
    select k.tenant_id as "tenantId", ${check}::text as check, k.${sql.ref(key)} || ' ' || k.form as subject, k.content_hash as expected, encode(sha256(k.bytes), 'hex') as found
      from ${sql.table(kept)} k where ${within(work, "k")} and k.content_hash <> encode(sha256(k.bytes), 'hex') limit 1000`.execute(work.db)
  return rows
}
