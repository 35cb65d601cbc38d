"use client"
import { Alert, Card, CodeText, Select, Skeleton, StatusBadge, Table, TBody, TD, TH, THead, TR, type Tone } from "@entrepot/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "../../../../../../src/ask/trpc.ts"
import { useRefused } from "../../../../../../src/ask/use-refused.ts"
import { useFormats } from "../../../../../../src/format/client.ts"
import { nameOf } from "../../../../../../src/products/name-of.ts"

const VERDICTS = ["dearer", "cheaper", "new", "gone", "same"] as const
const tones: Record<(typeof VERDICTS)[number], Tone> = { dearer: "warning", cheaper: "success", new: "info", gone: "danger", same: "neutral" }
type Props = { tenantId: number; listId: string; version: number; currency: string; buyers: readonly { accountId: string; number: string; name: string }[]; side: "sale" | "supply" }

/** What publishing would change for a buyer, by the one resolver, before it is published. */
export function Diff({ tenantId, listId, version, currency, buyers, side }: Props) {
  const t = useTranslations("prices")
  const locale = useLocale()
  const units = useTranslations("units")
  const trpc = useTRPC()
  const refused = useRefused()
  const { unitPrice, signedPercent, number, day } = useFormats()
  const [accountId, setAccount] = useState("")
  const options = trpc.prices.diff.queryOptions({ tenantId, ask: { listId, ...(accountId && { accountId }) } })
  const { data, error, isPending } = useQuery({ ...options, queryKey: [...options.queryKey, version] as never, placeholderData: keepPreviousData, retry: false })
  const moved = data?.changes.filter(({ verdict }) => verdict !== "same") ?? []
  const price = (value: string | null) => (value === null ? t("onRequest") : unitPrice(value, currency))
  return (
    <Card title={t("diff.title")} description={data ? t("diff.lead", { name: data.buyer.name, day: day(data.on) }) : t("diff.wait")} flush
      actions={side === "sale" && <Select aria-label={t("diff.forWhom")} value={accountId} placeholder={t("diff.first")} onChange={(event) => setAccount(event.currentTarget.value)} options={buyers.map((buyer) => ({ value: buyer.accountId, label: `${buyer.number} · ${buyer.name}` }))} />}>
      {isPending && <div className="p-4"><Skeleton lines={4} /></div>}
      {error && <Alert tone="warning" live className="m-3">{refused(error)}</Alert>}
      {data && (
        <>
          <p className="flex flex-wrap gap-2 border-b px-4 py-2.5">{VERDICTS.map((verdict) => <StatusBadge key={verdict} tone={tones[verdict]}>{t(`diff.${verdict}`)}: {number(data.counts[verdict])}</StatusBadge>)}</p>
          {moved.length > 0 && (
            <Table caption={t("diff.title")} stack density="tight" maxHeight="24rem">
              <THead sticky><TR><TH>{t("product")}</TH><TH>{t("per")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("diff.before")}</TH><TH align="end">{t("diff.after")}</TH><TH align="end">{t("diff.change")}</TH></TR></THead>
              <TBody>
                {moved.map((change) => (
                  <TR key={`${change.productId} ${change.unit} ${change.quantity}`}>
                    <TH scope="row"><CodeText className="font-medium">{change.sku}</CodeText> <span className="text-muted">{nameOf(change.names, locale)}</span></TH>
                    <TD label={t("per")}>{unitInWords(units, change.unit)}</TD><TD label={t("quantity")} align="end">{number(change.quantity)}</TD>
                    <TD label={t("diff.before")} align="end" muted>{price(change.before)}</TD><TD label={t("diff.after")} align="end" className="font-medium">{price(change.after)}</TD>
                    <TD label={t("diff.change")} align="end"><StatusBadge tone={tones[change.verdict]}>{change.changePercent === null ? t(`diff.${change.verdict}`) : signedPercent(change.changePercent)}</StatusBadge>{change.belowFloor && <span className="ms-1 text-xs text-danger">{t("diff.belowFloor")}</span>}</TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          )}
        </>
      )}
    </Card>
  )
}
