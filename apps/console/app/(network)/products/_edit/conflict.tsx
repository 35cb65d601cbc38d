"use client"
import { Alert, Button, Card, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { draftOf, type ProductDraft } from "./draft.ts"
import { compareDrafts, valueOf, type DraftField } from "./rebase.ts"

export type Facts = { by?: string; at?: string }
type Props = { productId: string; base: ProductDraft; draft: ProductDraft; refused: string; facts: Facts; onGoOn: (theirs: ProductDraft, version: number, take: readonly DraftField[]) => void }

/** Somebody saved first: what they changed beside what was typed, and for what both changed, the choice. Nothing is lost or sent meanwhile. */
export function Conflict({ productId, base, draft, refused, facts, onGoOn }: Props) {
  const t = useTranslations("products.conflict")
  const common = useTranslations("common")
  const trpc = useTRPC()
  const { moment } = useFormats()
  const fieldName = useFieldName()
  const [take, setTake] = useState<readonly DraftField[]>([])
  const now = useQuery({ ...trpc.catalog.product.queryOptions({ productId }), staleTime: 0, gcTime: 0 })
  if (now.isError) return <Alert tone="danger" live title={refused} actions={<Button size="sm" onClick={() => void now.refetch()}>{common("failed.again")}</Button>}>{common("loadFailed")}</Alert>
  if (!now.data) return <Alert tone="warning" live title={refused}>{common("loading")}</Alert>
  const theirs = draftOf(now.data)
  const { theirs: alone, both } = compareDrafts(base, draft, theirs)
  const choose = (field: DraftField, choice: string) => setTake((before) => (choice === "theirs" ? [...before, field] : before.filter((each) => each !== field)))
  return (
    <Card title={t("title")} description={refused} footer={<Button variant="primary" onClick={() => onGoOn(theirs, now.data.version, take)}>{t("goOn")}</Button>}>
      <div className="grid gap-3" role="alert">
        {facts.at && <p className="text-sm text-muted">{t("when", { by: facts.by || common("unknown"), at: moment(facts.at) })}</p>}
        <p className="text-sm">{t("kept")}</p>
        <Table caption={t("title")} density="tight" stack>
          <THead><TR><TH>{t("field")}</TH><TH>{t("theirs")}</TH><TH>{t("yours")}</TH><TH>{t("choice")}</TH></TR></THead>
          <TBody>
            {both.map((field) => (
              <TR key={field}>
                <TH scope="row" className="font-medium">{fieldName(field)}</TH><TD label={t("theirs")}><Shown value={valueOf(theirs, field)} /></TD><TD label={t("yours")}><Shown value={valueOf(draft, field)} /></TD>
                <TD label={t("choice")}><Select aria-label={t("choiceOf", { field: fieldName(field) })} value={take.includes(field) ? "theirs" : "mine"} onChange={(event) => choose(field, event.currentTarget.value)} options={[{ value: "mine", label: t("keepMine") }, { value: "theirs", label: t("takeTheirs") }]} /></TD>
              </TR>
            ))}
            {alone.map((field) => (
              <TR key={field}>
                <TH scope="row" className="font-medium">{fieldName(field)}</TH><TD label={t("theirs")}><Shown value={valueOf(theirs, field)} /></TD><TD label={t("yours")} muted>{t("untouched")}</TD><TD label={t("choice")} muted>{t("isTaken")}</TD>
              </TR>
            ))}
          </TBody>
        </Table>
      </div>
    </Card>
  )
}

function Shown({ value }: { value: unknown }) {
  const common = useTranslations("common")
  const list = value as readonly ({ unit: string; factor: string } | { name: string; value: string })[]
  if (Array.isArray(value)) return <>{list.map((each) => ("unit" in each ? `${each.unit} × ${each.factor}` : `${each.name}: ${each.value}`)).join(", ") || "–"}</>
  return <>{typeof value === "boolean" ? common(value ? "yes" : "no") : String(value ?? "") || "–"}</>
}

function useFieldName(): (field: DraftField) => string {
  const t = useTranslations("products")
  const common = useTranslations("common.languages")
  return (field) => {
    const [name = "", language] = field.split(".")
    const label = t(`field.${name}` as "field.sku")
    return language ? `${label} (${common(language as "en")})` : label
  }
}
