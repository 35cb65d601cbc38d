import { Alert, Card, CodeText, EmptyState, LinkButton, LinkTabs, Stat, StatGrid, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Download, ListChecks } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { Paging, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"

type Counts = Readonly<Record<string, number>>
type Run = {
  runId: string; status: string; rowsTotal: number; rowsAccepted: number; rowsRefused: number; error: { code: string; facts: Readonly<Record<string, string | number>> } | null
  summary: { codes?: { refused: Counts; noticed: Counts }; products?: { created: number; updated: number; unchanged: number }; prices?: { created: number; changed: number; unchanged: number }; categoriesCreated?: number; rehearsed?: boolean }
}

/** What came of it in numbers, and every row that was refused or remarked, with line and reason. */
export async function ImportResult({ run, verdict: asked_, afterLine, asked }: { run: Run; verdict: string | undefined; afterLine: number; asked: Asked }) {
  const verdict = asked_ === "noticed" ? "noticed" as const : "refused" as const
  const [ask, t, tell, all, { number }] = await Promise.all([api(), getTranslations("imports.result"), getTranslations("refusals.integrations"), getTranslations("refusals"), getFormats()])
  const { rows, nextAfterLine } = await ask.imports.refusals({ runId: run.runId, verdict, afterLine })
  const { products, prices, categoriesCreated = 0, codes } = run.summary
  const noticed = Object.values(codes?.noticed ?? {}).reduce((sum, count) => sum + count, 0)
  const say = (code: string, facts: object) => (all.has(code as never) ? all(code as never, facts as never) : code)
  return (
    <>
      {run.error && <Alert tone="danger" title={t("failed")}>{say(run.error.code, run.error.facts)}</Alert>}
      {run.summary.rehearsed && <Alert tone="info" title={t("rehearsed")}>{t("rehearsedText")}</Alert>}
      <StatGrid>
        <Stat label={t("accepted")} value={number(run.rowsAccepted)} hint={t("of", { count: run.rowsTotal })} />
        <Stat label={t("refused")} value={number(run.rowsRefused)} />
        {products && <Stat label={t("products")} value={number(products.created)} hint={t("productsHint", { updated: products.updated, unchanged: products.unchanged })} />}
        {prices && <Stat label={t("prices")} value={number(prices.created + prices.changed)} hint={t("pricesHint", { changed: prices.changed, unchanged: prices.unchanged })} />}
        {categoriesCreated > 0 && <Stat label={t("categories")} value={number(categoriesCreated)} />}
      </StatGrid>
      <Card title={t("rows")} flush actions={rows.length > 0 && <LinkButton size="sm" icon={<Download aria-hidden />} href={`/api/imports/refusals?runId=${run.runId}&verdict=${verdict}`} download>{t("download")}</LinkButton>}>
        <LinkTabs className="px-4" label={t("rows")} tabs={[
          { href: `/imports/${run.runId}`, label: t("refusedRows"), count: number(run.rowsRefused), current: verdict === "refused" },
          { href: `/imports/${run.runId}?verdict=noticed`, label: t("noticedRows"), count: number(noticed), current: verdict === "noticed" },
        ]} />
        {rows.length === 0 ? <EmptyState level={3} icon={<ListChecks />} title={t(verdict === "refused" ? "noneRefused" : "noneNoticed")} /> : (
          <Table caption={t("rows")} stack density="tight">
            <THead><TR><TH align="end">{t("line")}</TH><TH>{t("field")}</TH><TH>{t("reason")}</TH><TH>{t("raw")}</TH></TR></THead>
            <TBody>
              {rows.map((row) => (
                <TR key={`${row.line} ${row.code} ${row.field}`}>
                  <TH scope="row" className="text-end tabular-nums">{row.line}</TH>
                  <TD label={t("field")}>{row.field && tell.has(`import_field.${row.field.split(".")[0]}` as never) ? tell(`import_field.${row.field.split(".")[0]}` as never) : row.field || "–"}</TD>
                  <TD label={t("reason")}>{say(row.code, row.facts)}</TD>
                  <TD label={t("raw")} muted className="max-w-md"><CodeText className="line-clamp-2 text-xs">{row.raw.join(" ; ")}</CodeText></TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
      <Paging label={t("rows")} path={`/imports/${run.runId}`} asked={asked} next={nextAfterLine === null ? undefined : String(nextAfterLine)} />
    </>
  )
}
