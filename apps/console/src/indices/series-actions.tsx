"use client"
import { Pencil, Plus, Upload } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button, IndexFileDialog, IndexSeriesDialog, IndexValueDialog, type IndexSeriesFields } from "@entrepot/ui"
import { periodsUntil } from "@entrepot/domain/pricing/contract"
import { useTRPC } from "../ask/trpc.ts"
import { useAct } from "../ask/use-act.ts"
import { useFormats } from "../format/client.ts"
import { periodText, type Words } from "./period-text.ts"

/** Periods that are offered for a value; what lies further back comes from a file. */
const OFFERED = 36

const useIndexWords = (): Words => useTranslations("prices.indices") as unknown as Words

/** Begins a series, or says something else of one. */
export function SeriesButton({ series }: { series?: IndexSeriesFields & { seriesId: string; version: number } }) {
  const t = useIndexWords()
  const save = useAct(useTRPC().prices.saveIndex.mutationOptions(), { done: (_saved, { series: { name } }) => t("saved", { name }) })
  const { seriesId, version, ...fields } = series ?? {}
  return (
    <IndexSeriesDialog say={t} title={series?.name ?? t("new")} {...(series && { series: fields as IndexSeriesFields })} pending={save.pending} refused={save.refused}
      trigger={series ? <Button icon={<Pencil aria-hidden />}>{t("edit")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("new")}</Button>}
      onSave={async (next) => Boolean(await save.run({ series: next, ...(seriesId && { seriesId, version }) }))} />
  )
}

type Of = { readonly seriesId: string; readonly frequency: "monthly" | "quarterly"; readonly today: string }

/** What was published of a period; with `corrects`, the correction of what was said of it. */
export function ValueButton({ seriesId, frequency, today, from, corrects }: Of & { /** The first period that has no value. */ from?: string | undefined; corrects?: { readonly period: string; readonly value: string; readonly versions: number } }) {
  const t = useIndexWords()
  const { number, month } = useFormats()
  const say = (period: string) => periodText(period, frequency, t, month)
  const publish = useAct(useTRPC().prices.publishIndexValue.mutationOptions(), { done: ({ period }) => t("published", { period: say(period) }) })
  const all = corrects ? [corrects.period] : periodsUntil(frequency, today, OFFERED)
  const periods = from && all.includes(from) ? [from, ...all.filter((period) => period !== from)] : all
  return (
    <IndexValueDialog say={t} title={corrects ? t("correctOf", { period: say(corrects.period) }) : t("publish")} today={today} pending={publish.pending} refused={publish.refused}
      periods={periods.map((value) => ({ value, label: say(value) }))} {...(corrects && { corrects: { value: number(corrects.value) } })}
      trigger={corrects ? <Button size="sm" variant="ghost" aria-label={t("correctOf", { period: say(corrects.period) })}>{t("correct")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("publish")}</Button>}
      onPublish={async (value) => Boolean(await publish.run({ seriesId, ...value, ...(corrects && { known: corrects.versions }) }))} />
  )
}

/** Takes values from a file. */
export function FileButton({ seriesId, frequency }: Of) {
  const t = useIndexWords()
  const words = useTranslations("refusals") as unknown as Words
  const send = useAct(useTRPC().prices.importIndexValues.mutationOptions(), { done: ({ applied }) => (applied ? t("imported") : "") })
  return (
    <IndexFileDialog say={t} pending={send.pending} refused={send.refused} trigger={<Button icon={<Upload aria-hidden />}>{t("import")}</Button>} example={frequency === "monthly" ? "period,value,published\n2026-01,104.1,2026-02-20" : "period,value,published\n2026-Q1,104.1,2026-05-12"}
      onSend={async (csv, apply) => {
        const done = await send.run({ seriesId, csv, apply })
        return done && { ...done, refused: done.refused.map(({ line, refused, facts }) => ({ line, text: words(refused, facts) })) }
      }} />
  )
}
