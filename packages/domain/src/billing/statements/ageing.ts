import { sql, type RawBuilder } from "kysely"
import type { Work } from "@entrepot/db"
import { businessDate, moneyToJson } from "@entrepot/kernel"
import { authorize, getTenant } from "../../tenancy/index.ts"
import { AGEING_BUCKETS, AskAgeing, type AccountAgeing, type AgeingBucket, type AgeingRow, type AgeingView, type DunningStage } from "../contract.ts"
import { cursorOf, parseCursor } from "../cursor.ts"
import { moneyOf } from "../payments/shares.ts"

type Sums = Readonly<Record<AgeingBucket, bigint>> & { readonly currency: string; readonly credit: bigint; readonly invoices: number }

/** The bucket of an invoice that is so many days late; not yet due is zero or less. */
export function bucketOf(daysLate: number): AgeingBucket {
  if (daysLate <= 0) return "current"
  return daysLate <= 30 ? "days_1_30" : daysLate <= 60 ? "days_31_60" : daysLate <= 90 ? "days_61_90" : "days_over_90"
}

/** A sum per bucket, over open items alone: the index holds everything that this reads. */
const buckets = (on: string) => {
  const sum = (where: RawBuilder<unknown>) => sql`coalesce(sum(o.open_minor) filter (where ${where}), 0)::bigint`
  const day = sql`${on}::date`
  return sql`${sum(sql`o.due_on >= ${day}`)} as current, ${sum(sql`o.due_on < ${day} and o.due_on >= ${day} - 30`)} as days_1_30, ${sum(sql`o.due_on < ${day} - 30 and o.due_on >= ${day} - 60`)} as days_31_60,
    ${sum(sql`o.due_on < ${day} - 60 and o.due_on >= ${day} - 90`)} as days_61_90, ${sum(sql`o.due_on < ${day} - 90`)} as days_over_90, count(*)::int as invoices`
}

/**
 * What is open by how late it is, per currency, and the accounts behind it, those that owe for longest first. As things stand
 * now: `on` only moves the day from which lateness counts. Three statements, whatever the number of invoices.
 */
export async function ageing(work: Work, input: AskAgeing = {}): Promise<AgeingView> {
  authorize(work, "invoice.view")
  const ask = AskAgeing.parse(input)
  const on = ask.on ?? businessDate(work.now, (await getTenant(work)).zone).toString()
  const account = work.scope.accountId ?? ask.accountId
  const [totals, accounts] = await Promise.all([totalsOf(work, on, account), accountsOf(work, on, account, ask.cursor, ask.limit + 1)])
  const page = accounts.slice(0, ask.limit)
  const last = accounts.length > ask.limit ? page.at(-1) : undefined
  return {
    on, totals: totals.map((row) => ({ ...rowOf(row), currency: row.currency })), accounts: page.map(accountOf),
    nextCursor: last ? cursorOf(last.oldestDueOn ?? "9999-12-31", last.accountId) : null,
  }
}

const within = (work: Work, alias: string, account: string | undefined) =>
  sql`${sql.ref(`${alias}.network_id`)} = ${work.scope.networkId} and ${sql.ref(`${alias}.tenant_id`)} = ${work.scope.tenantId} ${account ? sql`and ${sql.ref(`${alias}.account_id`)} = ${account}` : sql``}`

/** Per currency, over everything that the reader sees. */
export async function totalsOf(work: Work, on: string, account: string | undefined): Promise<readonly Sums[]> {
  const { rows } = await sql<Sums>`
    with open as (select o.currency, ${buckets(on)} from billing.open_item o where ${within(work, "o", account)} and o.open_minor > 0 group by o.currency),
         credit as (select c.currency, sum(c.balance_minor)::bigint as credit from billing.credit_balance c where ${within(work, "c", account)} and c.balance_minor > 0 group by c.currency)
    select coalesce(open.currency, credit.currency) as currency, coalesce(open.current, 0)::bigint as current, coalesce(open.days_1_30, 0)::bigint as days_1_30, coalesce(open.days_31_60, 0)::bigint as days_31_60,
           coalesce(open.days_61_90, 0)::bigint as days_61_90, coalesce(open.days_over_90, 0)::bigint as days_over_90, coalesce(open.invoices, 0) as invoices, coalesce(credit.credit, 0)::bigint as credit
      from open full join credit on credit.currency = open.currency order by 1`.execute(work.db)
  return rows
}

type AccountSums = Sums & { readonly accountId: string; readonly accountNumber: string; readonly accountName: string; readonly oldestDueOn: string | null; readonly stage: DunningStage }

async function accountsOf(work: Work, on: string, account: string | undefined, cursor: string | null | undefined, limit: number): Promise<readonly AccountSums[]> {
  const after = parseCursor(cursor)
  const { rows } = await sql<AccountSums>`
    select s.*, a.account_id as "accountId", a.number as "accountNumber", a.name as "accountName", coalesce(d.stage, 'none') as stage, coalesce(c.balance_minor, 0)::bigint as credit
      from (select o.account_id, o.currency, min(o.due_on) as "oldestDueOn", ${buckets(on)} from billing.open_item o where ${within(work, "o", account)} and o.open_minor > 0 group by o.account_id, o.currency) s
      join tenancy.account a on a.network_id = ${work.scope.networkId} and a.tenant_id = ${work.scope.tenantId} and a.account_id = s.account_id
      left join billing.dunning_case d on d.network_id = ${work.scope.networkId} and d.tenant_id = ${work.scope.tenantId} and d.account_id = s.account_id and d.currency = s.currency
      left join billing.credit_balance c on c.network_id = ${work.scope.networkId} and c.tenant_id = ${work.scope.tenantId} and c.account_id = s.account_id and c.currency = s.currency
     where ${after ? sql`(s."oldestDueOn", s.account_id) > (${after.at}::date, ${after.id}::uuid)` : sql`true`} order by s."oldestDueOn", s.account_id limit ${limit}`.execute(work.db)
  return rows
}

export function rowOf({ currency, credit, invoices, ...sums }: Sums): AgeingRow {
  const amount = (minor: bigint) => moneyToJson(moneyOf(minor, currency))
  const by = Object.fromEntries(AGEING_BUCKETS.map((bucket) => [bucket, amount(sums[bucket])])) as Record<AgeingBucket, AgeingRow["current"]>
  return { ...by, total: amount(AGEING_BUCKETS.reduce((all, bucket) => all + sums[bucket], 0n)), credit: amount(credit), invoices }
}

function accountOf({ accountId, accountNumber, accountName, oldestDueOn, stage, ...sums }: AccountSums): AccountAgeing {
  return { ...rowOf(sums), accountId, accountNumber, accountName, currency: sums.currency, oldestDueOn, stage }
}
