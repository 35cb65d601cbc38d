"use client"
import { Alert, Button, ErrorSummary, Stepper } from "@entrepot/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useEffect, useRef, useState } from "react"
import { planStamp } from "@entrepot/domain/provisioning/contract"
import { useTRPC } from "../../../../../src/ask/trpc.ts"
import { check, emptyDraft, STEPS, stepOf, withRelease, type Draft, type StepId } from "./draft.ts"
import { StepBrand } from "./step-brand.tsx"
import { StepIdentity } from "./step-identity.tsx"
import { StepPeople } from "./step-people.tsx"
import { StepRegion } from "./step-region.tsx"
import { StepReview } from "./step-review.tsx"
import { StepTemplate } from "./step-template.tsx"
import type { Release, StepProps, Template } from "./types.ts"

type WizardProps = { networks: { networkId: number; name: string; code: string }[]; templates: Template[]; hostSuffix: string; first: Release | undefined }

/** Six steps to a portal. Going back loses nothing; what is wrong is said at its step, and the server has the last word. */
export function StampWizard({ networks, templates, hostSuffix, first }: WizardProps) {
  const t = useTranslations("stamp")
  const [draft, setDraft] = useState<Draft>(() => {
    const empty = emptyDraft(networks[0]?.networkId ?? 0, templates[0]?.code ?? "")
    return first ? withRelease(empty, first.body) : empty
  })
  const [step, setStep] = useState<StepId>("template")
  const [attempt, setAttempt] = useState(0)
  const top = useRef<HTMLDivElement>(null)
  const release = useRelease(templates, draft.templateCode, first, (body) => setDraft((now) => withRelease(now, body)))
  const { params, fields } = check(draft)
  const problems = release && params ? planStamp(release.body, params).problems : []
  const wrong = [...fields, ...problems.map((problem) => problem.field)].filter((field) => stepOf(field) === step)
  const shown = attempt > 0 ? wrong : []
  const go = (to: StepId) => {
    setStep(to)
    setAttempt(0)
    requestAnimationFrame(() => top.current?.focus())
  }
  const forward = () => {
    const next = STEPS[STEPS.indexOf(step) + 1]
    if (wrong.length > 0) setAttempt((count) => count + 1)
    else if (next) go(next)
  }
  const back = STEPS[STEPS.indexOf(step) - 1]
  const props: StepProps = { draft, put: (change) => setDraft((now) => ({ ...now, ...change })), release: release?.body, wrong: new Set(shown), hostSuffix }
  return (
    <div ref={top} tabIndex={-1} className="grid gap-5 outline-none">
      <Stepper label={t("steps.label")} current={step} steps={STEPS.map((id) => ({ id, label: t(`steps.${id}`) }))} labels={{ done: t("steps.done"), current: t("steps.current"), upcoming: t("steps.upcoming") }} />
      <ErrorSummary title={t("problem")} attempt={attempt} errors={shown.map((field) => ({ name: field, message: errorText(t, field) }))} />
      {step === "template" && <StepTemplate {...props} networks={networks} templates={templates} />}
      {release && step === "identity" && <StepIdentity {...props} />}
      {release && step === "brand" && <StepBrand {...props} />}
      {release && step === "region" && <StepRegion {...props} />}
      {release && step === "people" && <StepPeople {...props} />}
      {release && step === "review" && params && <StepReview {...props} params={params} releaseId={release.releaseId} go={go} />}
      {step === "review" && !params && <Alert tone="warning" title={t("review.incomplete")}>{fields.map((field) => errorText(t, field)).join(" ")}</Alert>}
      {step !== "review" && (
        <div className="flex flex-wrap gap-2 border-t pt-4">
          {back && <Button onClick={() => go(back)}>{t("back")}</Button>}
          <Button variant="primary" loading={!release} onClick={forward}>{t("next")}</Button>
        </div>
      )}
      {step === "review" && back && <Button className="justify-self-start" onClick={() => go(back)}>{t("back")}</Button>}
    </div>
  )
}

/** The newest release of the chosen template; its proposals fill the draft when another is chosen. */
function useRelease(templates: Template[], code: string, first: Release | undefined, onArrival: (body: Release["body"]) => void): Release | undefined {
  const trpc = useTRPC()
  const releaseId = templates.find((template) => template.code === code)?.releases[0]?.releaseId
  const { data } = useQuery({ ...trpc.templates.release.queryOptions({ releaseId: releaseId ?? "" }), enabled: releaseId !== undefined, staleTime: Infinity, ...(first?.releaseId === releaseId && { initialData: first as never }) })
  const release = data as Release | undefined
  const arrived = useRef(first?.releaseId)
  useEffect(() => {
    if (!release || arrived.current === release.releaseId) return
    arrived.current = release.releaseId
    onArrival(release.body)
  })
  return release
}

type Say = ReturnType<typeof useTranslations<"stamp">>

/** What is wrong with a field, by its name in the request; a list's place becomes its number. */
export function errorText(t: Say, field: string): string {
  const key = field.replaceAll(/\.\d+/g, "")
  const place = Number(/\.(\d+)/.exec(field)?.[1] ?? 0) + 1
  const id = `error.${key.replaceAll(".", "_")}`
  return t.has(id as never) ? (t as (key: string, facts: { place: number }) => string)(id, { place }) : t("error.other", { field })
}
