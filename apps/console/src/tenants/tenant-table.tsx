import { Link, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../format/server.ts"
import { HealthBadge, type Health } from "./health.tsx"

export type TenantRow = { networkId: number; network: string; tenantId: number; code: string; name: string; kind: string; status: string; locale: string; currency: string; country: string; host: string | null; lastOrderAt: string | null; deadLetters: number; failedMails: number; health: Health }

/** Tenants with what ails them; each row opens its page. */
export async function TenantTable({ rows, hrefOf, withNetwork = false }: { rows: readonly TenantRow[]; hrefOf: (row: TenantRow) => string; withNetwork?: boolean }) {
  const [t, kinds, { since, number }] = await Promise.all([getTranslations("tenants.list"), getTranslations("common.kind"), getFormats()])
  return (
    <RowKeys>
      <Table caption={t("caption")} stack>
        <THead><TR><TH>{t("name")}</TH>{withNetwork && <TH>{t("network")}</TH>}<TH>{t("kind")}</TH><TH>{t("health")}</TH><TH>{t("host")}</TH><TH>{t("currency")}</TH><TH align="end">{t("lastOrder")}</TH><TH align="end">{t("ails")}</TH></TR></THead>
        <TBody>
          {rows.map((row, at) => (
            <TR key={`${row.networkId}:${row.tenantId}`} data-row tabIndex={at === 0 ? 0 : -1}>
              <TH scope="row"><Link data-row-link tone="quiet" href={hrefOf(row)} className="font-medium">{row.name}</Link> <span className="text-muted">{row.code}</span></TH>
              {withNetwork && <TD label={t("network")}>{row.network}</TD>}
              <TD label={t("kind")}>{kinds(row.kind as "dealer")}</TD>
              <TD label={t("health")}><HealthBadge health={row.health} /></TD>
              <TD label={t("host")} muted>{row.host ?? "–"}</TD>
              <TD label={t("currency")} muted>{row.currency} · {row.country}</TD>
              <TD label={t("lastOrder")} align="end" muted>{row.lastOrderAt ? <time dateTime={row.lastOrderAt}>{since(row.lastOrderAt)}</time> : t("noOrder")}</TD>
              <TD label={t("ails")} align="end">{row.deadLetters + row.failedMails > 0 ? <span className="font-medium text-danger">{number(row.deadLetters + row.failedMails)}</span> : "–"}</TD>
            </TR>
          ))}
        </TBody>
      </Table>
    </RowKeys>
  )
}
