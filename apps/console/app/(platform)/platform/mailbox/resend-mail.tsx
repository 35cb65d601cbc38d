"use client"
import { Button, ErrorText } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../src/ask/trpc.ts"

export function ResendMail(mail: { networkId: number; tenantId: number; messageId: string }) {
  const t = useTranslations("mailbox")
  const trpc = useTRPC()
  const act = useAct(trpc.platformDeliveries.resendMail.mutationOptions(), { done: t("resent") })
  return <><Button size="sm" loading={act.pending} onClick={() => act.run(mail)}>{t("resend")}</Button>{act.refused && <ErrorText>{act.refused}</ErrorText>}</>
}
