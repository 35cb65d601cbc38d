import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson, pageOf, Refusal } from "@entrepot/kernel"
import type { Locale } from "../../tenancy/contract.ts"
import { authorize, escaped, getTenant } from "../../tenancy/index.ts"
import { AGEING_BUCKETS, AskAgeing, type AccountAgeing, type AgeingBucket, type AgeingRow, type AgeingView, type DunningStage } from "../contract.ts"
import { disputesWhere } from "../payments/list-disputes.ts"
import { moneyOf } from "../payments/shares.ts"
import { keptOn, owedOn } from "./as-of.db.ts"

type Sums = Readonly<Record<AgeingBucket, bigint>> & { readonly currency: string; readonly credit: bigint; readonly invoices: number }

/** The bucket of an invoice that is so many days late; not yet due is zero or less. */
export function bucketOf(daysLate: number): AgeingBucket {
  if (daysLate <= 0) return "current"
  return daysLate <= 30 ? "days_1_30" : daysLate <= 60 ? "days_31_60" : daysLate <= 90 ? "days_61_90" : "days_over_90"
}

/** A sum per bucket, over what is open alone. Of a day that is over an invoice has several rows, and is counted once. */
const buckets = ({ on, today }: Pick<Day, "on" | "today">) => {
  const sum = (where: RawBuilder<unknown>) => sql`coalesce(sum(o.minor) filter (where ${where}), 0)::bigint`
  const day = sql`${on}::date`
  return sql`${sum(sql`o.due_on >= ${day}`)} as current, ${sum(sql`o.due_on < ${day} and o.due_on >= ${day} - 30`)} as days_1_30, ${sum(sql`o.due_on < ${day} - 30 and o.due_on >= ${day} - 60`)} as days_31_60,
    ${sum(sql`o.due_on < ${day} - 60 and o.due_on >= ${day} - 90`)} as days_61_90, ${sum(sql`o.due_on < ${day} - 90`)} as days_over_90, ${on >= today ? sql`count(*)` : sql`count(distinct o.invoice_id)`}::int as invoices`
}
const SUMS = sql.raw(`${AGEING_BUCKETS.map((bucket) => `coalesce(o.${bucket}, 0)::bigint as ${bucket}`).join(", ")}, coalesce(o.invoices, 0) as invoices, coalesce(k.credit, 0)::bigint as credit`)

/**
 * What was open at the end of a day by how late it was then, per currency, and the accounts behind it, those first that are
 * overdue with most. Days to come move lateness only: nobody knows what will be paid. A stage is always today's. Four
 * statements, whatever the number of invoices. Refuses `billing.cursor_is_invalid`.
 */
export async function ageing(work: Work, input: AskAgeing = {}): Promise<AgeingView> {
  authorize(work, "invoice.view")
  const ask = AskAgeing.parse(input)
  const today = businessDate(work.now, (await getTenant(work)).zone).toString()
  const on = ask.on ?? today
  const accountId = work.scope.accountId ?? ask.accountId
  const [totals, accounts, disputes] = await Promise.all([
    totalsOf(work, { on, today, accountId }), accountsOf(work, { ...ask, accountId, on, today, limit: ask.limit + 1 }), disputesWhere(work, sql`d.closed_at is null`),
  ])
  const { page, last } = pageOf(accounts, ask.limit)
  return { on, totals: totals.map((row) => ({ ...rowOf(row), currency: row.currency })), accounts: page.map(accountOf), disputes, nextCursor: last ? `${last.currency}_${last.overdue}_${last.accountNumber}` : null }
}

/** Everything on one list, page after page of what `ageing` shows, and in which language the tenant writes. */
export async function ageingFile(work: Work, input: AskAgeing = {}): Promise<AgeingView & { readonly locale: Locale }> {
  let view = await ageing(work, { ...input, cursor: null, limit: 100 })
  const accounts = [...view.accounts]
  while (view.nextCursor) {
    view = await ageing(work, { ...input, cursor: view.nextCursor, limit: 100 })
    accounts.push(...view.accounts)
  }
  return { ...view, accounts, locale: (await getTenant(work)).locale }
}

type Day = { readonly on: string; readonly today: string; readonly accountId: string | undefined }

