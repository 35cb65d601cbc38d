"use client"
import { Alert, Card, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { adjustments, contrastReport, type BrandLook } from "@entrepot/ui/theme"
import { useTranslations } from "next-intl"
import { useMemo } from "react"
import { useFormats } from "../../../../../src/format/client.ts"

/** What the platform did to keep every pair of colours legible, said honestly, with each pair behind it. */
export function Contrast({ look }: { look: BrandLook }) {
  const t = useTranslations("stamp.contrast")
  const { number } = useFormats()
  const { pairs, moved } = useMemo(() => ({ pairs: contrastReport(look).toSorted((a, b) => a.ratio / a.needed - b.ratio / b.needed), moved: adjustments(look) }), [look])
  const passed = pairs.filter((pair) => pair.pass).length
  const tightest = pairs[0]
  return (
    <Card title={t("title")} actions={<StatusBadge tone={passed === pairs.length ? "success" : "danger"}>{t("passed", { passed, total: pairs.length })}</StatusBadge>}>
      <div className="grid gap-3 text-sm">
        {moved.length === 0 ? <p className="text-muted">{t("untouched")}</p> : (
          <Alert tone="info" title={t("adjusted")}>
            <ul className="grid gap-1">
              {moved.map(({ mode, token, chosen, used }) => (
                <li key={`${mode} ${token}`} className="flex flex-wrap items-center gap-1.5">
                  {t("moved", { token: t(`tokens.${token}`), mode: t(mode) })} <Swatch hex={chosen} /> → <Swatch hex={used} />
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {tightest && <p className="text-muted">{t("tightest", { ratio: number(tightest.ratio), needed: number(tightest.needed) })}</p>}
        <details>
          <summary className="touch-target w-fit rounded-sm text-muted hover:text-text">{t("all")}</summary>
          <Table caption={t("title")} density="tight" maxHeight="18rem" className="mt-2">
            <THead sticky><TR><TH>{t("pair")}</TH><TH>{t("mode")}</TH><TH align="end">{t("ratio")}</TH><TH align="end">{t("needed")}</TH></TR></THead>
            <TBody>
              {pairs.map((pair) => (
                <TR key={`${pair.mode} ${pair.foreground} ${pair.background}`}>
                  <TH scope="row"><span className="inline-flex items-center gap-1.5"><Swatch hex={pair.foregroundHex} bare /><Swatch hex={pair.backgroundHex} bare /><span className="font-mono text-xs">{pair.foreground} / {pair.background}</span></span></TH>
                  <TD muted>{t(pair.mode)}</TD>
                  <TD align="end">{number(pair.ratio)}</TD>
                  <TD align="end" muted>{number(pair.needed)}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        </details>
      </div>
    </Card>
  )
}

function Swatch({ hex, bare }: { hex: string; bare?: boolean }) {
  return <span className="inline-flex items-center gap-1"><span aria-hidden className="inline-block size-3.5 rounded-xs border border-border-strong" style={{ backgroundColor: hex }} />{!bare && <span className="font-mono text-xs">{hex}</span>}</span>
}
