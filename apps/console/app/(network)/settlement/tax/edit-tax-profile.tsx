"use client"
import { Alert, Button, Dialog, Field, FormRow, Input } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { SaveTaxProfile, type TaxProfileView } from "@entrepot/domain/settlement/contract"
import { useTRPC } from "../../../../src/ask/trpc.ts"
import { useAct } from "../../../../src/ask/use-act.ts"
import { refusalCode } from "../../../../src/ask/use-refused.ts"
import { useFormats } from "../../../../src/format/client.ts"
import { BANK_REFUSALS, BankFields, NO_BANK, type Bank } from "./bank-fields.tsx"

const FIELDS = ["legalName", "line1", "line2", "postalCode", "city", "region", "email"] as const
type Name = (typeof FIELDS)[number]

/** A country's name stands inside its field; something always does, so that the field stays the same one while somebody types. */
const UNKNOWN = "–"

/** A new version of who the distributor is by law; what was supplied before stays as it was taxed. */
export function EditTaxProfile({ profile, disabledReason }: { profile: TaxProfileView | null; disabledReason: string | undefined }) {
  const t = useTranslations("settlement.taxProfile")
  const common = useTranslations("common")
  const { locale } = useFormats()
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState<Record<Name, string>>({ legalName: profile?.legalName ?? "", email: profile?.email ?? "", ...(profile?.address ?? { line1: "", line2: "", postalCode: "", city: "", region: "" }) })
  const [country, setCountry] = useState(profile?.country ?? "")
  const [bank, setBank] = useState<Bank>(profile?.remitTo ?? NO_BANK)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const act = useAct(useTRPC().settlement.saveTaxProfile.mutationOptions(), { done: t("done"), onDone: () => setOpen(false) })
  const wrongBank = BANK_REFUSALS[refusalCode(act.error) ?? ""]
  const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "none" })
  const nameOf = (code: string) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? "") : "")
  const run = () => {
    const { legalName, email, ...address } = form
    const input = SaveTaxProfile.safeParse({ expectedVersion: profile?.version ?? 0, legalName, address, country, email: email.trim(), remitTo: bank })
    setWrong(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0] === "address" ? issue.path[1] : issue.path[0]))))
    if (input.success) act.run(input.data)
  }
  const trigger = <Button size="sm" variant={profile ? "secondary" : "primary"} disabledReason={disabledReason}>{profile ? common("edit") : t("make")}</Button>
  if (disabledReason) return trigger
  const field = (name: Name, optional = false) => (
    <Field label={t(name)} name={`tax-${name}`} error={wrong.has(name) && common("required", { field: t(name) })} {...(optional && { optionalLabel: common("optional") })}>
      <Input value={form[name]} maxLength={160} onChange={(event) => { const { value } = event.currentTarget; setForm((now) => ({ ...now, [name]: value })) }} />
    </Field>
  )
  const code = (value: string) => value.toUpperCase().replaceAll(/[^A-Z]/g, "").slice(0, 2)
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={t("title")} description={t("editText")} labels={{ close: common("close") }}
      footer={<><Button onClick={() => setOpen(false)}>{common("cancel")}</Button><Button variant="primary" loading={act.pending} onClick={run}>{common("save")}</Button></>}>
      <div className="grid gap-4">
        {field("legalName")}
        <FormRow>{field("line1")}{field("line2", true)}</FormRow>
        <FormRow>{field("postalCode", true)}{field("city")}{field("region", true)}</FormRow>
        <Field label={t("country")} name="tax-country" hint={t("countryHint")} error={wrong.has("country") && t("countryWrong")}><Input value={country} maxLength={2} suffix={nameOf(country) || UNKNOWN} onChange={(event) => setCountry(code(event.currentTarget.value))} /></Field>
        <BankFields bank={bank} set={(change) => setBank((now) => ({ ...now, ...change }))} wrong={wrongBank && act.refused ? { field: wrongBank, text: act.refused } : undefined} />
        <Field label={t("email")} name="tax-email" hint={t("emailHint")} optionalLabel={common("optional")} error={wrong.has("email") && t("emailWrong")}><Input type="email" value={form.email} maxLength={160} onChange={(event) => { const { value } = event.currentTarget; setForm((now) => ({ ...now, email: value })) }} /></Field>
        {act.refused && !wrongBank && <Alert tone="danger" live>{act.refused}</Alert>}
      </div>
    </Dialog>
  )
}
