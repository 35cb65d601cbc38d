import { getTranslations } from "next-intl/server"
import { Card, CodeText, DescriptionList, Link, MoneyText } from "@entrepot/ui"
import type { DisputeView } from "@entrepot/domain/settlement/contract"
import { DocumentLink } from "#books/document-link.tsx"
import { formats as theFormats } from "#server/formats.ts"
import { DisputeStatusBadge } from "./status.tsx"
import { whyNot } from "#why-not.ts"
import { WithdrawDispute } from "./withdraw-dispute.tsx"

/** What was not agreed with, why, and what the distributor answered. */
export async function DisputeList({ disputes, withStatement }: { disputes: readonly DisputeView[]; withStatement: boolean }) {
  const [t, words, domain, { money, day, instant }] = await Promise.all([getTranslations("settlement"), getTranslations("domain.settlement"), getTranslations("domain"), theFormats()])
  return (
    <ul className="grid gap-3">
      {disputes.map((dispute) => (
        <li key={dispute.disputeId}>
          <Card title={<span className="flex flex-wrap items-center gap-2">{words(`reason.${dispute.reasonCode}`)} <DisputeStatusBadge status={dispute.status} words={words as never} /></span>} description={t("dispute.raised", { who: dispute.raisedBy.name, when: instant(dispute.raisedAt) })}
            actions={dispute.status === "open" && <WithdrawDispute disputeId={dispute.disputeId} disabledReason={whyNot(dispute.actions.withdraw, domain as never)} />}>
            <p className="mb-3 max-w-prose text-sm">{dispute.reason}</p>
            <DescriptionList items={[
              ...(withStatement ? [{ term: t("statement"), value: <Link href={`/settlement/${dispute.statementId}`}>{dispute.statementNumber}</Link> }] : []),
              { term: t("line.what"), value: <>{words(`kind.${dispute.line.kind}`)}, {day(dispute.line.occurredOn)}: <DocumentLink document={dispute.line.document} />{dispute.line.sku && <> · <CodeText>{dispute.line.sku}</CodeText></>}</>, hint: <MoneyText>{money(dispute.line.amount)}</MoneyText> },
              { term: t("dispute.claim"), value: <MoneyText strong>{money(dispute.claim)}</MoneyText> },
              ...(dispute.resolvedAt && dispute.status !== "withdrawn" ? [{ term: t("dispute.answer"), value: dispute.answer || "–", hint: instant(dispute.resolvedAt) }] : []),
              ...(dispute.granted ? [{ term: t("dispute.granted"), value: <MoneyText strong>{money(dispute.granted)}</MoneyText> }] : []),
            ]} />
          </Card>
        </li>
      ))}
    </ul>
  )
}
