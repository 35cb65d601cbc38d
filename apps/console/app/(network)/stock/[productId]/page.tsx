import { Alert, Card, CodeText, EmptyState, LinkButton, LinkTabs, Page, Stat, StatGrid } from "@entrepot/ui"
import { Boxes, ClipboardCheck, PackageCheck } from "lucide-react"
import { getLocale, getTranslations } from "next-intl/server"
import { unitInWords } from "@entrepot/kernel"
import { getFormats } from "../../../../src/format/server.ts"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { found } from "../../../../src/page/found.ts"
import { nameOf } from "../../../../src/products/name-of.ts"
import { api, may, signedIn } from "../../../../src/session.ts"
import { Allocation } from "./allocation.tsx"
import { CorrectStock, ReorderPoint } from "./correct-stock.tsx"
import { ExpectedReceipts } from "./expected-receipts.tsx"
import { Movements } from "./movements.tsx"
import { PlannedDemand } from "./planned-demand.tsx"
import { Reservations } from "./reservations.tsx"
import { StockOverTime } from "./stock-over-time.tsx"

type Props = { params: Promise<{ productId: string }>; searchParams: Promise<Asked> }

/** Every number explained: on hand by its movements, reserved by its promises, what is to come by its announcements. */
export default async function StockOfProductPage({ params, searchParams }: Props) {
  const [{ productId }, asked, ask, session, t, unitWords, locale, { number }] = await Promise.all([params, searchParams, api(), signedIn(), getTranslations("stock"), getTranslations("units"), getLocale(), getFormats()])
  const [product, warehouses, expected] = await Promise.all([found(ask.catalog.product({ productId })), ask.stock.warehouses(), ask.stock.expected({ productId, limit: 100 })])
  const row = (await ask.stock.list({ search: product.sku.slice(0, 60), limit: 50 })).rows.find((each) => each.productId === productId)
  const held = warehouses.filter(({ warehouseId }) => row?.warehouses.some((each) => each.warehouseId === warehouseId))
  const chosen = held.find(({ warehouseId }) => warehouseId === one(asked, "warehouse")) ?? held[0]
  const before = Number(one(asked, "before")) || undefined
  const stock = chosen && (await found(ask.stock.explain({ productId, warehouseId: chosen.warehouseId, limit: 100, ...(before && { before }) })))
  const [demand, allocation] = may(session, "network.subscription.view") ? await Promise.all([ask.subscriptionRuns.demand({ productId }), ask.subscriptionRuns.allocation({ productId })]) : []
  const planned = demand?.rows.find((each) => each.productId === productId)
  const units = product.units.map(({ unit, factor }) => ({ unit, factor }))
  const baseUnit = unitInWords(unitWords, product.baseUnit, "2") // it stands beside stock, which is many
  const noCount = may(session, "network.stock.count") ? undefined : t("noRight")
  const now = { onHand: row?.onHand ?? "0", reserved: row?.reserved ?? "0", waiting: row?.waiting ?? "0" }
  const availability = (
    <>
      {demand && <PlannedDemand row={planned} now={now} weeks={demand.weeks} receipts={expected.receipts} unit={baseUnit} reorderPoint={stock?.reorderPoint ?? "0"} />}
      {allocation && allocation.rows.length > 0 && <Allocation view={allocation} unit={baseUnit} />}
    </>
  )
  return (
    <Page title={<CodeText>{product.sku}</CodeText>} meta={<><span>{nameOf(product.names, locale)}</span><span>{product.brand}</span></>} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/stock" }, { label: product.sku }] }}
      actions={<>
        <LinkButton href={`/products/${productId}`}>{t("toProduct")}</LinkButton>
        <LinkButton icon={<ClipboardCheck aria-hidden />} href={`/stock/count?product=${productId}${chosen ? `&warehouse=${chosen.warehouseId}` : ""}`} disabledReason={noCount}>{t("count.open")}</LinkButton>
        <LinkButton variant="primary" icon={<PackageCheck aria-hidden />} href={`/stock/receive?product=${productId}${chosen ? `&warehouse=${chosen.warehouseId}` : ""}`} disabledReason={may(session, "network.stock.receive") ? undefined : t("noRight")}>{t("receive.open")}</LinkButton>
      </>}>
      {row && row.waiting !== "0" && <Alert tone="warning">{t("isWaited", { quantity: number(row.waiting), unit: baseUnit })}</Alert>}
      {!stock || !chosen ? <><EmptyState icon={<Boxes />} title={t("never")} description={t("neverText")} />{availability}</> : (
        <>
          {held.length > 1 && <LinkTabs label={t("warehouse")} tabs={held.map(({ warehouseId, name }) => ({ href: `/stock/${productId}?warehouse=${warehouseId}`, label: name, count: number(row?.warehouses.find((each) => each.warehouseId === warehouseId)?.onHand ?? "0"), current: warehouseId === chosen.warehouseId }))} />}
          <StatGrid>
            <Stat label={t("onHand")} value={`${number(stock.onHand)} ${baseUnit}`} hint={t("onHandWhy", { count: stock.movements[0]?.position ?? 0 })} />
            <Stat label={t("reserved")} value={number(stock.reserved)} hint={t("reservedWhy", { count: stock.reservations.length })} />
            <Stat label={t("available")} value={number(stock.available)} hint={t("availableWhy")} />
            <Stat label={t("reorderPoint")} value={number(stock.reorderPoint)} hint={<ReorderPoint key={stock.reorderPoint} productId={productId} warehouseId={chosen.warehouseId} value={stock.reorderPoint} unit={baseUnit} disabledReason={noCount} />} />
          </StatGrid>
          {availability}
          {stock.movements.length > 1 && <StockOverTime movements={stock.movements} reorderPoint={stock.reorderPoint} unit={baseUnit} />}
          <Card title={t("card")} description={t("cardLead")} flush actions={<CorrectStock productId={productId} warehouseId={chosen.warehouseId} sku={product.sku} units={units} disabledReason={noCount} />}>
            <Movements movements={stock.movements} unit={baseUnit} olderHref={stock.nextBefore ? `/stock/${productId}?warehouse=${chosen.warehouseId}&before=${stock.nextBefore}` : undefined} />
          </Card>
          <Card title={t("promises")} description={t("promisesLead")} flush><Reservations reservations={stock.reservations} promises={stock.promises} unit={baseUnit} more={stock.reservationsNext !== null} /></Card>
        </>
      )}
      <ExpectedReceipts productId={productId} units={units} baseUnit={baseUnit} receipts={expected.receipts} warehouses={warehouses.filter(({ active }) => active).map(({ warehouseId, name }) => ({ value: warehouseId, label: name }))}
        disabledReason={may(session, "network.stock.receive") ? undefined : t("noRight")} />
    </Page>
  )
}
