"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Checkbox } from "@entrepot/ui"
import type { CartView } from "@entrepot/domain/ordering"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

/** Submits once: one key for all attempts at this version of the cart, so that a double click and a lost answer make one order. */
export function SubmitCart({ cart }: { cart: CartView }) {
  const t = useTranslations("cart")
  const router = useRouter()
  const key = `submit-${cart.orderId ?? ""}-${cart.version}`
  const submit = useCommand(useTRPC().cart.submit.mutationOptions({ trpc: { context: { key } } }), { refresh: false })
  // A number that was used before is only said, unless the account wants each one once: then the buyer has to mean it.
  const reused = cart.po.code === "used" && cart.po.blocks
  const [accepted, setAccepted] = useState(false)
  const why = cart.submit.disabledReason ? t(`cannot.${cart.submit.disabledReason}`) : reused && !accepted ? t("cannot.po_reused") : undefined
  const run = async () => {
    if (!cart.orderId) return
    const done = await submit.run({ orderId: cart.orderId, expectedTotal: cart.total, acceptUsedPoNumber: accepted })
    if (done) router.push(`/orders/${done.orderId}?placed`)
    else router.refresh()
  }
  return (
    <div className="grid gap-3">
      {reused && <Checkbox label={t("po.accept", { number: cart.po.code === "used" ? cart.po.number : "" })} checked={accepted} onChange={(event) => setAccepted(event.currentTarget.checked)} />}
      {submit.refused && <Alert tone="danger" live>{submit.refused}</Alert>}
      <Button variant="primary" size="lg" block loading={submit.pending} disabledReason={why} onClick={() => void run()}>{cart.approvals.length > 0 ? t("submitForApproval") : t("submit")}</Button>
    </div>
  )
}
