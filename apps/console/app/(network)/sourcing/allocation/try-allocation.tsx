"use client"
import { Alert, Badge, Card, EmptyState, Field, FormRow, Input, Link, Skeleton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { AllocationPolicy } from "@entrepot/domain/ordering/contract"
import { useQuery } from "@tanstack/react-query"
import { PackageSearch } from "lucide-react"
import { useTranslations } from "next-intl"
import { useDeferredValue, useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { ProductPicker, type PickedProduct } from "../../../../src/products/product-picker.tsx"

/** "Who would get what?": the policy as it is edited against the one that counts, for the queue of this moment. Nothing is written. */
export function TryAllocation({ policy, ready }: { policy: AllocationPolicy; ready: boolean }) {
  const t = useTranslations("sourcing.allocation.try")
  const common = useTranslations("common")
  const { number, day } = useFormats()
  const [product, setProduct] = useState<PickedProduct>()
  const [typed, setTyped] = useState("")
  const late = useDeferredValue(typed.trim())
  const quantity = /^\d{1,12}(\.\d{1,6})?$/.test(late) ? late : undefined
  const answer = useQuery({ ...useTRPC().stock.tryAllocation.queryOptions({ productId: product?.productId ?? "", policy, ...(quantity !== undefined && { quantity }) }), enabled: Boolean(product) && ready, placeholderData: (before) => before })
  return (
    <Card title={t("title")} description={t("lead")}>
      <div className="grid gap-4">
        <FormRow>
          <Field label={t("product")} name="try-product"><ProductPicker value={product} onPick={setProduct} /></Field>
          <Field label={t("quantity")} name="try-quantity" hint={t("quantityHint")}><Input inputMode="decimal" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} className="w-32" /></Field>
        </FormRow>
        {!product ? <EmptyState level={3} icon={<PackageSearch />} title={t("pick")} /> : answer.isError ? <Alert tone="danger" live>{common("loadFailed")}</Alert> : !answer.data ? <Skeleton lines={4} /> : answer.data.rows.length === 0 ? <EmptyState level={3} title={t("nobody")} description={t("nobodyText")} /> : (
          <>
            <p className="text-sm" aria-live="polite">{t("summary", { available: number(answer.data.available), wanted: number(answer.data.wanted) })}</p>
            <Table caption={t("title")} density="tight" stack>
              <THead><TR><TH align="end" className="w-12">{t("rank")}</TH><TH>{t("order")}</TH><TH>{t("partner")}</TH><TH>{t("promised")}</TH><TH align="end">{t("waiting")}</TH><TH align="end">{t("now")}</TH><TH align="end">{t("then")}</TH></TR></THead>
              <TBody>
                {answer.data.rows.map((row, at) => (
                  <TR key={row.id}>
                    <TD label={t("rank")} align="end" muted>{number(at + 1)}</TD>
                    <TH scope="row"><Link href={`/orders/${row.orderId}`}>{row.number}</Link> {row.standing && <Badge>{t("standing")}</Badge>}</TH>
                    <TD label={t("partner")}>{row.tenantName}<span className="text-muted"> · {row.accountName}</span></TD>
                    <TD label={t("promised")} className="whitespace-nowrap">{row.promisedOn ? day(row.promisedOn) : "–"}</TD>
                    <TD label={t("waiting")} align="end">{number(row.wanted)}</TD>
                    <TD label={t("now")} align="end" muted>{number(row.now)}</TD>
                    <TD label={t("then")} align="end" className={row.gets === row.now ? "font-medium" : Number(row.gets) > Number(row.now) ? "font-medium text-success" : "font-medium text-warning"}>{number(row.gets)}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </>
        )}
      </div>
    </Card>
  )
}
