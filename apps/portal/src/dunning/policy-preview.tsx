"use client"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { ArrowRight } from "lucide-react"
import { useTranslations } from "next-intl"
import { Alert, Card, Link, MoneyText, Skeleton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { DUNNING_STAGES, type DunningPolicyDraft, type DunningPreview, type DunningRow } from "@entrepot/domain/billing/contract"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import { useSettled } from "#client/use-settled.ts"
import { StageBadge } from "./stage.tsx"

const SHOWN = 25

/** Who would stand where today under the policy that is being typed, before anything is saved. */
export function PolicyPreview({ policy }: { policy: DunningPolicyDraft }) {
  const t = useTranslations("dunning.preview")
  const message = useRefusalMessage()
  const asked = useSettled(policy)
  const { data, error, isFetching } = useQuery({ ...useTRPC().dunning.preview.queryOptions({ policy: asked, moving: true, limit: SHOWN }), placeholderData: keepPreviousData, staleTime: 0 })
  return (
    <Card title={t("title")} description={t("text")}>
      {error ? <Alert tone="danger" live>{message(error)}</Alert> : !data ? <Skeleton lines={6} /> : (
        <div aria-busy={isFetching || undefined} className="grid gap-4">
          <p role="status" className="text-sm font-medium">{data.moves.up + data.moves.down === 0 ? t("nobody") : [data.moves.up > 0 && t("up", { count: data.moves.up }), data.moves.down > 0 && t("down", { count: data.moves.down })].filter(Boolean).join(" ")}</p>
          <Counts preview={data} />
          {data.rows.length > 0 && <ul aria-label={t("movers")} className="divide-y border-t text-sm">{data.rows.map((row) => <Mover key={`${row.accountId} ${row.currency}`} row={row} />)}</ul>}
          {data.found > data.rows.length && <p className="text-sm text-muted">{t("more", { count: data.found - data.rows.length })}</p>}
        </div>
      )}
    </Card>
  )
}

function Counts({ preview: { now, counts } }: { preview: DunningPreview }) {
  const t = useTranslations("dunning")
  const { number } = useFormats()
  return (
    <Table caption={t("preview.counts")} density="tight">
      <THead><TR><TH>{t("stageTerm")}</TH><TH align="end">{t("preview.now")}</TH><TH align="end">{t("preview.then")}</TH></TR></THead>
      <TBody>
        {DUNNING_STAGES.map((stage) => (
          <TR key={stage}>
            <TH scope="row"><StageBadge stage={stage} t={t as never} /></TH>
            <TD align="end" muted>{number(now[stage])}</TD>
            <TD align="end" className={now[stage] === counts[stage] ? "" : "font-semibold"}>{number(counts[stage])}</TD>
          </TR>
        ))}
      </TBody>
    </Table>
  )
}

function Mover({ row }: { row: DunningRow }) {
  const t = useTranslations("dunning")
  const { money } = useFormats()
  return (
    <li className="grid gap-1 py-2">
      <span className="flex flex-wrap items-baseline justify-between gap-x-3"><Link tone="quiet" href={`/dunning/${row.accountId}`} className="font-medium">{row.accountName}</Link><MoneyText>{money(row.overdue)}</MoneyText></span>
      <span className="flex flex-wrap items-center gap-1.5"><StageBadge stage={row.stage} t={t as never} /><ArrowRight aria-label={t("becomes")} className="size-3.5 text-muted" /><StageBadge stage={row.becomes} t={t as never} /><span className="text-muted">{t("late", { days: row.overdueDays })}</span></span>
    </li>
  )
}