/** Per currency, over everything that the reader sees. */
export async function totalsOf(work: Work, { on, today, accountId }: Day): Promise<readonly Sums[]> {
  const { rows } = await sql<Sums>`
    with o as (select o.currency, ${buckets({ on, today })} from (${owedOn(work, on, today, accountId)}) o group by o.currency),
         k as (select k.currency, sum(k.minor)::bigint as credit from (${keptOn(work, on, today, accountId)}) k group by k.currency having sum(k.minor) <> 0)
    select coalesce(o.currency, k.currency) as currency, ${SUMS} from o full join k on k.currency = o.currency order by 1`.execute(work.db)
  return rows
}

type AccountSums = Sums & { readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly oldestDueOn: string | null; readonly stage: DunningStage; readonly overdue: bigint }
type OfAccounts = Day & { readonly currency?: string | undefined; readonly search: string; readonly cursor?: string | null | undefined; readonly limit: number }

/** Each account is looked up by its key: the planner takes a dealer behind its wall for small, and would read all accounts for each. */
async function accountsOf(work: Work, { on, today, accountId, currency, search, cursor, limit }: OfAccounts): Promise<readonly AccountSums[]> {
  const after = parseKey(cursor)
  const found = sql`(a.number ilike ${`${escaped(search)}%`} or a.name ilike ${`%${escaped(search)}%`})`
  const { rows } = await sql<AccountSums>`
    with o as (select o.account_id, o.currency, min(o.due_on) as "oldestDueOn", ${buckets({ on, today })} from (${owedOn(work, on, today, accountId)}) o group by o.account_id, o.currency),
         k as (select k.account_id, k.currency, sum(k.minor)::bigint as credit from (${keptOn(work, on, today, accountId)}) k group by k.account_id, k.currency having sum(k.minor) <> 0),
         s as (select coalesce(o.account_id, k.account_id) as account_id, coalesce(o.currency, k.currency) as currency, o."oldestDueOn", ${SUMS} from o full join k on k.account_id = o.account_id and k.currency = o.currency),
         l as (select s.*, s.days_1_30 + s.days_31_60 + s.days_61_90 + s.days_over_90 as overdue from s)
    select l.*, l.account_id as "accountId", a.number as "accountNumber", a.name as "accountName", coalesce(d.stage, 'none') as stage
      from l cross join lateral (select a.number, a.name from tenancy.account a where a.network_id = ${work.scope.networkId} and a.tenant_id = ${work.scope.tenantId} and a.account_id = l.account_id limit 1) a
      left join lateral (select d.stage from billing.dunning_case d where d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} and d.account_id = l.account_id and d.currency = l.currency limit 1) d on true
     where true ${currency ? sql`and l.currency = ${currency}` : sql``} ${search === "" ? sql`` : sql`and ${found}`} ${after ? sql`and (l.currency, -l.overdue, a.number) > (${after.currency}, -(${after.overdue}::bigint), ${after.number})` : sql``}
     order by l.currency, l.overdue desc, a.number limit ${limit}`.execute(work.db)
  return rows
}

/** Where a page ended: the last row's currency, what it was overdue with, and its number. */
function parseKey(cursor: string | null | undefined): { readonly currency: string; readonly overdue: string; readonly number: string } | undefined {
  if (!cursor) return undefined
  const [, currency, overdue, number] = /^([A-Z]{3})_(\d{1,18})_(.+)$/.exec(cursor) ?? []
  if (!currency || !overdue || !number) throw new Refusal("billing.cursor_is_invalid", "invalid")
  return { currency, overdue, number }
}

export function rowOf({ currency, credit, invoices, ...sums }: Sums): AgeingRow {
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, currency))
  const by = Object.fromEntries(AGEING_BUCKETS.map((bucket) => [bucket, amount(sums[bucket])])) as Record<AgeingBucket, AgeingRow["current"]>
  const total = AGEING_BUCKETS.reduce((all, bucket) => all + sums[bucket], 0n)
  return { ...by, total: amount(total), overdue: amount(total - sums.current), credit: amount(credit), invoices }
}

function accountOf({ accountId, accountNumber, accountName, oldestDueOn, stage, overdue: _overdue, ...sums }: AccountSums): AccountAgeing {
  return { ...rowOf(sums), accountId, accountNumber, accountName, currency: sums.currency, oldestDueOn, stage }
}
