import { getTranslations } from "next-intl/server"
import { DisputeCards } from "@entrepot/ui"
import type { DisputeView } from "@entrepot/domain/settlement/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { DocumentLink } from "#books/document-link.tsx"
import { DownloadButton } from "#invoices/download.tsx"
import { formats as theFormats } from "#server/formats.ts"
import { WithdrawDispute } from "./withdraw-dispute.tsx"

/** What was not agreed with, why, and what the distributor answered. */
export async function DisputeList({ disputes, withStatement }: { disputes: readonly DisputeView[]; withStatement: boolean }) {
  const [t, words, domain, { money, day, instant }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement"), getTranslations("domain"), theFormats()])
  return (
    <DisputeCards labels={{ statement: t("statement"), what: t("line.what"), claim: t("dispute.claim"), answer: t("dispute.answer"), granted: t("dispute.granted"), correction: t("dispute.correction") }}
      disputes={disputes.map((dispute) => ({
        id: dispute.disputeId, title: words(`reason.${dispute.reasonCode}`), status: { state: dispute.status, label: words(`dispute_status.${dispute.status}`) },
        raised: t("dispute.raised", { who: dispute.raisedBy.name, when: instant(dispute.raisedAt) }), reason: dispute.reason,
        action: dispute.status === "open" && <WithdrawDispute disputeId={dispute.disputeId} disabledReason={whyNot(dispute.actions.withdraw, domain as never)} />,
        statement: withStatement ? { number: dispute.statementNumber, href: `/settlement/${dispute.statementId}` } : null,
        line: { kind: words(`kind.${dispute.line.kind}`), on: day(dispute.line.occurredOn), document: <DocumentLink document={dispute.line.document} />, sku: dispute.line.sku, amount: money(dispute.line.amount) },
        claim: money(dispute.claim), granted: dispute.granted && money(dispute.granted),
        correction: dispute.correction && {
          number: dispute.correction.number, on: t("issuedOn", { day: day(dispute.correction.issuedOn) }),
          files: ["pdf", "xml"].map((form) => <DownloadButton key={form} href={`/files/settlements/corrections/${dispute.disputeId}.${form}`}>{t(`files.${form}`)}</DownloadButton>),
        },
        answer: dispute.resolvedAt && dispute.status !== "withdrawn" ? { text: dispute.answer, by: instant(dispute.resolvedAt) } : null,
      }))} />
  )
}
