"use client"
import { Button, ErrorText } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useTRPC } from "../../../src/ask/trpc.ts"
import { useAct } from "../../../src/ask/use-act.ts"

/** An address that takes no mail works after all. */
export function ConfirmAddress({ email, disabledReason }: { email: string; disabledReason: string | undefined }) {
  const t = useTranslations("staff")
  const act = useAct(useTRPC().staff.confirmAddress.mutationOptions(), { done: t("addressConfirmed", { email }) })
  return <><Button size="sm" disabledReason={disabledReason} loading={act.pending} onClick={() => act.run({ email })}>{t("confirmAddress")}</Button>{act.refused && <ErrorText>{act.refused}</ErrorText>}</>
}
