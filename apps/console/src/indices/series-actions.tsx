"use client"
import { useMutation, type UseMutationOptions } from "@tanstack/react-query"
import { Pencil, Plus, Upload } from "lucide-react"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { Button, IndexFileDialog, IndexSeriesDialog, IndexValueDialog, toast, type IndexSeriesFields } from "@entrepot/ui"
import { periodsUntil } from "@entrepot/domain/pricing/contract"
import { useTRPC } from "../ask/trpc.ts"
import { useRefused } from "../ask/use-refused.ts"
import { useFormats } from "../format/client.ts"
import { periodText, type Words } from "./period-text.ts"

/** Periods that are offered for a value; what lies further back comes from a file. */
const OFFERED = 36

const useIndexWords = (): Words => useTranslations("prices.indices") as unknown as Words

/** A command whose answer the dialog waits for; nothing where it was refused, and then in words. */
// oxlint-disable-next-line typescript/no-explicit-any -- every procedure has an error type of its own
function useAnswer<Output, Input, Context>(options: UseMutationOptions<Output, any, Input, Context>) {
  const router = useRouter()
  const refused = useRefused()
  const { mutateAsync, isPending, error } = useMutation(options)
  const run = async (input: Input, done?: (output: Output) => string | undefined): Promise<Output | undefined> => {
    try {
      const output = await mutateAsync(input)
      const text = done?.(output)
      if (text) toast.success(text)
      router.refresh()
      return output
    } catch {
      return undefined // kept in `refused`
    }
  }
  return { run, pending: isPending, refused: error ? refused(error) : undefined }
}

/** Begins a series, or says something else of one. */
export function SeriesButton({ series }: { series?: IndexSeriesFields & { seriesId: string; version: number } }) {
  const t = useIndexWords()
  const save = useAnswer(useTRPC().prices.saveIndex.mutationOptions())
  const { seriesId, version, ...fields } = series ?? {}
  return (
    <IndexSeriesDialog say={t} title={series?.name ?? t("new")} {...(series && { series: fields as IndexSeriesFields })} pending={save.pending} refused={save.refused}
      trigger={series ? <Button icon={<Pencil aria-hidden />}>{t("edit")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("new")}</Button>}
      onSave={async (next) => Boolean(await save.run({ series: next, ...(seriesId && { seriesId, version }) }, () => t("saved", { name: next.name })))} />
  )
}

type Of = { readonly seriesId: string; readonly frequency: "monthly" | "quarterly"; readonly today: string }

/** What was published of a period; with `corrects`, the correction of what was said of it. */
export function ValueButton({ seriesId, frequency, today, from, corrects }: Of & { /** The first period that has no value. */ from?: string | undefined; corrects?: { readonly period: string; readonly value: string; readonly versions: number } }) {
  const t = useIndexWords()
  const { number, month } = useFormats()
  const publish = useAnswer(useTRPC().prices.publishIndexValue.mutationOptions())
  const say = (period: string) => periodText(period, frequency, t, month)
  const all = corrects ? [corrects.period] : periodsUntil(frequency, today, OFFERED)
  const periods = from && all.includes(from) ? [from, ...all.filter((period) => period !== from)] : all
  return (
    <IndexValueDialog say={t} title={corrects ? t("correctOf", { period: say(corrects.period) }) : t("publish")} today={today} pending={publish.pending} refused={publish.refused}
      periods={periods.map((value) => ({ value, label: say(value) }))} {...(corrects && { corrects: { value: number(corrects.value) } })}
      trigger={corrects ? <Button size="sm" variant="ghost" aria-label={t("correctOf", { period: say(corrects.period) })}>{t("correct")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />}>{t("publish")}</Button>}
      onPublish={async (value) => Boolean(await publish.run({ seriesId, ...value, ...(corrects && { known: corrects.versions }) }, ({ period }) => t("published", { period: say(period) })))} />
  )
}

/** Takes values from a file. */
export function FileButton({ seriesId, frequency }: Of) {
  const t = useIndexWords()
  const words = useTranslations("refusals") as unknown as Words
  const send = useAnswer(useTRPC().prices.importIndexValues.mutationOptions())
  return (
    <IndexFileDialog say={t} pending={send.pending} refused={send.refused} trigger={<Button icon={<Upload aria-hidden />}>{t("import")}</Button>} example={frequency === "monthly" ? "period,value,published\n2026-01,104.1,2026-02-20" : "period,value,published\n2026-Q1,104.1,2026-05-12"}
      onSend={async (csv, apply) => {
        const done = await send.run({ seriesId, csv, apply }, ({ applied }) => (applied ? t("imported") : undefined))
        return done && { ...done, refused: done.refused.map(({ line, refused, facts }) => ({ line, text: words(refused, facts) })) }
      }} />
  )
}
