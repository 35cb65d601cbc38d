import { sql, type DeleteQueryBuilder, type InsertQueryBuilder, type SelectQueryBuilder, type UpdateQueryBuilder, type Insertable, type InsertResult, type DeleteResult, type UpdateResult } from "kysely"
import { scopeColumns, type Database } from "./generated/database.ts"
import type { Work } from "./work.ts"

export type TableName = keyof Database

/**
 * Row security is the net, not the query: each of these names the work's scope itself, so that nobody can forget it, the
 * planner estimates better and a distributed engine can route.
 */
export function scoped<T extends TableName>(work: Work, table: T): SelectQueryBuilder<Database, T, object> {
  return within(work, table, work.db.selectFrom(table as TableName)) as unknown as SelectQueryBuilder<Database, T, object>
}

export function scopedUpdate<T extends TableName>(work: Work, table: T): UpdateQueryBuilder<Database, T, T, UpdateResult> {
  return within(work, table, work.db.updateTable(table as TableName)) as unknown as UpdateQueryBuilder<Database, T, T, UpdateResult>
}

export function scopedDelete<T extends TableName>(work: Work, table: T): DeleteQueryBuilder<Database, T, DeleteResult> {
  return within(work, table, work.db.deleteFrom(table as TableName)) as unknown as DeleteQueryBuilder<Database, T, DeleteResult>
}

type Unscoped<T extends TableName> = Omit<Insertable<Database[T]>, "network_id" | "tenant_id" | "account_id"> &
  Partial<Pick<Insertable<Database[T]>, Extract<"network_id" | "tenant_id" | "account_id", keyof Insertable<Database[T]>>>>

/** Inserts rows of the work's scope; the scope's columns are filled in, and may be given where the scope leaves them open. */
export function scopedInsert<T extends TableName>(work: Work, table: T, rows: Unscoped<T> | readonly Unscoped<T>[]): InsertQueryBuilder<Database, T, InsertResult> {
  const list = (Array.isArray(rows) ? rows : [rows]) as readonly Record<string, unknown>[]
  const values = list.map((row) => ({ ...scopeValues(work, table), ...row }))
  return work.db.insertInto(table as TableName).values(values as never) as unknown as InsertQueryBuilder<Database, T, InsertResult>
}

function scopeValues(work: Work, table: TableName): Record<string, unknown> {
  const columns = scopeColumns[table]
  const { networkId, tenantId, accountId } = work.scope
  return {
    ...(columns.network && networkId !== undefined ? { network_id: networkId } : {}),
    ...(columns.tenant && tenantId !== undefined ? { tenant_id: tenantId } : {}),
    ...(columns.account && accountId !== undefined ? { account_id: accountId } : {}),
  }
}

function within<Q>(work: Work, table: TableName, query: Q): Q {
  let narrowed = query as { where: (column: unknown, operator: string, value: unknown) => unknown }
  for (const [column, value] of Object.entries(scopeValues(work, table))) {
    narrowed = narrowed.where(sql.ref(`${table}.${column}`), "=", value) as typeof narrowed
  }
  return narrowed as Q
}

/** Text and numbers for jsonb columns: bigint is refused, so that no money loses its currency on the way. */
export function json(value: unknown): string {
  return JSON.stringify(value)
}
