"use client"
import { useTranslations } from "next-intl"
import { useEffect } from "react"
import { Alert, Button, LinkButton } from "@entrepot/ui"

/** Something went wrong while drawing. The digest finds it in the log. */
export function PageError({ error, retry }: { error: Error & { digest?: string | undefined }; retry: () => void }) {
  const t = useTranslations("common")
  useEffect(() => console.error(error), [error])
  return (
    <Alert tone="danger" live title={t("errorTitle")} actions={<><Button onClick={retry}>{t("retry")}</Button><LinkButton href="/" variant="ghost">{t("home")}</LinkButton></>}>
      {t("errorText")} {error.digest && <span className="text-muted">({error.digest})</span>}
    </Alert>
  )
}
