"use client"
import { useTranslations } from "next-intl"
import { Alert, Card, DescriptionList, MoneyText } from "@entrepot/ui"
import type { CartView } from "@entrepot/domain/ordering"
import { useFormats } from "#client/use-formats.ts"
import { taxInWords } from "../taxes/tax-words.ts"
import { SubmitCart } from "./submit-cart.tsx"

/** Total with its tax explained, credit, and who will have to agree: everything that submitting will judge, said before. */
export function CartSummary({ cart }: { cart: CartView }) {
  const t = useTranslations("cart")
  const taxes = useTranslations("taxes")
  const formats = useFormats()
  const { credit } = cart
  return (
    <>
      <Card title={t("total")}>
        <div className="grid gap-4">
          <DescriptionList align="end" items={[
            { term: t("net"), value: <MoneyText>{formats.money(cart.net)}</MoneyText> },
            ...cart.taxes.map((tax) => {
              const { label, why } = taxInWords(taxes, formats, tax)
              return { term: label, value: <MoneyText>{formats.money(tax.tax)}</MoneyText>, ...(why && { hint: why }) }
            }),
            { term: t("gross"), value: <MoneyText strong>{formats.money(cart.total)}</MoneyText> },
            ...(cart.marginPercent === null ? [] : [{ term: t("margin"), value: formats.percent(cart.marginPercent) }]),
            { term: t("readyOn"), value: cart.readyOn ? formats.day(cart.readyOn) : t("notReady") },
          ]} />
          <SubmitCart cart={cart} />
        </div>
      </Card>
      <Card title={t("credit.title")}>
        {credit.prepaid ? <p>{t("credit.prepaid")}</p> : (
          <div className="grid gap-3">
            <DescriptionList align="end" items={[
              { term: t("credit.limit"), value: credit.limit ? formats.money(credit.limit) : t("credit.unlimited") },
              { term: t("credit.used"), value: formats.money(credit.exposure) },
              ...(credit.headroom ? [{ term: t("credit.headroom"), value: formats.money(credit.headroom) }] : []),
            ]} />
            {credit.missing && <Alert tone="warning">{t("credit.exceeds", { missing: formats.money(credit.missing) })}</Alert>}
          </div>
        )}
      </Card>
      <Card title={t("approval.title")}>
        {cart.approvals.length === 0 ? <p>{t("approval.none")}</p> : (
          <ol className="grid gap-3">
            {cart.approvals.map((approval, index) => (
              <li key={`${approval.level}-${index}`} className="grid gap-0.5">
                <span className="font-medium">{index + 1}. {approval.level}</span>
                <span className="text-sm text-muted">{t("approval.because", { policies: approval.because.map(({ name }) => name).join(", ") })}</span>
                {approval.stranded ? <Alert tone="danger">{t("approval.stranded")}</Alert> : <span className="text-sm">{t(`approval.${approval.mode}`, { names: approval.approvers.join(", ") })}{approval.bubbled && ` ${t("approval.bubbled")}`}</span>}
              </li>
            ))}
          </ol>
        )}
      </Card>
    </>
  )
}
