import { DisputeCards } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { DisputeView } from "@entrepot/domain/settlement/contract"
import { whyNot } from "@entrepot/domain/tenancy/contract"
import { DocumentLink } from "../books/document-link.tsx"
import { getFormats } from "../format/server.ts"
import { AnswerDispute } from "./answer-dispute.tsx"
import { DownloadButton } from "./download.tsx"

/** Disputes with what is claimed and why; an open one is answered here. */
export async function DisputeList({ disputes, withStatement }: { disputes: readonly DisputeView[]; withStatement: boolean }) {
  const [t, words, kinds, refusals, { money, day, instant }] = await Promise.all([
    getTranslations("settlement"), getTranslations("refusals.settlement"), getTranslations("settlement.kinds"), getTranslations("refusals"), getFormats(),
  ])
  return (
    <DisputeCards labels={{ statement: t("statement"), what: t("line.what"), claim: t("dispute.claim"), answer: t("dispute.answer"), granted: t("dispute.granted"), correction: t("dispute.correction") }}
      disputes={disputes.map((dispute) => ({
        id: dispute.disputeId, title: words(`reason.${dispute.reasonCode}`), status: { state: dispute.status, label: words(`dispute_status.${dispute.status}`) },
        raised: t("dispute.raised", { who: dispute.raisedBy.name, partner: dispute.partner.name, when: instant(dispute.raisedAt) }), reason: dispute.reason,
        action: dispute.status === "open" && <AnswerDispute disputeId={dispute.disputeId} claim={dispute.claim} partner={dispute.partner.name} disabledReason={whyNot(dispute.actions.resolve, refusals as never)} />,
        statement: withStatement ? { number: dispute.statementNumber, href: `/settlement/${dispute.statementId}` } : null,
        line: { kind: kinds(dispute.line.kind), on: day(dispute.line.occurredOn), document: <DocumentLink document={dispute.line.document} />, sku: dispute.line.sku, amount: money(dispute.line.amount) },
        claim: money(dispute.claim), granted: dispute.granted && money(dispute.granted),
        correction: dispute.correction && {
          number: dispute.correction.number, on: t("issuedOn", { day: day(dispute.correction.issuedOn) }),
          files: ["pdf", "xml"].map((form) => <DownloadButton key={form} href={`/files/settlements/corrections/${dispute.disputeId}.${form}`}>{t(`files.${form}`)}</DownloadButton>),
        },
        answer: dispute.resolvedAt ? { text: dispute.answer, by: t("dispute.resolved", { who: dispute.resolvedBy?.name ?? "–", when: instant(dispute.resolvedAt) }) } : null,
      }))} />
  )
}
