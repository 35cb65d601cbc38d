"use client"
import { Alert, Badge, Button, Card, Skeleton, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import type { PlanItem, StampParams } from "@entrepot/domain/provisioning/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { stepOf, type StepId } from "./draft.ts"
import type { StepProps } from "./types.ts"
import { errorText } from "./wizard.tsx"

type Props = StepProps & { params: StampParams; releaseId: string; go: (step: StepId) => void }

/** The exact list of what will be created, as the worker will write it; only then the button. */
export function StepReview({ draft, params, releaseId, go }: Props) {
  const t = useTranslations("stamp")
  const trpc = useTRPC()
  const router = useRouter()
  // One wizard is one request: pressing the button twice, or again after a lost answer, stamps one tenant.
  const [key] = useState(() => `console-${crypto.randomUUID()}`)
  const preview = useQuery({ ...trpc.stamps.preview.queryOptions({ networkId: draft.networkId, releaseId, params }), placeholderData: keepPreviousData })
  const stamp = useAct(trpc.stamps.request.mutationOptions(), { refresh: false, onDone: () => router.push(`/platform/stamp/${draft.networkId}/${key}`) })
  if (preview.isPending) return <Card title={t("review.title")}><Skeleton lines={8} /></Card>
  if (!preview.data) return <Alert tone="danger" live title={t("review.failed")} actions={<Button size="sm" onClick={() => void preview.refetch()}>{t("review.again")}</Button>} />
  const { items, problems, taken } = preview.data
  const wrong = [...problems.map(({ field }) => ({ field, text: errorText(t, field) })), ...(taken.code ? [{ field: "code", text: t("error.codeTaken", { code: params.code }) }] : []), ...(taken.host ? [{ field: "host", text: t("error.hostTaken", { host: params.host }) }] : [])]
  return (
    <div className="grid gap-5">
      {wrong.length > 0 && (
        <Alert tone="danger" live title={t("review.problems")}>
          <ul className="grid gap-1">
            {wrong.map(({ field, text }) => <li key={field}><button type="button" className="touch-target font-medium text-danger underline underline-offset-2" onClick={() => go(stepOf(field))}>{text}</button></li>)}
          </ul>
        </Alert>
      )}
      <Card title={t("review.title")} description={t("review.lead", { rows: items.length })} flush><ItemTable items={items} /></Card>
      {stamp.refused && <Alert tone="danger" live>{stamp.refused}</Alert>}
      <Button variant="primary" size="lg" className="justify-self-start" loading={stamp.pending} disabledReason={wrong.length > 0 ? t("review.blocked") : undefined}
        onClick={() => stamp.run({ key, networkId: draft.networkId, releaseId, params })}>{t("review.stamp", { name: draft.name })}</Button>
    </div>
  )
}

/** Longer sets show their beginning; the rest is a click away, because the list is exact and not short. */
const FOLD = 8

function ItemTable({ items }: { items: readonly PlanItem[] }) {
  const t = useTranslations("stamp")
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const kinds = [...new Set(items.map(({ kind }) => kind))]
  return (
    <Table caption={t("review.title")} stack density="tight">
      <THead><TR><TH>{t("review.kind")}</TH><TH>{t("review.name")}</TH><TH>{t("review.detail")}</TH></TR></THead>
      <TBody>
        {kinds.flatMap((kind) => {
          const own = items.filter((item) => item.kind === kind)
          const folded = own.length > FOLD && !open.has(kind)
          const rows = (folded ? own.slice(0, 3) : own).map((item, at) => (
            <TR key={`${kind} ${at}`}>
              <TD label={t("review.kind")}>{at === 0 ? <span className="inline-flex items-center gap-1.5 font-medium">{t(`kinds.${kind}`)}{own.length > 1 && <Badge>{own.length}</Badge>}</span> : <span className="sr-only">{t(`kinds.${kind}`)}</span>}</TD>
              <TH scope="row">{item.name}</TH>
              <TD label={t("review.detail")} muted>{item.detail}</TD>
            </TR>
          ))
          return folded ? [...rows, <TR key={`${kind} more`}><TD /><TD colSpan={2}><Button size="sm" variant="ghost" onClick={() => setOpen((now) => new Set([...now, kind]))}>{t("review.more", { count: own.length - 3 })}</Button></TD></TR>] : rows
        })}
      </TBody>
    </Table>
  )
}
