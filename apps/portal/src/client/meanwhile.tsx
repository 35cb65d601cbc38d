"use client"
import { useTranslations } from "next-intl"
import type { ReactNode } from "react"
import { Alert, Button } from "@entrepot/ui"

/** Somebody else saved while this form was being filled: what they changed, and which of the two goes on. Nothing typed is lost until it is chosen. */
export function Meanwhile({ title, children, onMine, onTheirs }: { title: string; children?: ReactNode; onMine: () => void; onTheirs: () => void }) {
  const t = useTranslations("common.meanwhile")
  return (
    <Alert tone="warning" live title={title} actions={<><Button size="sm" onClick={onMine}>{t("mine")}</Button><Button size="sm" variant="ghost" onClick={onTheirs}>{t("theirs")}</Button></>}>
      {children}
      <p>{t("choose")}</p>
    </Alert>
  )
}
