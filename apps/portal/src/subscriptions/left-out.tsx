"use client"
import { useTranslations } from "next-intl"
import { Checkbox, FieldSet } from "@entrepot/ui"
import type { LeftOutLine } from "@entrepot/domain/subscriptions"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"
import type { DraftLine } from "./draft.ts"
import { useSay } from "./use-say.ts"

/** What was cancelled of the order: as much as was ordered, and why it went. It comes along only where somebody wants it. */
export function LeftOut({ offered, lines, onChange }: { offered: readonly LeftOutLine[]; lines: readonly DraftLine[]; onChange: (lines: readonly DraftLine[]) => void }) {
  const t = useSay()
  const units = useTranslations("units")
  const { number, instant } = useFormats()
  const reasonOf = ({ because, reason, at, shipped, unit }: LeftOutLine) => [
    t(`new.leftOut.${because}`, { at: instant(at) }), ...(reason ? [t("new.leftOut.reason", { reason })] : []), ...(shipped ? [t("new.leftOut.shipped", { quantity: `${number(shipped)} ${unitInWords(units, unit, shipped)}` })] : []),
  ].join(" ")
  const add = ({ lineId, productId, sku, name, unit, quantity, shipToId }: LeftOutLine): DraftLine => ({ productId, sku, name, unit, quantity, was: lineId, ...(shipToId && { shipToId }) })
  return (
    <FieldSet legend={t("new.leftOut.legend", { count: offered.length })} hint={t("new.leftOut.hint")}>
      {offered.map((one) => (
        <Checkbox key={one.lineId} label={`${one.name} (${one.sku}), ${number(one.quantity)} ${unitInWords(units, one.unit, one.quantity)}`} hint={reasonOf(one)} checked={lines.some(({ was }) => was === one.lineId)}
          onChange={(event) => onChange(event.currentTarget.checked ? [...lines, add(one)] : lines.filter(({ was }) => was !== one.lineId))} />
      ))}
    </FieldSet>
  )
}
