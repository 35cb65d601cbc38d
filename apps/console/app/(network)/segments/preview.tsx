"use client"
import { Alert, CodeText, Skeleton } from "@entrepot/ui"
import type { SegmentRuleInput } from "@entrepot/domain/catalog/contract"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useRefused } from "../../../src/ask/use-refused.ts"
import { useFormats } from "../../../src/format/client.ts"

type Sample = readonly { productId: string; sku: string; name: string }[]
const SHOWN = 6

/** What the catalogue would become with these rules, judged by the predicate that the shop uses. Nothing is written. */
export function SegmentPreview({ tenantId, rules, accountGroup }: { tenantId: number; rules: readonly SegmentRuleInput[]; accountGroup: string }) {
  const t = useTranslations("segments.preview")
  const trpc = useTRPC()
  const refused = useRefused()
  const { number } = useFormats()
  const answer = useQuery({ ...trpc.catalog.previewSegments.queryOptions({ tenantId, input: { rules: [...rules], accountGroup } }), staleTime: 0, retry: false })
  if (answer.isError) return <Alert tone="warning" live>{refused(answer.error)}</Alert>
  if (!answer.data) return <Skeleton lines={3} />
  const { before, after, comes, goes, coming, going } = answer.data
  return (
    <section aria-label={t("title")} className="grid gap-2 rounded-md bg-surface-sunken p-3 text-sm" aria-live="polite">
      <p className="font-medium tabular-nums">{t("counts", { before: number(before), after: number(after) })}</p>
      {comes === 0 && goes === 0 && <p className="text-muted">{t("nothing")}</p>}
      <Some label={t("comes", { count: comes })} count={comes} sample={coming} />
      <Some label={t("goes", { count: goes })} count={goes} sample={going} />
    </section>
  )
}

function Some({ label, count, sample }: { label: string; count: number; sample: Sample }) {
  const t = useTranslations("segments.preview")
  if (count === 0) return null
  const shown = sample.slice(0, SHOWN)
  return (
    <div className="min-w-0">
      <p>{label}</p>
      <ul className="text-muted">{shown.map(({ productId, sku, name }) => <li key={productId} className="truncate"><CodeText>{sku}</CodeText> {name}</li>)}</ul>
      {count > shown.length && <p className="text-muted">{t("more", { count: count - shown.length })}</p>}
    </div>
  )
}
