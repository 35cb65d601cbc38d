"use client"
import { Alert, Button, Card, Field, FieldSet, Input, RadioGroup } from "@entrepot/ui"
import { fieldsOf, IMPORT_KINDS, type FieldMapping, type ImportKind, type ImportOptions } from "@entrepot/domain/integrations/contract"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useDeferredValue, useEffect, useRef, useState } from "react"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { FieldRow } from "./field-row.tsx"
import { Options } from "./options.tsx"
import { Preview } from "./preview.tsx"

type Suggestion = { kind: ImportKind; mapping: { fields: FieldMapping[] }; options: ImportOptions; source: "kept" | "profile" | "suggested"; profileName: string | null }
type Props = { runId: string; columns: readonly string[]; start: Suggestion; rows: string }

const SAVE_MILLIS = 800
const EMPTY: Omit<FieldMapping, "field"> = { key: "", columns: [], combine: "first", joiner: " ", constant: "", transforms: [], unreadable: "refuse" }

/** Which column is what, with the first rows as they would become beside it. What is mapped is kept as one goes. */
export function MapImport({ runId, columns, start, rows }: Props) {
  const t = useTranslations("imports.map")
  const tell = useTranslations("refusals.integrations")
  const trpc = useTRPC()
  const [kind, setKind] = useState(start.kind)
  const [fields, setFields] = useState(start.mapping.fields)
  const [options, setOptions] = useState(start.options)
  const [source, setSource] = useState({ kind: start.source, name: start.profileName })
  const [remember, setRemember] = useState(start.profileName ?? "")
  const asked = useDeferredValue(JSON.stringify({ runId, kind, mapping: { fields }, options }))
  const preview = useQuery({ ...trpc.imports.preview.queryOptions(JSON.parse(asked)), placeholderData: keepPreviousData, retry: false })
  const restart = useAct(trpc.imports.start.mutationOptions(), { refresh: false, onDone: (next) => { setKind(next.kind); setFields([...next.mapping.fields]); setOptions(next.options); setSource({ kind: next.source, name: next.profileName }) } })
  const keep = useAct(trpc.imports.saveMapping.mutationOptions(), { refresh: false })
  const queue = useAct(trpc.imports.queue.mutationOptions())
  useKept(asked, () => keep.run(JSON.parse(asked)))
  const put = (field: string, at: number, change: Partial<FieldMapping> | null) => setFields((now) => {
    const own = now.filter((each) => each.field === field)
    const next = change === null ? own.filter((_, place) => place !== at) : own.length > at ? own.map((each, place) => (place === at ? { ...each, ...change } : each)) : [...own, { field, ...EMPTY, ...change }]
    return [...now.filter((each) => each.field !== field), ...next]
  })
  const faults = preview.data?.faults ?? []
  const faultOf = (field: string) => faults.filter((fault) => fault.field === field || fault.field.startsWith(`${field}.`)).map(({ code, facts }) => tell(code.replace("integrations.", "") as never, facts as never)).join(" ") || undefined
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(28rem,2fr)_minmax(0,3fr)]">
      <div className="grid gap-5">
        <Card title={t("what")}>
          <FieldSet legend={t("what")} hideLegend>
            <RadioGroup name="kind" inline value={kind} onValueChange={(next) => restart.run({ runId, kind: next as ImportKind })} options={IMPORT_KINDS.map((value) => ({ value, label: tell(`import_kind.${value}` as never) }))} />
          </FieldSet>
          {restart.refused && <Alert tone="danger" live>{restart.refused}</Alert>}
        </Card>
        <Card title={t("title")} description={source.kind === "profile" ? t("fromProfile", { name: source.name ?? "" }) : t(`from.${source.kind}`)} flush>
          <ul className="divide-y">
            {Object.entries(fieldsOf(kind)).map(([field, rule]) => <FieldRow key={`${kind} ${field}`} field={field} rule={rule} columns={columns} mappings={fields.filter((each) => each.field === field)} fault={faultOf(field)} onPut={(at, change) => put(field, at, change)} />)}
          </ul>
        </Card>
        <Options kind={kind} options={options} onPut={(change) => setOptions((now) => ({ ...now, ...change }))} />
      </div>
      <div className="grid min-w-0 gap-4 xl:sticky xl:top-16">
        <Preview kind={kind} columns={columns} preview={preview.data} failed={preview.isError} loading={preview.isFetching} />
        <Card>
          <div className="grid gap-3">
            <Field label={t("remember")} name="remember" hint={t("rememberHint")}><Input value={remember} maxLength={120} onChange={(event) => setRemember(event.currentTarget.value)} className="max-w-sm" /></Field>
            {queue.refused && <Alert tone="danger" live>{queue.refused}</Alert>}
            {keep.refused && <Alert tone="warning" live>{keep.refused}</Alert>}
            <Button variant="primary" size="lg" className="justify-self-start" loading={queue.pending} disabledReason={!preview.data ? t("wait") : faults.length > 0 ? t("faulty") : undefined}
              onClick={() => queue.run({ runId, kind, mapping: { fields }, options, ...(remember.trim() && { remember: remember.trim() }) })}>{options.rehearse ? t("rehearse", { rows }) : t("import", { rows })}</Button>
          </div>
        </Card>
      </div>
    </div>
  )
}

/** Keeps the mapping with its file shortly after the last change, so that the page can be left. */
function useKept(asked: string, save: () => void): void {
  const first = useRef(asked)
  const latest = useRef(save)
  useEffect(() => { latest.current = save })
  useEffect(() => {
    if (asked === first.current) return
    const timer = setTimeout(() => latest.current(), SAVE_MILLIS)
    return () => clearTimeout(timer)
  }, [asked])
}
