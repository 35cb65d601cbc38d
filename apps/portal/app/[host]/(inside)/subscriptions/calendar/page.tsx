import { CalendarDays, ChevronLeft, ChevronRight } from "lucide-react"
import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { BarChart, Card, EmptyState, FilterRow, LinkButton, Page } from "@entrepot/ui"
import { minorUnits, type Currency } from "@entrepot/kernel"
import type { CalendarEntry } from "@entrepot/domain/subscriptions"
import { calendarEntries } from "@entrepot/domain/subscriptions/contract"
import { AccountFilter } from "#accounts/account-filter.tsx"
import { narrowedTo } from "#accounts/narrowed.ts"
import { CalendarFilters } from "#subscriptions/calendar/calendar-filters.tsx"
import { CalendarIsland } from "#subscriptions/calendar/calendar-island.tsx"
import { EntryTable } from "#subscriptions/calendar/entry-table.tsx"
import { addMonths, firstOfMonth, lastOfMonth, valueOf } from "#subscriptions/calendar/month.ts"
import { api, me } from "#server/api.ts"
import { formats as theFormats } from "#server/formats.ts"
import { theTenant } from "#server/request.ts"

const MONTHS = 12

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("subscriptions"))("calendar.title") }
}

/** What comes when: twelve months by their value, one of them day by day, and the table behind it. */
export default async function CalendarPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [params, t, formats, who, asked, tenant] = await Promise.all([searchParams, getTranslations("subscriptions"), theFormats(), me(), api(), theTenant()])
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : "")
  const start = firstOfMonth(formats.today())
  const months = Array.from({ length: MONTHS }, (_, at) => addMonths(start, at))
  const withAccount = who.reach === "tenant"
  const one = text("subscription")
  // Staff who see every account look at all of them, or at one and where it has things sent; everybody else at their own.
  const narrowed = await narrowedTo(params)
  const account = narrowed?.accountId ?? ""
  const of = account ? { accountId: account } : {}
  const [view, list, addresses, chosen] = await Promise.all([
    asked.subscriptions.calendar({ from: start, to: lastOfMonth(months.at(-1) ?? start), ...of, ...(one && { subscriptionId: one }) }), asked.subscriptions.list({ status: ["active", "paused"], limit: 1, ...of }),
    withAccount && !account ? [] : asked.account.addresses(of), one ? asked.subscriptions.get({ subscriptionId: one }) : undefined,
  ])
  const shipTo = addresses.find(({ addressId }) => addressId === text("shipTo"))?.addressId ?? ""
  const usual = addresses.find(({ isDefault }) => isDefault)?.addressId
  const fits = ({ shipToId }: CalendarEntry) => !shipTo || (shipToId ?? usual) === shipTo
  const entries = calendarEntries(view).filter(fits)
  // The month that is asked for, or else the first in which something still comes.
  const first = entries.find(({ on }) => on >= view.today)?.on
  const month = months.find((each) => each === text("month")) ?? months.find((each) => first?.startsWith(each.slice(0, 7))) ?? start
  const shown = entries.filter(({ on }) => on.startsWith(month.slice(0, 7)))
  const href = (to: string | undefined) => to && `/subscriptions/calendar?${new URLSearchParams(Object.entries({ month: to, account, subscription: one, shipTo }).filter(([, value]) => value)).toString()}`
  const at = months.indexOf(month)
  const [previousHref, nextHref] = [href(months[at - 1]), href(months[at + 1])]
  const bars = barsOf(months, month, entries, tenant.currency as Currency, formats)
  return (
    <Page title={t("calendar.title")} breadcrumbs={{ label: t("trail"), items: [{ label: t("title"), href: "/subscriptions" }, { label: t("calendar.title") }] }} meta={t("calendar.meta", { zone: view.zone.replaceAll("_", " ") })}>
      <FilterRow>
        {withAccount && who.permissions.includes("account.view") && <AccountFilter chosen={narrowed} drops={["subscription", "shipTo"]} />}
        <CalendarFilters account={account || undefined} chosen={chosen && { subscriptionId: chosen.subscriptionId, name: `${chosen.number} ${chosen.name}` }} shipTo={shipTo} shipTos={addresses.map(({ addressId, label, city }) => ({ value: addressId, label: `${label}, ${city}` }))} />
      </FilterRow>
      {entries.length === 0 ? <EmptyState icon={<CalendarDays aria-hidden />} title={t("calendar.empty")} description={t("calendar.emptyText")} actions={<LinkButton href={who.permissions.includes("subscription.manage") && list.rows.length === 0 ? "/subscriptions/new" : "/subscriptions"} variant="primary">{list.rows.length === 0 ? t("new.action") : t("showAll")}</LinkButton>} /> : (
        <>
          <Card flush title={formats.month(month)} actions={
            <><LinkButton size="sm" href={previousHref ?? ""} icon={<ChevronLeft aria-hidden />} disabledReason={previousHref ? undefined : t("calendar.isFirst")}>{t("calendar.previous")}</LinkButton><LinkButton size="sm" href={nextHref ?? ""} iconEnd={<ChevronRight aria-hidden />} disabledReason={nextHref ? undefined : t("calendar.isLast")}>{t("calendar.next")}</LinkButton></>
          }>
            <div className="max-md:p-3"><CalendarIsland month={month} today={view.today} entries={shown} withAccount={withAccount} previousHref={previousHref} nextHref={nextHref} /></div>
          </Card>
          {shown.length > 0 && <Card flush title={t("calendar.table")}><EntryTable entries={shown} withAccount={withAccount} t={t} formats={formats} /></Card>}
          <Card><BarChart title={t("calendar.ahead")} summary={t("calendar.aheadSummary", { from: formats.month(start), to: formats.month(months.at(-1) ?? start) })} labels={{ showTable: t("calendar.showTable"), category: t("calendar.month") }} seriesLabel={t("expected")} bars={bars} locale={formats.locale} /></Card>
        </>
      )}
    </Page>
  )
}

type Formats = Awaited<ReturnType<typeof theFormats>>

function barsOf(months: readonly string[], current: string, entries: readonly CalendarEntry[], currency: Currency, { month: say, money }: Formats) {
  return months.map((month) => {
    const amount = valueOf(entries.filter(({ on }) => on.startsWith(month.slice(0, 7))))
    return { label: say(month, "short"), value: Number(amount) / 10 ** minorUnits(currency), text: money({ amount: amount.toString(), currency }), tone: month === current ? ("accent" as const) : ("neutral" as const) }
  })
}
