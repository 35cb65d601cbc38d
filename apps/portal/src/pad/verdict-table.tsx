"use client"
import { useTranslations } from "next-intl"
import { Badge, Button, CodeText, Link, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { PadVerdict } from "@entrepot/domain/storefront"
import { unitInWords } from "@entrepot/kernel"
import { useFormats } from "#client/use-formats.ts"

export type Fix = { readonly line: number; readonly part: string; readonly quantity: string; readonly unit?: string | undefined; /** Lines whose quantities it counts already. */ readonly added?: readonly number[] | undefined }
type Props = { verdicts: readonly PadVerdict[]; onFix: (fix: Fix) => void; onDrop: (line: number) => void }

const TONE: Readonly<Record<PadVerdict["kind"], "success" | "warning" | "danger" | "info" | "neutral">> = {
  ok: "success", backorder: "info", run_out: "warning", merged: "neutral", superseded: "warning", quantity_off: "warning", quantity_unreadable: "danger", unit_unknown: "warning",
  no_price: "warning", ambiguous: "warning", not_entitled: "danger", discontinued: "danger", not_found: "danger",
}

/** A verdict for every row, in the pad's order, with the nearest way to put it right. */
export function VerdictTable({ verdicts, onFix, onDrop }: Props) {
  const t = useTranslations("pad")
  return (
    <RowKeys>
      <Table caption={t("verdicts")} stack density="tight">
        <THead sticky>
          <TR><TH align="end">{t("line")}</TH><TH>{t("part")}</TH><TH align="end">{t("quantity")}</TH><TH align="end">{t("price")}</TH><TH>{t("leaves")}</TH><TH>{t("verdict")}</TH></TR>
        </THead>
        <TBody>{verdicts.map((verdict) => <VerdictRow key={verdict.line} verdict={verdict} onFix={onFix} onDrop={onDrop} />)}</TBody>
      </Table>
    </RowKeys>
  )
}

function VerdictRow({ verdict, onFix, onDrop }: { verdict: PadVerdict } & Pick<Props, "onFix" | "onDrop">) {
  const t = useTranslations("pad")
  const units = useTranslations("units")
  const formats = useFormats()
  const { offer, line } = verdict
  const soldOut = verdict.kind === "run_out" && !verdict.addable
  return (
    <TR data-row tabIndex={0} data-verdict={verdict.kind}>
      <TD align="end" label={t("line")} muted>{line}</TD>
      <TH scope="row" className="font-normal">
        <CodeText className="font-medium">{verdict.part}</CodeText>
        {offer && <Link tone="quiet" href={`/products/${offer.product.productId}`} className="block text-sm text-muted sm:max-w-52 sm:truncate 2xl:max-w-96">{offer.product.sku === verdict.part ? "" : `${offer.product.sku} · `}{offer.product.name}</Link>}
      </TH>
      <TD align="end" label={t("quantity")}><Quantity verdict={verdict} /></TD>
      <TD align="end" label={t("price")}>{offer?.price ? formats.unitPrice(offer.price.unitPrice, offer.price.currency) : "–"}</TD>
      <TD label={t("leaves")}>{offer?.promiseOn && !soldOut ? formats.day(offer.promiseOn) : "–"}</TD>
      <TD label={t("verdict")}>
        <div className="flex flex-wrap items-center gap-1.5">
          <Badge tone={soldOut ? "danger" : TONE[verdict.kind]}>{soldOut ? t("soldOut") : t(`kind.${verdict.kind}`, { line: verdict.intoLine ?? 0 })}</Badge>
          {verdict.notices.map((notice) => <span key={notice.notice} className="text-sm text-muted">{noticeText(notice, t, (unit) => unitInWords(units, unit), formats.number)}</span>)}
          <Fixes verdict={verdict} onFix={onFix} />
          {!verdict.addable && verdict.kind !== "merged" && <Button size="sm" variant="ghost" onClick={() => onDrop(line)}>{t("drop")}</Button>}
        </div>
      </TD>
    </TR>
  )
}

/** How much the row asks for; what can be had instead is a button's to say. */
function Quantity({ verdict: { addable, kind, offer, wanted, wrote } }: { verdict: PadVerdict }) {
  const units = useTranslations("units")
  const { number } = useFormats()
  if (!offer || kind === "unit_unknown") return [wrote.quantity ?? "–", wrote.unit].filter(Boolean).join(" ")
  const asked = addable || kind === "superseded" ? offer.quantity : kind === "merged" ? undefined : wanted
  return <>{asked === undefined ? (wrote.quantity ?? "–") : number(asked)} <span className="text-muted">{unitInWords(units, offer.unit, asked)}</span></>
}

type Words = ReturnType<typeof useTranslations>

function noticeText(notice: PadVerdict["notices"][number], t: Words, unit: (code: string) => string, number: (value: string) => string): string {
  if (notice.notice === "merged") return t("notice.merged", { lines: notice.lines.join(", ") })
  return notice.notice === "unit_assumed" ? t("notice.unit_assumed", { unit: unit(notice.unit) }) : t("notice.quantity_assumed", { quantity: number(notice.quantity) })
}

/** What one click would make of the row. Nothing is changed before it. */
function Fixes({ verdict, onFix }: { verdict: PadVerdict; onFix: Props["onFix"] }) {
  const t = useTranslations("pad")
  const units = useTranslations("units")
  const formats = useFormats()
  const { line, offer, wrote } = verdict
  const written = wrote.quantity ?? "1"
  const added = verdict.notices.flatMap((notice) => (notice.notice === "merged" ? notice.lines : []))
  if (verdict.kind === "quantity_off" && offer) {
    return [verdict.roundDown, verdict.roundUp].filter((each) => each !== undefined).map((quantity) => (
      <Button key={quantity} size="sm" onClick={() => onFix({ line, part: offer.product.sku, quantity: formats.number(quantity), unit: offer.unit, added })}>{t("take", { quantity: formats.number(quantity) })}</Button>
    ))
  }
  if (verdict.kind === "superseded" && offer) return <Button size="sm" onClick={() => onFix({ line, part: offer.product.sku, quantity: formats.number(offer.quantity), unit: offer.unit })}>{t("takeSku", { sku: offer.product.sku })}</Button>
  if (verdict.kind === "unit_unknown" && offer) return offer.units.map((unit) => <Button key={unit} size="sm" onClick={() => onFix({ line, part: offer.product.sku, quantity: written, unit })}>{unitInWords(units, unit)}</Button>)
  return (verdict.candidates ?? []).slice(0, 3).map((candidate) => <Button key={candidate.productId} size="sm" onClick={() => onFix({ line, part: candidate.sku, quantity: written, unit: wrote.unit ?? undefined })}>{t("takeSku", { sku: candidate.sku })}</Button>)
}
