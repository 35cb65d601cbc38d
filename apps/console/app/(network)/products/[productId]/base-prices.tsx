"use client"
import { Alert, Badge, Card, EmptyState, IconButton, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { AddBasePrice } from "./add-base-price.tsx"

export type BasePrice = { currency: string; unit: string; minQuantity: string; validFrom: string; validTo: string | null; unitPrice: string }
type Props = { productId: string; currency: string; units: readonly string[]; prices: readonly BasePrice[]; today: string; disabledReason: string | undefined }

/** What the network asks before anybody's list or rule: dated, by currency, unit and quantity. What was valid stays told. */
export function BasePrices({ productId, currency, units, prices, today, disabledReason }: Props) {
  const t = useTranslations("products.price")
  const unitWords = useTranslations("units")
  const trpc = useTRPC()
  const { unitPrice, number, day } = useFormats()
  const remove = useAct(trpc.prices.deleteBase.mutationOptions(), { done: t("removed") })
  const state = ({ validFrom, validTo }: BasePrice) => (validFrom > today ? "future" : validTo && validTo < today ? "past" : "now")
  return (
    <Card title={t("title")} description={t("lead")} flush actions={<AddBasePrice productId={productId} currency={currency} units={units} today={today} disabledReason={disabledReason} />}>
      {remove.refused && <Alert tone="danger" live className="m-3">{remove.refused}</Alert>}
      {prices.length === 0 ? <EmptyState level={3} title={t("empty")} description={t("emptyText")} /> : (
        <Table caption={t("title")} density="tight" stack>
          <THead><TR><TH>{t("valid")}</TH><TH>{t("per")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("price")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
          <TBody>
            {prices.map((price) => (
              <TR key={`${price.currency} ${price.unit} ${price.minQuantity} ${price.validFrom}`}>
                <TH scope="row" className={state(price) === "past" ? "text-muted" : ""}>
                  <span className="whitespace-nowrap">{price.validTo ? `${day(price.validFrom)} –` : t("since", { from: day(price.validFrom) })}</span> {price.validTo && <span className="whitespace-nowrap">{day(price.validTo)}</span>}{" "}
                  {state(price) === "now" ? <StatusBadge tone="success">{t("now")}</StatusBadge> : <Badge>{t(state(price))}</Badge>}
                </TH>
                <TD label={t("per")}>{unitInWords(unitWords, price.unit)}</TD>
                <TD label={t("quantity")} align="end">{number(price.minQuantity)}</TD>
                <TD label={t("price")} align="end" className={state(price) === "past" ? "text-muted" : "font-medium"}>{unitPrice(price.unitPrice, price.currency)}</TD>
                <TD align="end">{price.validFrom > today && (
                  <IconButton size="sm" label={t("remove", { from: day(price.validFrom), unit: unitInWords(unitWords, price.unit) })} icon={<Trash2 aria-hidden />} loading={remove.pending} disabledReason={disabledReason}
                    onClick={() => remove.run({ productId, currency: price.currency, unit: price.unit, minQuantity: price.minQuantity, validFrom: price.validFrom })} />
                )}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}
