"use client"
import { Alert, Button, Card, Field, FormRow, Input, Select } from "@entrepot/ui"
import { useMutation, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC, useTRPCClient } from "../../../../src/ask/trpc.ts"
import { useRefused } from "../../../../src/ask/use-refused.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"
import { Basket, type BasketLine } from "./basket.tsx"
import { Simulated } from "./simulated.tsx"

type Partner = { tenantId: number; name: string; currency: string }

/** Any partner, account, day and basket: the same answer that the shop, the pad and the order would give. It writes nothing. */
export function Simulator({ partners, first }: { partners: readonly Partner[]; first: number }) {
  const t = useTranslations("prices")
  const trpc = useTRPC()
  const client = useTRPCClient()
  const refused = useRefused()
  const [tenantId, setTenant] = useState(first)
  const [account, setAccount] = useState("")
  const [on, setOn] = useState("")
  const [lines, setLines] = useState<readonly BasketLine[]>([])
  const buyers = useQuery(trpc.partners.buyers.queryOptions({ tenantId, limit: 200 }))
  const accounts = buyers.data?.accounts ?? []
  const accountId = accounts.some((each) => each.accountId === account) ? account : (accounts[0]?.accountId ?? "")
  const answer = useMutation(trpc.prices.simulate.mutationOptions())
  const add = async (product: PickedProduct) => {
    const { units } = await client.catalog.product.query({ productId: product.productId })
    setLines((now) => [...now, { ...product, key: crypto.randomUUID(), units: units.map(({ unit }) => unit), unit: product.baseUnit, quantity: "1" }])
  }
  const ask = () => answer.mutate({ tenantId, ask: { accountId, ...(on && { on }), lines: lines.map(({ productId, unit, quantity }) => ({ productId, unit, quantity: quantity ?? "1" })) } })
  const why = lines.length === 0 ? t("basketEmpty") : !accountId ? t("noAccount") : lines.some(({ quantity }) => !quantity || Number(quantity) <= 0) ? t("quantityMissing") : undefined
  return (
    <div className="grid gap-5">
      <Card>
        <FormRow className="max-w-3xl">
          <Field label={t("partner")} name="partner"><Select value={String(tenantId)} onChange={(event) => { setTenant(Number(event.currentTarget.value)); answer.reset() }} options={partners.map((partner) => ({ value: String(partner.tenantId), label: `${partner.name} (${partner.currency})` }))} /></Field>
          <Field label={t("account")} name="account"><Select value={accountId} onChange={(event) => setAccount(event.currentTarget.value)} options={accounts.map((each) => ({ value: each.accountId, label: `${each.number} · ${each.name}` }))} /></Field>
          <Field label={t("day")} name="day" hint={t("dayHint")}><Input type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} /></Field>
        </FormRow>
      </Card>
      <Card title={t("basket")} flush>
        <Basket lines={lines} onChange={setLines} />
        <div className="max-w-lg p-3"><Field label={t("addProduct")} name="add"><ProductPicker key={lines.length} onPick={(product) => void add(product)} /></Field></div>
      </Card>
      <Button variant="primary" className="justify-self-start" loading={answer.isPending} disabledReason={why} onClick={ask}>{t("ask")}</Button>
      {answer.error && <Alert tone="danger" live>{refused(answer.error)}</Alert>}
      {answer.data && <Simulated answer={answer.data} lines={lines} />}
    </div>
  )
}
