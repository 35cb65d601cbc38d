"use client"
import { Alert, Card, CodeText, EmptyState, Skeleton, StatusBadge, Table, TBody, TD, TH, THead, TR, type Tone } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { unitInWords } from "@entrepot/kernel"
import { factsOf } from "./facts.ts"

type Problem = { code: string; field: string; facts: Readonly<Record<string, string>> }
type Row = { line: number; cells: readonly string[]; verdict: "new" | "known" | "evidence" | "refused"; becomes: unknown; refused: readonly Problem[]; noticed: readonly Problem[] }
type Props = { kind: string; columns: readonly string[]; preview: { faults: readonly Problem[]; rows: readonly Row[]; products: readonly { row: unknown; noticed: readonly Problem[] }[] } | undefined; failed: boolean; loading: boolean }

const tones: Record<Row["verdict"], Tone> = { new: "success", known: "info", evidence: "neutral", refused: "danger" }

/** The first rows as they would become, each with its verdict; nothing is dropped in silence. */
export function Preview({ columns, preview, failed, loading }: Props) {
  const t = useTranslations("imports.preview")
  const all = useTranslations("refusals")
  const say = ({ code, facts }: Problem) => (all.has(code as never) ? all(code as never, facts as never) : code)
  const refused = preview?.rows.filter((row) => row.verdict === "refused").length ?? 0
  return (
    <Card title={t("title")} description={preview && t("summary", { rows: preview.rows.length, refused })} flush actions={loading && <span className="text-sm text-muted">{t("loading")}</span>}>
      {failed && <Alert tone="danger" live className="m-3">{t("failed")}</Alert>}
      {!preview && !failed && <div className="p-4"><Skeleton lines={8} /></div>}
      {preview && preview.rows.length === 0 && <EmptyState level={3} title={t("nothing")} description={t("nothingText")} />}
      {preview && preview.products.length > 0 && <Products products={preview.products.map(({ row, noticed }) => ({ row, remarks: noticed.map(say) }))} />}
      {preview && preview.rows.length > 0 && (
        <Table caption={t("title")} density="tight" maxHeight="36rem">
          <THead sticky><TR><TH align="end">{t("line")}</TH><TH>{t("verdict")}</TH><TH>{t("becomes")}</TH><TH>{t("cells")}</TH></TR></THead>
          <TBody>
            {preview.rows.map((row) => (
              <TR key={row.line}>
                <TH scope="row" className="text-end align-top tabular-nums">{row.line}</TH>
                <TD className="align-top"><StatusBadge tone={tones[row.verdict]}>{t(`verdicts.${row.verdict}`)}</StatusBadge></TD>
                <TD className="min-w-72 align-top">
                  {row.refused.map((problem) => <p key={`${problem.code} ${problem.field}`} className="text-danger">{say(problem)}</p>)}
                  {row.becomes !== null && <Facts value={row.becomes} />}
                  {row.noticed.map((problem) => <p key={`${problem.code} ${problem.field}`} className="text-xs text-warning">{say(problem)}</p>)}
                </TD>
                <TD className="align-top" muted><span className="line-clamp-3 max-w-md text-xs" title={row.cells.map((cell, at) => `${columns[at] ?? at}: ${cell}`).join("\n")}>{row.cells.join(" ; ")}</span></TD>
              </TR>
            ))}
          </TBody>
        </Table>
      )}
    </Card>
  )
}

/** What these sales lines alone would make: products that nobody wrote down. */
function Products({ products }: { products: readonly { row: unknown; remarks: readonly string[] }[] }) {
  const t = useTranslations("imports.preview")
  return (
    <div className="border-b p-4">
      <h3 className="mb-2 font-medium">{t("products", { count: products.length })}</h3>
      <ul className="grid max-h-72 gap-2 overflow-y-auto">{products.map(({ row, remarks }, at) => <li key={at} className="grid gap-0.5"><Facts value={row} />{remarks.map((remark) => <p key={remark} className="text-xs text-warning">{remark}</p>)}</li>)}</ul>
    </div>
  )
}

/** A row's facts in one paragraph, under the names that the fields have on this page. */
function Facts({ value }: { value: unknown }) {
  const tell = useTranslations("refusals.integrations")
  const languages = useTranslations("common.languages")
  const unitWords = useTranslations("units")
  return (
    <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs">
      {factsOf(value).map(({ field, of, text }) => (
        <div key={`${field} ${of}`} className="flex gap-1">
          <dt className="text-muted">{field === "attribute" ? of : tell(`import_field.${field}` as never)}{(field === "name" || field === "description") && ` (${languages.has(of as never) ? languages(of as never) : of})`}</dt>
          <dd><CodeText>{field === "unit" || field === "base_unit" ? unitInWords(unitWords, text) : text}</CodeText></dd>
        </div>
      ))}
    </dl>
  )
}
