import { Card, CodeText, DescriptionList, Link, MoneyText } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import type { DisputeView } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "../books/document-link.tsx"
import { getFormats } from "../format/server.ts"
import { AnswerDispute } from "./answer-dispute.tsx"
import { DisputeStatusBadge } from "./status.tsx"
import { whyNot } from "./why-not.ts"

/** Disputes with what is claimed and why; an open one is answered here. */
export async function DisputeList({ disputes, withStatement }: { disputes: readonly DisputeView[]; withStatement: boolean }) {
  const [t, reasons, kinds, refusals, { money, day, instant }] = await Promise.all([
    getTranslations("settlement"), getTranslations("refusals.settlement.reason"), getTranslations("settlement.kinds"), getTranslations("refusals"), getFormats(),
  ])
  return (
    <ul className="grid gap-3">
      {disputes.map((dispute) => (
        <li key={dispute.disputeId}>
          <Card title={<span className="flex flex-wrap items-center gap-2">{reasons(dispute.reasonCode)} <DisputeStatusBadge status={dispute.status} /></span>}
            description={t("dispute.raised", { who: dispute.raisedBy.name, partner: dispute.partner.name, when: instant(dispute.raisedAt) })}
            actions={dispute.status === "open" && <AnswerDispute disputeId={dispute.disputeId} claim={dispute.claim} partner={dispute.partner.name} disabledReason={whyNot(dispute.actions.resolve, refusals as never)} />}>
            <p className="mb-3 max-w-prose text-sm">{dispute.reason}</p>
            <DescriptionList items={[
              ...(withStatement ? [{ term: t("statement"), value: <Link href={`/settlement/${dispute.statementId}`}>{dispute.statementNumber}</Link> }] : []),
              { term: t("line.what"), value: <>{kinds(dispute.line.kind)}, {day(dispute.line.occurredOn)}: <DocumentLink document={dispute.line.document} />{dispute.line.sku && <> · <CodeText>{dispute.line.sku}</CodeText></>}</>, hint: <MoneyText>{money(dispute.line.amount)}</MoneyText> },
              { term: t("dispute.claim"), value: <MoneyText strong>{money(dispute.claim)}</MoneyText> },
              ...(dispute.resolvedAt ? [{ term: t("dispute.answer"), value: dispute.answer || "–", hint: t("dispute.resolved", { who: dispute.resolvedBy?.name ?? "–", when: instant(dispute.resolvedAt) }) }] : []),
              ...(dispute.granted ? [{ term: t("dispute.granted"), value: <MoneyText strong>{money(dispute.granted)}</MoneyText> }] : []),
            ]} />
          </Card>
        </li>
      ))}
    </ul>
  )
}
