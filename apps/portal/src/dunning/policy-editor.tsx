"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Alert, Button, Card, Form, FormActions, SplitView } from "@entrepot/ui"
import type { DunningPolicyView } from "@entrepot/domain/billing/contract"
import { Meanwhile } from "#client/meanwhile.tsx"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useDraft } from "#client/use-draft.ts"
import { useFormats } from "#client/use-formats.ts"
import { changesOf, formOf, readForm } from "./draft.ts"
import { PolicyFields } from "./policy-fields.tsx"
import { PolicyLine } from "./policy-line.tsx"
import { PolicyPreview } from "./policy-preview.tsx"
import { usePolicyText } from "./use-policy-text.ts"

/** Drafts the next version of the policy: typed, drawn and tried on everybody who is late, before it is saved. */
export function PolicyEditor({ policy: kept }: { policy: DunningPolicyView }) {
  const t = useTranslations("dunning")
  const { currency } = usePortal().tenant
  const { locale } = useFormats()
  const sign = locale === "en" ? "." : ","
  const router = useRouter()
  const draft = useDraft(kept, (policy) => formOf(policy, sign))
  const { policy, faults } = readForm(draft.form, currency, sign)
  // While something cannot be read, the picture and the preview stay with what could.
  const [readable, setReadable] = useState(kept as Parameters<typeof changesOf>[0])
  if (policy && JSON.stringify(policy) !== JSON.stringify(readable)) setReadable(policy)
  const save = useCommand(useTRPC().dunning.save.mutationOptions(), { done: ({ version }) => t("saved", { version }) })
  const run = async () => {
    if (!policy || draft.theirs) return
    const saved = await save.run({ policy, expectedVersion: draft.version })
    if (saved) draft.savedAs(saved.version)
    else router.refresh() // whoever saved meanwhile is shown beside what was typed
  }
  const reason = draft.theirs ? t("chooseFirst") : !policy ? t("faulty") : !draft.changed ? t("unchanged") : undefined
  return (
    <SplitView asideLabel={t("preview.title")} asideWidth="lg" aside={<PolicyPreview policy={readable} />}>
      <Card title={t("form.title")} description={t("form.text")}>
        <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
          {draft.theirs ? <Theirs policy={draft.theirs} mine={readable} onMine={() => { save.reset(); draft.keepMine() }} onTheirs={() => { save.reset(); draft.takeTheirs() }} /> : save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
          <PolicyFields form={draft.form} faults={faults} currency={currency} onChange={draft.set} />
          <FormActions>
            <Button type="submit" variant="primary" loading={save.pending} disabledReason={reason}>{t("save", { version: draft.version + 1 })}</Button>
            {draft.changed && !draft.theirs && <Button variant="ghost" onClick={draft.takeTheirs}>{t("discard")}</Button>}
          </FormActions>
          <p className="text-sm text-muted">{t("effect")}</p>
        </Form>
      </Card>
      <Card title={t("line.title")} description={t("line.text")}><PolicyLine policy={readable} /></Card>
    </SplitView>
  )
}

/** What the other version says where the two differ. */
function Theirs({ policy, mine, onMine, onTheirs }: { policy: DunningPolicyView; mine: Parameters<typeof changesOf>[0]; onMine: () => void; onTheirs: () => void }) {
  const t = useTranslations("dunning")
  const text = usePolicyText()(policy)
  return (
    <Meanwhile title={t("meanwhile", { by: policy.by, version: policy.version })} onMine={onMine} onTheirs={onTheirs}>
      <ul className="list-disc ps-4">{changesOf(mine, policy).map((field) => <li key={field}>{text[field]}</li>)}</ul>
    </Meanwhile>
  )
}
