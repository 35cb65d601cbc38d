"use client"
import { useTranslations } from "next-intl"
import { Alert, Badge, Link, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { ChangePreview, DateEffect } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { effectsOf, shownOf, type Effect } from "./effect.ts"
import { useSay } from "./use-say.ts"

const MOST_ROWS = 8

/** Exactly what a change does: each date and amount before and after, and that the others stay. */
export function EffectTable({ preview, pending }: { preview: ChangePreview; pending: boolean }) {
  const t = useSay()
  const message = useRefusalMessage()
  const { day } = useFormats()
  const written = (facts: Readonly<Record<string, string | number>>) => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" && /^\d{4}-\d{2}-\d{2}$/.test(fact) ? day(fact) : fact]))
  if (preview.changeOrder) return <Alert tone="warning" title={t("effect.isOrder")}><Link href={`/orders/${preview.changeOrder.orderId}`}>{t("effect.toOrder", { number: preview.changeOrder.number })}</Link></Alert>
  if (preview.refused) return <Alert tone="danger" live>{message({ code: preview.refused.code, facts: written(preview.refused.facts) })}</Alert>
  const effects = effectsOf(preview)
  const { shown, more } = shownOf(effects, MOST_ROWS)
  const changes = effects.some(({ changed }) => changed)
  const { before, after } = preview.status
  return (
    <section aria-label={t("effect.title")} aria-busy={pending || undefined} className="grid gap-2">
      <h3 className="font-semibold">{t("effect.title")}</h3>
      {before !== after && <p className="text-sm">{t("effect.status", { before: t(`status.${before}`), after: t(`status.${after}`) })}</p>}
      {shown.length > 0 && (
        <Table caption={t("effect.title")} stack>
          <THead><TR><TH>{t("effect.before")}</TH><TH>{t("effect.after")}</TH></TR></THead>
          <TBody>{shown.map((effect) => <EffectRow key={effect.key} effect={effect} />)}</TBody>
        </Table>
      )}
      <p className="text-sm text-muted">{more > 0 ? t("effect.more", { count: more }) : changes ? t("effect.othersStay") : t("effect.noDateChanges")}</p>
    </section>
  )
}

function EffectRow({ effect: { before, after, changed } }: { effect: Effect }) {
  const t = useSay()
  return (
    <TR className={changed ? "bg-accent-soft" : "text-muted"}>
      <TD label={t("effect.before")}>{before ? <Side date={before} other={after} /> : "–"}</TD>
      <TD label={t("effect.after")}>{changed || !after ? after ? <Side date={after} other={before} /> : <Badge tone="warning">{t("effect.falls")}</Badge> : t("effect.stays")}</TD>
    </TR>
  )
}

/** A date, its amount, and its lines where the other side has others. */
function Side({ date, other }: { date: DateEffect; other: DateEffect | null }) {
  const t = useSay()
  const units = useTranslations("units")
  const { weekdayDay, money, number } = useFormats()
  const said = (lines: DateEffect["lines"]) => lines.map(({ quantity, unit, sku }) => `${number(quantity)} ${unitInWords(units, unit, quantity)} ${sku}`).join(", ")
  const differs = other !== null && said(other.lines) !== said(date.lines)
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2"><span className={date.skipped ? "line-through" : "font-medium"}>{weekdayDay(date.on)}</span>{date.skipped ? <Badge>{t("occurrence.skipped")}</Badge> : date.total && <span className="tabular-nums">{money(date.total)}</span>}</span>
      {differs && !date.skipped && <span className="text-sm">{said(date.lines)}</span>}
    </span>
  )
}
