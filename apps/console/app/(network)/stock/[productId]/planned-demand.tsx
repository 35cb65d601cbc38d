import { Card, EmptyState, LinkButton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { DemandRow } from "@entrepot/domain/subscriptions"
import { addQuantity, isNegativeQuantity, quantity, subtractQuantity, sumOfQuantities, type Quantity } from "@entrepot/kernel"
import { getFormats } from "../../../../src/format/server.ts"
import { DemandOverWeeks } from "./demand-over-weeks.tsx"

/** Of all warehouses together, as the demand is. */
type Now = { onHand: string; reserved: string; waiting: string }
type Props = { row: DemandRow | undefined; now: Now; weeks: readonly string[]; receipts: readonly { expectedOn: string; open: string }[]; unit: string; reorderPoint: string }
type Week = { weekOf: string; demand: string; subscriptions: number; arrives: string; left: string }

/** What is there and not yet promised, what subscriptions will take of it, what is announced to arrive, week by week, and what that leaves. */
export async function PlannedDemand({ row, now, weeks, receipts, unit, reorderPoint }: Props) {
  const [t, { number, day }] = await Promise.all([getTranslations("stock.demand"), getFormats()])
  if (!row) return <Card title={t("title")} description={t("lead")}><EmptyState level={3} title={t("empty")} description={t("emptyText")} actions={<LinkButton size="sm" href="/demand">{t("all")}</LinkButton>} /></Card>
  const free = subtractQuantity(subtractQuantity(quantity(now.onHand), quantity(now.reserved)), quantity(now.waiting))
  const shown = weekByWeek(row, free, weeks, receipts)
  const quiet = (text: string) => (text === "0" ? <span className="text-subtle">0</span> : number(text))
  return (
    <Card title={t("title")} description={t("lead")} actions={<LinkButton size="sm" href="/demand">{t("all")}</LinkButton>}>
      <div id="demand" className="grid gap-4">
        <DemandOverWeeks now={free} weeks={shown.map(({ weekOf, left }) => ({ weekOf, left }))} unit={unit} reorderPoint={reorderPoint} />
        <Table caption={t("title")} stack density="tight">
          <THead><TR><TH>{t("week")}</TH><TH align="end">{t("onHand")}</TH><TH align="end">{t("reserved")}</TH><TH align="end">{t("waiting")}</TH><TH align="end">{t("subscriptions")}</TH><TH align="end">{t("demand")}</TH><TH align="end">{t("arrives")}</TH><TH align="end">{t("left")}</TH></TR></THead>
          <TBody>
            <TR>
              <TH scope="row">{t("now")}</TH>
              <TD label={t("onHand")} align="end" className="font-medium">{number(now.onHand)} <span className="font-normal text-muted">{unit}</span></TD>
              <TD label={t("reserved")} align="end">{quiet(now.reserved)}</TD>
              <TD label={t("waiting")} align="end">{quiet(now.waiting)}</TD>
              <TD label={t("subscriptions")} align="end" muted>–</TD><TD label={t("demand")} align="end" muted>–</TD><TD label={t("arrives")} align="end" muted>–</TD>
              <TD label={t("left")} align="end" className={isNegativeQuantity(free) ? "font-medium text-danger" : "font-medium"}>{number(free)}</TD>
            </TR>
            {shown.filter((week) => week.demand !== "0" || week.arrives !== "0").map((week) => (
              <TR key={week.weekOf}>
                <TH scope="row" className="whitespace-nowrap">{day(week.weekOf)}</TH>
                <TD className="max-md:hidden" /><TD className="max-md:hidden" /><TD className="max-md:hidden" />
                <TD label={t("subscriptions")} align="end">{number(week.subscriptions)}</TD>
                <TD label={t("demand")} align="end" className="font-medium">{quiet(week.demand)} <span className="font-normal text-muted">{unit}</span></TD>
                <TD label={t("arrives")} align="end">{quiet(week.arrives)}</TD>
                <TD label={t("left")} align="end" className={isNegativeQuantity(quantity(week.left)) ? "font-medium text-danger" : ""}>{number(week.left)}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      </div>
    </Card>
  )
}

/** A receipt counts in the week in which it is announced; one that is late counts in the first. */
function weekByWeek(row: DemandRow, free: Quantity, weeks: readonly string[], receipts: Props["receipts"]): Week[] {
  let left = free
  return weeks.map((weekOf, at) => {
    const demand = row.weeks.find((week) => week.weekOf === weekOf)
    const next = weeks[at + 1]
    const arrives = sumOfQuantities(receipts.filter(({ expectedOn }) => (at === 0 || expectedOn >= weekOf) && (next === undefined ? at === weeks.length - 1 && expectedOn < endOf(weekOf) : expectedOn < next)).map(({ open }) => quantity(open)))
    left = subtractQuantity(addQuantity(left, arrives), quantity(demand?.quantity ?? "0"))
    return { weekOf, demand: demand?.quantity ?? "0", subscriptions: demand?.subscriptions ?? 0, arrives, left }
  })
}

function endOf(monday: string): string {
  const end = new Date(`${monday}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + 7)
  return end.toISOString().slice(0, 10)
}
