import { Card, EmptyState, FilterBar, Link, RowKeys, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { Mail } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { SearchFilter } from "../../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"

export async function Mailbox({ asked }: { asked: Asked }) {
  const [ask, t, { instant, since }] = await Promise.all([api(), getTranslations("mailbox"), getFormats()])
  const before = one(asked, "after")
  const { rows, next } = await ask.mailbox.list({ search: one(asked, "search") ?? "", ...(before && { before }) })
  return (
    <>
      <FilterBar label={t("filters")}><SearchFilter label={t("search")} /></FilterBar>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<Mail />} title={t("empty")} description={t("emptyText")} /> : (
          <RowKeys>
            <Table caption={t("inbox")} stack>
              <THead><TR><TH>{t("subject")}</TH><TH>{t("to")}</TH><TH>{t("sender")}</TH><TH align="end">{t("received")}</TH></TR></THead>
              <TBody>
                {rows.map((row, at) => (
                  <TR key={row.smtpId} data-row tabIndex={at === 0 ? 0 : -1}>
                    <TH scope="row"><Link data-row-link tone="quiet" className="font-medium" href={`/platform/mailbox/${encodeURIComponent(row.smtpId)}`}>{row.subject}</Link></TH>
                    <TD label={t("to")}>{row.recipients.join(", ")}</TD>
                    <TD label={t("sender")} muted>{row.sender}</TD>
                    <TD label={t("received")} align="end" muted><time dateTime={row.receivedAt} title={instant(row.receivedAt)}>{since(row.receivedAt)}</time></TD>
                  </TR>
                ))}
              </TBody>
            </Table>
          </RowKeys>
        )}
      </Card>
      <Paging label={t("inbox")} path="/platform/mailbox" asked={asked} next={next ?? undefined} />
    </>
  )
}
