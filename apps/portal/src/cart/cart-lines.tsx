"use client"
import { Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import { Badge, Button, CodeText, ErrorText, IconButton, Input, Link, QuantityInput, RowKeys, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { CartView } from "@entrepot/domain/ordering"
import { unitInWords } from "@entrepot/kernel"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRested } from "./use-rested.ts"

type Line = CartView["lines"][number]

/** What is in the cart: priced live, what may not be sold said so with the nearest way out. */
export function CartLines({ cart }: { cart: CartView }) {
  const t = useTranslations("cart")
  return (
    <RowKeys>
      <Table caption={t("lines")} stack>
        <THead><TR><TH>{t("product")}</TH><TH>{t("quantity")}</TH><TH>{t("delivery")}</TH><TH align="end">{t("net")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
        <TBody>{cart.lines.map((line) => <CartRow key={line.lineId} line={line} shipTos={cart.shipTos} />)}</TBody>
      </Table>
    </RowKeys>
  )
}

function CartRow({ line, shipTos }: { line: Line; shipTos: CartView["shipTos"] }) {
  const t = useTranslations("cart")
  const units = useTranslations("units")
  const formats = useFormats()
  const trpc = useTRPC()
  const set = useCommand(trpc.cart.setLine.mutationOptions())
  const remove = useCommand(trpc.cart.removeLines.mutationOptions(), { done: t("removed", { sku: line.sku }) })
  const [quantity, typeQuantity] = useRested<string>(line.quantity, (value) => void set.run({ lineId: line.lineId, quantity: value }))
  return (
    <TR data-row tabIndex={0} aria-busy={set.pending || remove.pending || undefined}>
      <TH scope="row" className="font-normal">
        <Link data-row-link tone="quiet" href={`/products/${line.productId}`} className="font-medium">{line.name}</Link>
        <span className="block text-sm text-muted"><CodeText>{line.sku}</CodeText></span>
        {line.problems.map((problem) => <Problem key={problem.code} problem={problem} onTake={(value) => void set.run({ lineId: line.lineId, quantity: value })} />)}
        {line.belowFloor && <Badge tone="warning">{t("belowFloor")}</Badge>}
        {set.refused && <ErrorText>{set.refused}</ErrorText>}
      </TH>
      <TD label={t("quantity")}>
        <QuantityInput aria-label={t("quantityOf", { sku: line.sku })} value={quantity} min={line.minimum} step={line.step} unit={unitInWords(units, line.unit, quantity)} decimalSign={formats.locale === "en" ? "." : ","} labels={{ decrease: t("less"), increase: t("more") }} onValueChange={(value) => value !== undefined && typeQuantity(value)} />
      </TD>
      <TD label={t("delivery")}>
        <div className="grid w-40 gap-1 max-sm:w-44">
          {shipTos.length > 1 && <Select aria-label={t("shipToOf", { sku: line.sku })} value={line.shipToId ?? ""} onChange={(event) => void set.run({ lineId: line.lineId, shipToId: event.currentTarget.value || null })} options={[{ value: "", label: t("asOrder") }, ...shipTos.map(({ addressId, label }) => ({ value: addressId, label }))]} />}
          <Input type="date" aria-label={t("dateOf", { sku: line.sku })} defaultValue={line.requestedOn ?? ""} onBlur={(event) => {
            const day = event.currentTarget.value || null
            if (day !== line.requestedOn) void set.run({ lineId: line.lineId, requestedOn: day })
          }} />
          <span className="text-sm text-muted">{line.promise.on ? t(`promise.${line.promise.reason}`, { day: formats.day(line.promise.on) }) : t("promise.no_supply")}</span>
        </div>
      </TD>
      <TD align="end" label={t("net")}>
        <span className="font-medium">{formats.money(line.net)}</span>
        <span className="block text-sm text-muted">{line.unitPrice ? t("each", { price: formats.unitPrice(line.unitPrice, line.net.currency) }) : t("onRequest")}</span>
        {line.marginPercent !== null && <span className="block text-sm text-muted">{t("marginOf", { percent: formats.percent(line.marginPercent) })}</span>}
      </TD>
      <TD align="end"><IconButton label={t("remove", { sku: line.sku })} icon={<Trash2 aria-hidden />} variant="ghost" loading={remove.pending} onClick={() => void remove.run({ lineIds: [line.lineId] })} /></TD>
    </TR>
  )
}

function Problem({ problem, onTake }: { problem: Line["problems"][number]; onTake: (quantity: string) => void }) {
  const t = useTranslations("cart")
  const { number } = useFormats()
  const offers = "roundDown" in problem || "roundUp" in problem ? [problem.roundDown, problem.roundUp].filter((each) => each !== undefined) : []
  return (
    <span className="flex flex-wrap items-center gap-2 text-sm text-danger">
      {t(`problem.${problem.code}`)}
      {offers.map((offer) => <Button key={offer} size="sm" onClick={() => onTake(offer)}>{t("take", { quantity: number(offer) })}</Button>)}
      {"successorId" in problem && problem.successorId && <Link href={`/products/${problem.successorId}`}>{t("seeSuccessor")}</Link>}
    </span>
  )
}
