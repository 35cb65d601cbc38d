"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useCallback } from "react"
import { Alert, ProgressBar } from "@entrepot/ui"
import { buttonStyle } from "@entrepot/ui"
import type { AttemptView } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { useAttempt } from "./use-attempt.ts"

/** What a payment is doing, said again after each reload until its outcome is known. */
export function AttemptState({ attemptId, follow = false, onSettled }: { attemptId: string; follow?: boolean; onSettled?: (attempt: AttemptView) => void }) {
  const router = useRouter()
  const settled = useCallback((attempt: AttemptView) => {
    router.refresh()
    onSettled?.(attempt)
  }, [router, onSettled])
  const attempt = useAttempt(attemptId, { follow, onSettled: settled })
  return attempt ? <Said attempt={attempt} /> : null
}

function Said({ attempt }: { attempt: AttemptView }) {
  const t = useTranslations("invoices.attempt")
  const formats = useFormats()
  const facts = { amount: formats.money(attempt.amount), method: attempt.method }
  if (attempt.status === "succeeded") return <Alert tone="success" live title={t("succeeded", facts)} />
  if (attempt.status === "failed") return <Alert tone="danger" live title={t("failed", facts)}>{t(attempt.decline === "hard" ? "failedHard" : "failedSoft")}</Alert>
  if (attempt.status === "unknown") return <Alert tone="warning" live title={t("unknown", facts)}>{t("unknownText")}</Alert>
  if (attempt.status === "requires_action") {
    return (
      <Alert tone="warning" live title={t("requiresAction", facts)} actions={attempt.redirectUrl && <a className={buttonStyle({ variant: "primary", size: "sm" })} href={attempt.redirectUrl}>{t("confirm")}</a>}>
        {t("requiresActionText")}
      </Alert>
    )
  }
  return <Alert tone="info" live title={t("charging", facts)}><ProgressBar label={t("charging", facts)} hideLabel /></Alert>
}
