"use client"
import { useTranslations } from "next-intl"
import { CreditCard } from "lucide-react"
import { Alert, Badge, Button, ConfirmDialog, EmptyState } from "@entrepot/ui"
import type { MethodsView, MethodView } from "@entrepot/domain/billing/contract"
import { useMay } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

/** The saved cards: which one is charged when nobody chooses, and which ones are of no use any more. */
export function MethodList({ methods }: { methods: MethodsView["methods"] }) {
  const t = useTranslations("methods")
  if (methods.length === 0) return <EmptyState level={3} icon={<CreditCard aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} />
  return <ul className="divide-y">{methods.map((method) => <Method key={method.methodId} method={method} />)}</ul>
}

function Method({ method }: { method: MethodView }) {
  const t = useTranslations("methods")
  const manages = useMay("payment_method.manage")
  const trpc = useTRPC()
  const makeDefault = useCommand(trpc.payments.makeDefault.mutationOptions(), { done: t("madeDefault") })
  const remove = useCommand(trpc.payments.removeMethod.mutationOptions(), { done: t("removed") })
  const name = t("name", { brand: method.brand.replace(/^./, (first) => first.toUpperCase()), last4: method.last4 })
  return (
    <li className="grid gap-2 py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="font-medium tabular-nums">{name}</span>
          {method.isDefault && <Badge tone="info">{t("default")}</Badge>}
          {method.expired ? <Badge tone="danger">{t("expired")}</Badge> : method.refused ? <Badge tone="warning">{t("refused")}</Badge> : method.expiresSoon && <Badge tone="warning">{t("expiresSoon")}</Badge>}
          {method.expires && <span className="text-sm text-muted">{t("expires", { month: method.expires })}</span>}
        </span>
        {manages && (
          <span className="flex flex-wrap gap-2">
            {!method.isDefault && <Button size="sm" loading={makeDefault.pending} disabledReason={method.expired ? t("expired") : undefined} onClick={() => void makeDefault.run({ methodId: method.methodId })}>{t("makeDefault")}</Button>}
            <ConfirmDialog trigger={<Button size="sm" variant="ghost">{t("remove")}</Button>} title={t("removeTitle", { name })} description={t("removeText")} confirmLabel={t("remove")} cancelLabel={t("keep")} tone="danger" loading={remove.pending} onConfirm={() => void remove.run({ methodId: method.methodId })} />
          </span>
        )}
      </div>
      {method.isDefault && method.expiresSoon && <p className="text-sm text-muted">{t("expiresSoonText")}</p>}
      {(makeDefault.refused ?? remove.refused) && <Alert tone="danger" live>{makeDefault.refused ?? remove.refused}</Alert>}
    </li>
  )
}
