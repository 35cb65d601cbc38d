"use client"
import { CheckCheck } from "lucide-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Badge, Card, cn, DescriptionList, EmptyState, Link, Skeleton, SplitView, useHotkeys } from "@entrepot/ui"
import type { OrderToApprove } from "@entrepot/domain/ordering"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { DecideOrder } from "./decide-order.tsx"
import { ReviewIssues } from "./review-issues.tsx"

/** A stack to clear with the keyboard: j and k walk it, a approves, r rejects. */
export function Inbox({ entries }: { entries: readonly OrderToApprove[] }) {
  const t = useTranslations("approvals")
  const [at, setAt] = useState(0)
  const chosen = entries[Math.min(at, entries.length - 1)]
  useHotkeys({ j: () => setAt((now) => Math.min(now + 1, entries.length - 1)), k: () => setAt((now) => Math.max(now - 1, 0)) })
  if (!chosen) return <EmptyState icon={<CheckCheck aria-hidden />} title={t("emptyTitle")} description={t("emptyText")} />
  return (
    <SplitView asideFirst asideWidth="md" asideLabel={t("stack")} aside={
      <ul className="grid gap-1">{entries.map((entry, index) => <li key={entry.requestId}><EntryButton entry={entry} current={entry === chosen} onOpen={() => setAt(index)} /></li>)}</ul>
    }>
      <Chosen key={chosen.requestId} entry={chosen} />
    </SplitView>
  )
}

function EntryButton({ entry, current, onOpen }: { entry: OrderToApprove; current: boolean; onOpen: () => void }) {
  const t = useTranslations("approvals")
  const formats = useFormats()
  return (
    <button type="button" aria-current={current || undefined} onClick={onOpen} className={cn("grid w-full gap-0.5 rounded-md border bg-surface p-3 text-start hover:border-border-strong", current && "border-accent bg-accent-soft")}>
      <span className="flex justify-between gap-2"><span className="font-medium">{entry.number} <span className="font-normal text-muted">{entry.accountName}</span></span><span className="tabular-nums">{formats.money(entry.total)}</span></span>
      <span className="text-sm text-muted">{entry.requesterName} · {formats.instant(entry.requestedAt)} · {entry.levelName} {entry.levels > 1 && t("levelOf", { level: entry.level, levels: entry.levels })}</span>
      {entry.onBehalfOf && <Badge tone="info">{t("onBehalfOf", { name: entry.onBehalfOf })}</Badge>}
    </button>
  )
}

function Chosen({ entry }: { entry: OrderToApprove }) {
  const t = useTranslations("approvals")
  const formats = useFormats()
  const trpc = useTRPC()
  const { data: order } = useQuery(trpc.orders.get.queryOptions({ orderId: entry.orderId }))
  const { data: review = [] } = useQuery(trpc.orders.review.queryOptions({ orderId: entry.orderId }))
  if (!order) return <Card><Skeleton lines={6} /></Card>
  return (
    <>
      <Card title={<Link href={`/orders/${order.orderId}`}>{order.number}</Link>} description={t("because", { policies: entry.because.map(({ name }) => name).join(", ") })}>
        <DescriptionList items={[
          { term: t("account"), value: order.accountName }, { term: t("placedBy"), value: order.placedBy }, { term: t("total"), value: formats.money(order.total) },
          ...(order.marginPercent === null ? [] : [{ term: t("margin"), value: formats.percent(order.marginPercent) }]),
          { term: t("po"), value: order.poNumber || "–" }, { term: t("shipTo"), value: order.shipTo ? `${order.shipTo.label}, ${order.shipTo.city}` : "–" },
          { term: t("lines"), value: <ul>{order.lines.map((line) => <li key={line.lineId}>{formats.number(line.quantity)} × {line.sku} {line.name} <span className="text-muted">{formats.money(line.net)}</span></li>)}</ul> },
        ]} />
      </Card>
      {review.length > 0 && <ReviewIssues review={review} currency={order.total.currency} />}
      <DecideOrder order={order} />
    </>
  )
}
