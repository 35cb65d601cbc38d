"use client"
import { useQuery } from "@tanstack/react-query"
import { Alert, Link } from "@entrepot/ui"
import { useMay } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useSay } from "./use-say.ts"

/** Where a card is to be charged and none is saved, it is said before the first delivery waits for it. */
export function CardHint() {
  const t = useSay()
  const mayPay = useMay("invoice.pay")
  const { data } = useQuery({ ...useTRPC().payments.methods.queryOptions({}), enabled: mayPay })
  if (!data || data.methods.length > 0) return null
  return <Alert tone="warning">{t("new.noCard")} <Link href="/payment-methods">{t("held.toMethods")}</Link></Alert>
}
