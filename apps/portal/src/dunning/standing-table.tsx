import { getTranslations } from "next-intl/server"
import { Badge, Link, MoneyText, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { DunningRow } from "@entrepot/domain/billing/contract"
import { formats as theFormats } from "#server/formats.ts"
import { StageBadge } from "./stage.tsx"

/** Who is late, how far it has gone with them, and what comes next if nothing is paid. */
export async function StandingTable({ rows, withSteps = false }: { rows: readonly DunningRow[]; /** With a way to what was done about each. */ withSteps?: boolean }) {
  const [t, words, { money, day }] = await Promise.all([getTranslations("dunning"), getTranslations("domain.billing"), theFormats()])
  return (
    <RowKeys>
      <Table caption={t("title")} stack>
        <THead><TR><TH>{t("account")}</TH><TH align="end">{t("overdue")}</TH><TH>{t("oldest")}</TH><TH>{t("stageTerm")}</TH><TH>{t("next")}</TH><TH>{t("card")}</TH>{withSteps && <TH><span className="sr-only">{t("done")}</span></TH>}</TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={`${row.accountId} ${row.currency}`} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={`/receivables/${row.accountId}`} className="font-medium">{row.accountName}</Link></TH>
              <TD label={t("overdue")} align="end"><MoneyText strong>{money(row.overdue)}</MoneyText><div className="text-xs text-muted">{t("invoices", { count: row.invoices })}</div></TD>
              <TD label={t("oldest")}>{row.oldestDueOn ? <><span className="whitespace-nowrap">{day(row.oldestDueOn)}</span><div className="text-xs text-muted">{t("late", { days: row.overdueDays })}</div></> : "–"}</TD>
              <TD label={t("stageTerm")}><StageBadge stage={row.stage} t={t as never} />{row.becomes !== row.stage && <div className="mt-0.5 text-xs text-muted">{t("soon", { stage: t(`stage.${row.becomes}`) })}</div>}</TD>
              <TD label={t("next")}>{row.next ? <>{words(`step.${row.next.step}`)}<div className="text-xs whitespace-nowrap text-muted">{day(row.next.on)}</div></> : <span className="text-muted">{t("nothingNext")}</span>}</TD>
              <TD label={t("card")}><CardState row={row} t={t as never} /></TD>
              {withSteps && <TD align="end"><Link href={`/dunning/${row.accountId}`} className="touch-target whitespace-nowrap" aria-label={t("doneOf", { account: row.accountName })}>{t("done")}</Link></TD>}
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}

function CardState({ row, t }: { row: DunningRow; t: (key: string, values?: Record<string, number>) => string }) {
  return (
    <>
      {row.waitsForMethod ? <Badge tone="warning">{t("waits")}</Badge> : <span className={row.hasMethod ? "" : "text-muted"}>{t(row.hasMethod ? "hasMethod" : "noMethod")}</span>}
      {row.retriesSpent > 0 && <div className="text-xs text-muted">{t("retried", { count: row.retriesSpent })}</div>}
    </>
  )
}
