"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Link } from "@entrepot/ui"
import type { PolicyDraft } from "@entrepot/domain/approvals/contract"
import { Temporal } from "@entrepot/kernel"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"

const LOOKED_BACK_DAYS = 90

/** What the rule would have done to the orders of the last quarter. Nothing is written. */
export function TryOut({ draft, policyId, disabledReason }: { draft: PolicyDraft; policyId: string | undefined; disabledReason: string | undefined }) {
  const t = useTranslations("approvals.try")
  const formats = useFormats()
  const message = useRefusalMessage()
  const { tenant } = usePortal()
  const [asked, setAsked] = useState<PolicyDraft>()
  const today = Temporal.Now.plainDateISO(tenant.zone)
  const { data, error, isFetching } = useQuery({
    ...useTRPC().policies.dryRun.queryOptions({ draft: asked ?? draft, from: today.subtract({ days: LOOKED_BACK_DAYS }).toString(), to: today.toString(), ...(policyId ? { policyId } : {}) }, { trpc: { context: { long: true } } }),
    enabled: asked !== undefined, retry: false,
  })
  return (
    <section className="grid gap-2" aria-live="polite">
      <div><Button loading={isFetching} disabledReason={disabledReason} onClick={() => setAsked(draft)}>{t("run")}</Button></div>
      {error && <Alert tone="danger">{message(error)}</Alert>}
      {data && (
        <Alert tone="info" title={t("result", { matched: data.matched.orders, looked: data.looked, value: formats.money(data.matched.value) })}>
          <p>{t("new", { orders: data.newlyAsked.orders })}</p>
          <ul>{data.examples.map((order) => <li key={order.orderId}><Link href={`/orders/${order.orderId}`}>{order.number}</Link> {order.accountName} {formats.money(order.total)}</li>)}</ul>
          {data.warnings.length > 0 && <p className="font-medium">{t("stranded")}</p>}
        </Alert>
      )}
    </section>
  )
}
