"use client"
import { Card, StockChart } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../src/format/client.ts"

type Props = { movements: readonly { movementId: string; onHandAfter: string; occurredAt: string; position: number }[]; reorderPoint: string; unit: string }

export function StockOverTime({ movements, reorderPoint, unit }: Props) {
  const t = useTranslations("stock")
  const common = useTranslations("common")
  const { number, instant, locale } = useFormats()
  const points = movements.toReversed().map((movement) => ({ label: `${instant(movement.occurredAt)} #${movement.position}`, value: Number(movement.onHandAfter), text: `${number(movement.onHandAfter)} ${unit}` }))
  const [first, last] = [points[0], points.at(-1)]
  return (
    <Card>
      <StockChart title={t("overTime")} summary={t("overTimeSummary", { from: first?.text ?? "", to: last?.text ?? "", count: points.length })} points={points} seriesLabel={t("onHand")} locale={locale}
        {...(reorderPoint !== "0" && { thresholds: [{ label: t("reorderPoint"), value: Number(reorderPoint) }] })} labels={{ showTable: common("showTable"), category: t("when") }} />
    </Card>
  )
}
