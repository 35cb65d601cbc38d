"use client"
import { Button, EmptyState } from "@entrepot/ui"
import { CircleAlert } from "lucide-react"
import { useTranslations } from "next-intl"

export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void }

/** A page that could not be drawn: what happened, the reference, and the way to try again. */
export function PageError({ error, reset }: PageErrorProps) {
  const t = useTranslations("common.failed")
  return <EmptyState icon={<CircleAlert />} title={t("title")} description={t("text", { digest: error.digest ?? "–" })} actions={<Button onClick={reset}>{t("again")}</Button>} />
}
