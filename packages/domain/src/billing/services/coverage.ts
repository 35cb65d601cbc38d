import { anchoredPeriod, currency, money, prorate, Temporal, type DayRange } from "@entrepot/kernel"

/** A day on which a subscription's service stopped or went on, in the tenant's calendar. `until`: when a pause ends by itself. */
export type Turn = { readonly kind: "activate" | "pause" | "resume" | "cancel"; readonly on: string; readonly until: string | null }
export type Service = {
  readonly status: string; readonly createdOn: string; readonly startsOn: string; readonly endsOn: string | null; readonly endedOn: string | null
  readonly turns: readonly Turn[]
}
export type Fee = { readonly amountMinor: bigint; readonly currency: string; readonly everyMonths: number }
/** Days that stand on an invoice: from the first up to and without the last. */
export type Days = { readonly from: string; readonly until: string }

const day = (text: string) => Temporal.PlainDate.from(text)
const FOREVER = "9999-12-31"
const later = (left: string, right: string) => (left > right ? left : right)
const sooner = (left: string, right: string) => (left < right ? left : right)

/** The day from which periods are counted, for good; nothing before a draft begins. */
export function anchorOf({ status, createdOn, startsOn, turns }: Service): string | undefined {
  const begun = turns.find((turn) => turn.kind === "activate")?.on ?? (status === "draft" ? undefined : createdOn)
  return begun && later(begun, startsOn)
}

/**
 * The days on which the service is given, as far as anybody knows today. The day of a change belongs to what comes after it: the day on
 * which somebody pauses or cancels is not charged, the day on which they resume is.
 */
export function activeDays(service: Service): readonly Days[] {
  const anchor = anchorOf(service)
  if (!anchor) return []
  const end = [service.endsOn && day(service.endsOn).add({ days: 1 }).toString(), service.endedOn].reduce<string>((least, one) => (one ? sooner(least, one) : least), FOREVER)
  const ranges: Days[] = []
  let open: string | undefined = anchor
  for (const turn of service.turns.filter(({ kind }) => kind !== "activate")) {
    if (open && turn.kind !== "resume") ranges.push({ from: open, until: turn.on })
    if (turn.kind === "cancel") open = undefined
    else if (turn.kind === "pause") open = turn.until ?? undefined
    else open = open === undefined ? turn.on : sooner(open, turn.on)
  }
  if (open) ranges.push({ from: open, until: FOREVER })
  return joined(ranges.map(({ from, until }) => ({ from: later(from, anchor), until: sooner(until, end) })).filter(({ from, until }) => from < until))
}

/** Ranges that touch or overlap, as one. */
function joined(ranges: readonly Days[]): readonly Days[] {
  return ranges.reduce<readonly Days[]>((kept, next) => {
    const last = kept.at(-1)
    return last && next.from <= last.until ? [...kept.slice(0, -1), { from: last.from, until: later(last.until, next.until) }] : [...kept, next]
  }, [])
}

/**
 * What should stand on invoices today: of every period that has begun, the days of service that have begun or follow without a break. `within`: the days on
 * which the fee holds, and the day from which its periods are counted, where those are not the service's own.
 */
export function dueDays(service: Service, everyMonths: number, today: string, within: Days & { readonly anchor: string } = { from: "", until: FOREVER, anchor: anchorOf(service) ?? FOREVER }): readonly Days[] {
  const { anchor } = within
  const given = activeDays(service).map((days) => ({ from: later(days.from, within.from), until: sooner(days.until, within.until) }))
  return given.filter(({ from, until }) => from < until && from <= today).flatMap(({ from, until }) => {
    const pieces: Days[] = []
    for (let at = from; at < until && at <= today; ) {
      const period = periodOf(anchor, at, everyMonths)
      pieces.push({ from: at, until: sooner(until, period.until.toString()) })
      at = period.until.toString()
    }
    return pieces
  })
}

/** Of what is due, the days that no invoice has. */
export function missingDays(due: readonly Days[], billed: readonly Days[]): readonly Days[] {
  return billed.reduce<readonly Days[]>((left, { from, until }) => left.flatMap((piece) => [{ from: piece.from, until: sooner(piece.until, from) }, { from: later(piece.from, until), until: piece.until }].filter((one) => one.from < one.until)), due)
}

/** The first day of a billed piece on which there is no service; what follows it is credited. Nothing where all of it is given. */
export function stopsOn(service: Service, billed: Days): string | undefined {
  const given = activeDays(service).find(({ from, until }) => from <= billed.from && billed.from < until)
  if (!given) return billed.from
  return given.until < billed.until ? given.until : undefined
}

/**
 * What some days of a period cost. Every day of the period has its part of the fee, by largest remainder, whichever days are asked for: so
 * what is billed, credited and earned of a period adds up to its fee, however it is cut. A day is a date, whatever hours it had.
 */
export function costOf({ amountMinor, currency: code, everyMonths }: Fee, anchor: string, days: Days): bigint {
  if (days.from >= days.until) return 0n
  const period = periodOf(anchor, days.from, everyMonths)
  if (days.until > period.until.toString()) throw new RangeError("These days are of several periods.")
  const cuts = Array.from({ length: period.from.until(period.until).days - 1 }, (_, index) => period.from.add({ days: index + 1 }))
  const [first, last] = [period.from.until(day(days.from)).days, period.from.until(day(days.until)).days]
  return prorate(money(amountMinor, currency(code)), period, cuts).slice(first, last).reduce((sum, part) => sum + part.amount, 0n)
}

/** The period that a day lies in, counted from the anchor. */
export function periodAt(anchor: string, on: string, everyMonths: number): Days {
  const { from, until } = periodOf(anchor, on, everyMonths)
  return { from: from.toString(), until: until.toString() }
}

function periodOf(anchor: string, on: string, everyMonths: number): DayRange {
  return anchoredPeriod(day(anchor), day(on), { months: everyMonths })
}
