import { Card, EmptyState, FilterBar, StatusBadge, Table, TBody, TD, TH, THead, TR, type Tone } from "@entrepot/ui"
import { MAIL_STATUSES, type MailStatus } from "@entrepot/domain/integrations/contract"
import { MailCheck } from "lucide-react"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../src/format/server.ts"
import { SelectFilter } from "../../../../src/list/filters.tsx"
import { one, Paging, type Asked } from "../../../../src/list/paging.tsx"
import { api } from "../../../../src/session.ts"
import { ResendMail } from "./resend-mail.tsx"

const tones: Record<MailStatus, Tone> = { queued: "info", sent: "success", failed: "danger", bounced: "danger", withheld: "warning" }
/** What may be sent again; of what came back, its secret is gone where it had one, and then the answer says so. */
const AGAIN: ReadonlySet<MailStatus> = new Set(["failed", "bounced", "withheld"])

export async function MailList({ asked }: { asked: Asked }) {
  const [ask, t, { since }] = await Promise.all([api(), getTranslations("mailbox"), getFormats()])
  const status = MAIL_STATUSES.find((each) => each === one(asked, "status"))
  const [networkId, tenantId, before] = [Number(one(asked, "network")) || undefined, Number(one(asked, "tenant")) || undefined, one(asked, "after")]
  const [{ rows: tenants }, { rows, next }] = await Promise.all([ask.platformTenants.list({ limit: 200 }), ask.platformDeliveries.mails({ ...(status && { status }), ...(networkId && { networkId }), ...(tenantId && { tenantId }), ...(before && { before }) })])
  const names = new Map(tenants.map((tenant) => [`${tenant.networkId}:${tenant.tenantId}`, tenant.name]))
  return (
    <>
      <FilterBar label={t("filters")}><SelectFilter label={t("status")} name="status" options={MAIL_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))} /></FilterBar>
      <Card flush>
        {rows.length === 0 ? <EmptyState icon={<MailCheck />} title={t("noMails")} description={t("noMailsText")} /> : (
          <Table caption={t("mails")} stack>
            <THead><TR><TH>{t("subject")}</TH><TH>{t("to")}</TH><TH>{t("tenant")}</TH><TH>{t("status")}</TH><TH align="end">{t("queued")}</TH><TH><span className="sr-only">{t("actions")}</span></TH></TR></THead>
            <TBody>
              {rows.map((row) => (
                <TR key={row.messageId}>
                  <TH scope="row">{row.subject}<span className="block text-xs text-muted">{row.kind}</span></TH>
                  <TD label={t("to")}>{row.recipient}</TD>
                  <TD label={t("tenant")}>{names.get(`${row.networkId}:${row.tenantId}`) ?? row.tenantId}</TD>
                  <TD label={t("status")}><StatusBadge tone={tones[row.status]}>{t(`statuses.${row.status}`)}</StatusBadge>{row.lastError && row.status !== "sent" && <span className="block max-w-md text-xs text-danger [overflow-wrap:anywhere]">{row.lastError}</span>}</TD>
                  <TD label={t("queued")} align="end" muted><time dateTime={row.queuedAt}>{since(row.queuedAt)}</time></TD>
                  <TD align="end">{AGAIN.has(row.status) && <ResendMail networkId={row.networkId} tenantId={row.tenantId} messageId={row.messageId} />}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        )}
      </Card>
      <Paging label={t("mails")} path="/platform/mailbox" asked={asked} next={next ?? undefined} />
    </>
  )
}
