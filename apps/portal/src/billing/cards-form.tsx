"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { Alert, Button, Card, Checkbox, Field, Form, FormActions, Input, type Tone } from "@entrepot/ui"
import type { BillingSettings } from "@entrepot/domain/billing/contract"
import { Meanwhile } from "#client/meanwhile.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"
import { useDraft } from "#client/use-draft.ts"
import { refusalOf } from "#client/use-refusal-message.ts"

export type Charging = "stand_in" | "test" | "live" | "unknown"
const TONES: Readonly<Record<Charging, Tone>> = { stand_in: "warning", test: "warning", live: "info", unknown: "neutral" }

/** Whether customers pay by card, on whose account, and whether a card is really charged here. */
export function CardsForm({ payments, charging }: { payments: BillingSettings["payments"]; charging: Charging }) {
  const t = useTranslations("billing.cards")
  const router = useRouter()
  const draft = useDraft(payments, ({ accountRef, cardsEnabled }) => ({ accountRef: accountRef ?? "", cardsEnabled }))
  const { accountRef, cardsEnabled } = draft.form
  const readable = /^[\w-]{0,80}$/.test(accountRef.trim())
  const save = useCommand(useTRPC().payments.saveSettings.mutationOptions(), { done: t("saved") })
  const taken = refusalOf(save.error)?.code === "billing.provider_account_is_taken"
  const set = (change: Partial<typeof draft.form>) => {
    if (save.refused) save.reset()
    draft.set(change)
  }
  const run = async () => {
    if (!readable || draft.theirs) return
    const saved = await save.run({ accountRef: accountRef.trim() || null, cardsEnabled, expectedVersion: draft.version })
    if (saved) draft.savedAs(saved.version)
    else router.refresh() // whoever saved meanwhile is shown beside what was typed
  }
  return (
    <Card title={t("title")} description={t("text")}>
      <Form onSubmit={(event) => { event.preventDefault(); void run() }}>
        <Alert tone={TONES[charging]} title={t(`charging.${charging}`)}>{t(`chargingText.${charging}`)}</Alert>
        {draft.theirs ? <Meanwhile title={t("meanwhile")} onMine={() => { save.reset(); draft.keepMine() }} onTheirs={() => { save.reset(); draft.takeTheirs() }}><p>{draft.theirs.accountRef ?? t("platform")}, {t(draft.theirs.cardsEnabled ? "on" : "off")}</p></Meanwhile>
          : save.refused && !taken && <Alert tone="danger" live>{save.refused}</Alert>}
        <Checkbox name="cardsEnabled" label={t("enabled")} hint={t("enabledHint")} checked={cardsEnabled} onChange={(event) => set({ cardsEnabled: event.currentTarget.checked })} />
        <Field label={t("account")} name="accountRef" hint={t("accountHint")} error={readable ? (taken ? save.refused : undefined) : t("unreadable")} className="max-w-md">
          <Input name="accountRef" value={accountRef} maxLength={80} placeholder="acct_" autoComplete="off" spellCheck={false} className="font-mono" onChange={(event) => set({ accountRef: event.currentTarget.value })} />
        </Field>
        <FormActions><Button type="submit" variant="primary" loading={save.pending} disabledReason={draft.theirs ? t("chooseFirst") : draft.changed ? undefined : t("unchanged")}>{t("save")}</Button></FormActions>
      </Form>
    </Card>
  )
}
