"use client"
import { Alert, Button, IconButton, Sheet, Skeleton, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { ArrowDown, ArrowUp } from "lucide-react"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../src/ask/trpc.ts"
import type { Rule } from "./rule-form.tsx"

/** "What would another order of these rules do?": the latest orders, sourced both ways against the stock of this moment. */
export function TryRules({ rules, warehouses }: { rules: readonly Rule[]; warehouses: { value: string; label: string }[] }) {
  const t = useTranslations("sourcing")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const [ids, setIds] = useState(() => rules.filter(({ active }) => active).map(({ ruleId }) => ruleId))
  const tried = ids.flatMap((id) => rules.filter(({ ruleId }) => ruleId === id))
  const answer = useQuery({ ...trpc.stock.tryRules.queryOptions({ rules: tried.map(({ name, shipToCountry, strategy, warehouseIds }) => ({ name, shipToCountry, strategy, warehouseIds: [...warehouseIds] })), orders: 20 }), enabled: open })
  const names = new Map(warehouses.map(({ value, label }) => [value, label]))
  const from = (lines: readonly { allocations: readonly { warehouseId: string }[] }[]) => [...new Set(lines.flatMap(({ allocations }) => allocations.map(({ warehouseId }) => names.get(warehouseId) ?? "?")))].join(", ") || "–"
  const move = (at: number, by: number) => setIds((now) => { const next = [...now]; const [id] = next.splice(at, 1); if (id) next.splice(at + by, 0, id); return next })
  return (
    <Sheet open={open} onOpenChange={setOpen} size="lg" trigger={<Button size="sm">{t("try.open")}</Button>} title={t("try.title")} description={t("try.lead")} labels={{ close: common("close") }}>
      <div className="grid gap-4">
        <ol className="grid gap-1 text-sm">
          {tried.map((rule, at) => (
            <li key={rule.ruleId} className="flex items-center gap-2">
              <span className="w-5 text-end text-muted tabular-nums">{at + 1}</span><span className="min-w-0 flex-1 truncate">{rule.name}</span>
              <IconButton size="sm" label={t("up", { name: rule.name })} icon={<ArrowUp aria-hidden />} disabledReason={at === 0 ? t("isFirst") : undefined} onClick={() => move(at, -1)} />
              <IconButton size="sm" label={t("down", { name: rule.name })} icon={<ArrowDown aria-hidden />} disabledReason={at === tried.length - 1 ? t("isLast") : undefined} onClick={() => move(at, 1)} />
            </li>
          ))}
        </ol>
        {answer.isPending && <Skeleton lines={5} />}
        {answer.isError && <Alert tone="danger" live>{common("loadFailed")}</Alert>}
        {answer.data && (
          <>
            <p className="text-sm" aria-live="polite">{t("try.differing", { count: answer.data.differing, of: answer.data.orders.length })}</p>
            <Table caption={t("try.title")} density="tight" stack>
              <THead><TR><TH>{t("try.order")}</TH><TH>{t("try.now")}</TH><TH>{t("try.then")}</TH><TH>{t("try.verdict")}</TH></TR></THead>
              <TBody>
                {answer.data.orders.map((order) => (
                  <TR key={order.orderId}>
                    <TH scope="row">{order.number}<span className="text-muted"> · {order.tenantName}</span></TH>
                    <TD label={t("try.now")}>{from(order.current.lines)}<span className="text-muted"> · {t("try.parcels", { count: order.current.shipments })}</span></TD>
                    <TD label={t("try.then")}>{from(order.proposed.lines)}<span className="text-muted"> · {t("try.parcels", { count: order.proposed.shipments })}</span></TD>
                    <TD label={t("try.verdict")}><StatusBadge tone={order.differs ? "warning" : "neutral"}>{t(order.differs ? "try.differs" : "try.same")}</StatusBadge></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </>
        )}
      </div>
    </Sheet>
  )
}
