"use client"
import { Alert, Button, Card, Field, IconButton, Input, Link } from "@entrepot/ui"
import { ArrowUp, Trash2, X } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"

type Alternative = PickedProduct & { reason?: string }
type Props = { productId: string; version: number; successor: PickedProduct | null; alternatives: readonly Alternative[]; disabledReason: string | undefined }

/** What takes its place, and what may stand in for it, the best first with the reason. */
export function Related({ productId, version, successor, alternatives: start, disabledReason }: Props) {
  const t = useTranslations("products")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [alternatives, setAlternatives] = useState<readonly Alternative[]>(start)
  const follow = useAct(trpc.catalog.setSuccessor.mutationOptions(), { done: common("saved") })
  const rank = useAct(trpc.catalog.setAlternatives.mutationOptions(), { done: common("saved") })
  const changed = JSON.stringify(alternatives) !== JSON.stringify(start)
  const raise = (at: number) => setAlternatives((now) => { const next = [...now]; const [one] = next.splice(at, 1); if (one) next.splice(at - 1, 0, one); return next })
  return (
    <>
      <Card title={t("successor")} description={t("successorLead")}>
        <div className="grid gap-3">
          {successor ? (
            <p className="flex items-center gap-2 text-sm"><Link href={`/products/${successor.productId}`}>{successor.sku}</Link><span className="min-w-0 flex-1 truncate text-muted">{successor.name}</span>
              <IconButton label={t("noSuccessor")} icon={<X aria-hidden />} loading={follow.pending} disabledReason={disabledReason} onClick={() => follow.run({ productId, version, successorId: null })} /></p>
          ) : disabledReason ? <p className="text-sm text-muted">{common("none")}</p> : <Field label={t("successor")} hideLabel><ProductPicker onPick={(picked) => follow.run({ productId, version, successorId: picked.productId })} /></Field>}
          {follow.refused && <Alert tone="danger" live>{follow.refused}</Alert>}
        </div>
      </Card>
      <Card title={t("alternatives")} description={t("alternativesLead")} footer={changed && <Button variant="primary" size="sm" loading={rank.pending} onClick={() => rank.run({ productId, version, alternatives: alternatives.map(({ productId: id, reason }) => ({ productId: id, reason: reason?.trim() || "equivalent" })) })}>{common("save")}</Button>}>
        <div className="grid gap-3">
          <ol className="grid gap-2 text-sm">
            {alternatives.map((alternative, at) => (
              <li key={alternative.productId} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2">
                <span className="text-muted tabular-nums">{at + 1}</span>
                <span className="grid gap-1"><span className="truncate"><Link href={`/products/${alternative.productId}`}>{alternative.sku}</Link> <span className="text-muted">{alternative.name}</span></span>
                  <Input aria-label={t("reasonOf", { sku: alternative.sku })} placeholder={t("reason")} value={alternative.reason ?? ""} readOnly={Boolean(disabledReason)} onChange={(event) => { const reason = event.currentTarget.value; setAlternatives((now) => now.map((each, place) => (place === at ? { ...each, reason } : each))) }} /></span>
                <span className="flex gap-1">
                  <IconButton size="sm" label={t("raise", { sku: alternative.sku })} icon={<ArrowUp aria-hidden />} disabledReason={disabledReason ?? (at === 0 ? t("isFirst") : undefined)} onClick={() => raise(at)} />
                  <IconButton size="sm" label={t("removeAlternative", { sku: alternative.sku })} icon={<Trash2 aria-hidden />} disabledReason={disabledReason} onClick={() => setAlternatives((now) => now.filter((_, place) => place !== at))} />
                </span>
              </li>
            ))}
          </ol>
          {!disabledReason && <Field label={t("addAlternative")}><ProductPicker key={alternatives.length} onPick={(picked) => setAlternatives((now) => (now.some((each) => each.productId === picked.productId) ? now : [...now, picked]))} /></Field>}
          {rank.refused && <Alert tone="danger" live>{rank.refused}</Alert>}
        </div>
      </Card>
    </>
  )
}
