"use client"
import { useTranslations } from "next-intl"
import { Alert, CodeText } from "@entrepot/ui"
import type { ReviewLine } from "@entrepot/domain/ordering"
import { useFormats } from "#client/use-formats.ts"

/** What changed since the order was submitted. Nothing of it stops an approval. */
export function ReviewIssues({ review, currency }: { review: readonly ReviewLine[]; currency: string }) {
  const t = useTranslations("approvals")
  const formats = useFormats()
  return (
    <Alert tone="info" title={t("review.title")}>
      <ul className="grid gap-1">
        {review.flatMap(({ lineId, sku, issues }) => issues.map((issue) => (
          <li key={`${lineId}-${issue.code}`}><CodeText>{sku}</CodeText> {issue.code === "short" ? t(issue.on ? "review.short_until" : "review.short", { available: formats.number(issue.available), day: issue.on ? formats.day(issue.on) : "" }) : issue.code === "not_sold" ? t("review.not_sold") : t(`review.${issue.code}`, { from: formats.unitPrice(issue.from, currency), to: formats.unitPrice(issue.to, currency) })}</li>
        )))}
      </ul>
    </Alert>
  )
}
