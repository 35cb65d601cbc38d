"use client"
import { Pencil, Plus, Upload } from "lucide-react"
import { useTranslations } from "next-intl"
import { Button, IndexFileDialog, IndexSeriesDialog, IndexValueDialog, type IndexSeriesFields } from "@entrepot/ui"
import { periodsUntil } from "@entrepot/domain/pricing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { periodText } from "#subscriptions/index-text.ts"
import { useSay } from "#subscriptions/use-say.ts"
import type { Words } from "#subscriptions/words.ts"

/** Periods that are offered for a value; what lies further back comes from a file. */
const OFFERED = 36

const useIndexWords = (): Words => useTranslations("indices") as unknown as Words

/** Begins a series, or says something else of one. */
export function SeriesButton({ series }: { series?: IndexSeriesFields & { seriesId: string; version: number } }) {
  const t = useIndexWords()
  const save = useCommand(useTRPC().prices.saveIndex.mutationOptions())
  const { seriesId, version, ...fields } = series ?? {}
  return (
    <IndexSeriesDialog say={t} title={series?.name ?? t("new")} {...(series && { series: fields as IndexSeriesFields })} pending={save.pending} refused={save.refused}
      trigger={series ? <Button icon={<Pencil aria-hidden />}>{t("edit")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("new")}</Button>}
      onSave={async (next) => Boolean(await save.run({ series: next, ...(seriesId && { seriesId, version }) }))} />
  )
}

type Of = { readonly seriesId: string; readonly frequency: "monthly" | "quarterly" }

/** What was published of a period; with `corrects`, the correction of what was said of it. */
export function ValueButton({ seriesId, frequency, from, corrects }: Of & { /** The first period that has no value. */ from?: string | undefined; corrects?: { readonly period: string; readonly value: string; readonly versions: number } }) {
  const t = useIndexWords()
  const say = useSay()
  const formats = useFormats()
  const publish = useCommand(useTRPC().prices.publishIndexValue.mutationOptions(), { done: ({ period }) => t("published", { period: periodText(period, frequency, say, formats) }) })
  const all = corrects ? [corrects.period] : periodsUntil(frequency, formats.today(), OFFERED)
  const periods = from && all.includes(from) ? [from, ...all.filter((period) => period !== from)] : all
  return (
    <IndexValueDialog say={t} title={corrects ? t("correctOf", { period: periodText(corrects.period, frequency, say, formats) }) : t("publish")} today={formats.today()} pending={publish.pending} refused={publish.refused}
      periods={periods.map((value) => ({ value, label: periodText(value, frequency, say, formats) }))} {...(corrects && { corrects: { value: formats.number(corrects.value) } })}
      trigger={corrects ? <Button size="sm" variant="ghost" aria-label={t("correctOf", { period: periodText(corrects.period, frequency, say, formats) })}>{t("correct")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("publish")}</Button>}
      onPublish={async (value) => Boolean(await publish.run({ seriesId, ...value, ...(corrects && { known: corrects.versions }) }))} />
  )
}

/** Takes values from a file. */
export function FileButton({ seriesId, frequency }: Of) {
  const t = useIndexWords()
  const message = useRefusalMessage()
  const { importIndexValues } = useTRPC().prices
  const tried = useCommand(importIndexValues.mutationOptions(), { refresh: false })
  const taken = useCommand(importIndexValues.mutationOptions(), { done: t("imported") })
  return (
    <IndexFileDialog say={t} pending={tried.pending || taken.pending} refused={taken.refused ?? tried.refused} trigger={<Button icon={<Upload aria-hidden />}>{t("import")}</Button>} example={frequency === "monthly" ? "period,value,published\n2026-01,104.1,2026-02-20" : "period,value,published\n2026-Q1,104.1,2026-05-12"}
      onSend={async (csv, apply) => {
        const done = await (apply ? taken : tried).run({ seriesId, csv, apply })
        return done && { ...done, refused: done.refused.map(({ line, refused, facts }) => ({ line, text: message({ code: refused, facts }) })) }
      }} />
  )
}
