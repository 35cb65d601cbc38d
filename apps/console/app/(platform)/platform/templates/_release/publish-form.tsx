"use client"
import { Alert, Button, Card, Field, FieldSet, Form, FormActions, FormRow, Input, RadioGroup, Textarea } from "@entrepot/ui"
import { ReleaseBody } from "@entrepot/domain/provisioning/contract"
import { useRouter } from "next/navigation"
import { useTranslations } from "next-intl"
import { useDeferredValue, useMemo, useState, type FormEvent } from "react"
import { useAct } from "../../../../../src/ask/use-act.ts"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { changesOf } from "./changes.ts"

type Props = { template: { code: string; name: string; description: string } | undefined; body: string }
type Read = { body: ReleaseBody; issues: [] } | { body: undefined; issues: string[] }

function read(text: string): Read {
  try {
    const parsed = ReleaseBody.safeParse(JSON.parse(text))
    return parsed.success ? { body: parsed.data, issues: [] } : { body: undefined, issues: parsed.error.issues.slice(0, 12).map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`) }
  } catch (error) {
    return { body: undefined, issues: [error instanceof Error ? error.message : String(error)] }
  }
}

/** The body is edited as what it is, with what changed against the release it started from, and what is wrong, beside it. */
export function PublishForm({ template, body: before }: Props) {
  const t = useTranslations("templates")
  const trpc = useTRPC()
  const router = useRouter()
  const [about, setAbout] = useState({ code: template?.code ?? "", name: template?.name ?? "", description: template?.description ?? "", notes: "" })
  const [text, setText] = useState(before)
  const [asked, setAsked] = useState(false)
  const late = useDeferredValue(text)
  const { body, issues } = useMemo(() => read(late), [late])
  const changes = useMemo(() => (body ? changesOf(JSON.parse(before), body) : []), [before, body])
  const publish = useAct(trpc.templates.publish.mutationOptions(), { refresh: false, done: t("done"), onDone: ({ releaseId }) => router.push(`/platform/templates/${releaseId}`) })
  const gaps = { code: !/^[a-z0-9][a-z0-9-]{1,62}$/.test(about.code), name: !about.name.trim() }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (body && !gaps.code && !gaps.name) publish.run({ templateCode: about.code, name: about.name, description: about.description, notes: about.notes, body })
  }
  return (
    <Form onSubmit={send}>
      <Card title={t("about")}>
        <div className="grid max-w-3xl gap-4">
          <FormRow>
            <Field name="name" label={t("name")} error={asked && gaps.name ? t("nameMissing") : undefined}><Input value={about.name} onChange={(event) => setAbout({ ...about, name: event.currentTarget.value })} /></Field>
            <Field name="code" label={t("code")} hint={template ? t("codeFixed") : undefined} error={asked && gaps.code ? t("codeWrong") : undefined}><Input value={about.code} readOnly={Boolean(template)} onChange={(event) => setAbout({ ...about, code: event.currentTarget.value })} /></Field>
          </FormRow>
          <Field name="description" label={t("description")}><Input value={about.description} onChange={(event) => setAbout({ ...about, description: event.currentTarget.value })} /></Field>
          <Field name="notes" label={t("notes")} hint={t("notesHint")}><Textarea rows={2} value={about.notes} onChange={(event) => setAbout({ ...about, notes: event.currentTarget.value })} /></Field>
          {!template && body && (
            <FieldSet legend={t("kind")}>
              <RadioGroup inline name="kind" value={body.kind} onValueChange={(kind) => setText(JSON.stringify({ ...body, kind }, null, 2))} options={(["dealer", "reseller", "oem"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))} />
            </FieldSet>
          )}
        </div>
      </Card>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card title={t("body")} description={t("bodyLead")}>
          <Field label={t("body")} hideLabel name="body"><Textarea rows={28} spellCheck={false} value={text} onChange={(event) => setText(event.currentTarget.value)} className="font-mono text-xs" /></Field>
        </Card>
        <div className="grid gap-4 lg:sticky lg:top-16">
          {issues.length > 0 && <Alert tone="danger" title={t("wrong")}><ul className="grid gap-1 font-mono text-xs">{issues.map((issue) => <li key={issue}>{issue}</li>)}</ul></Alert>}
          {body && (
            <Card title={t("changes")} description={changes.length === 0 ? t("noChanges") : t("changesLead", { count: changes.length })}>
              <ul className="grid gap-2 text-xs">
                {changes.map(({ path, was, is }) => (
                  <li key={path} className="grid gap-0.5"><span className="font-mono font-medium">{path}</span>{was !== undefined && <del className="text-danger [overflow-wrap:anywhere]">{was}</del>}{is !== undefined && <ins className="text-success no-underline [overflow-wrap:anywhere]">{is}</ins>}</li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
      {publish.refused && <Alert tone="danger" live>{publish.refused}</Alert>}
      <FormActions>
        <Button type="submit" variant="primary" loading={publish.pending} disabledReason={body ? undefined : t("wrongReason")}>{t("publish")}</Button>
      </FormActions>
    </Form>
  )
}
