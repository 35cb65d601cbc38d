"use client"
import { Download, Plus, Upload } from "lucide-react"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, countryName, EndTaxDialog, Field, Form, FormActions, IndexFileDialog, saveText, Select, TaxRateDialog, TaxRegistrationDialog, TaxTester, type SelectOption } from "@entrepot/ui"
import { answerInWords, DELIVERY_TERMS, effectInWords, type DeliveryTerms, type RegistrationKind, type TaxRateKey, type TaxWords } from "@entrepot/domain/pricing/contract"
import { dayFrom, dayText, isTaxNumber, taxNumberExample } from "@entrepot/kernel"
import { useTRPC } from "../ask/trpc.ts"
import { useAct as useCommand } from "../ask/use-act.ts"
import { useFormats } from "../format/client.ts"

/** The words of tax setup, in an island. */
function useTaxWords(): TaxWords & { readonly locale: string } {
  const say = useTranslations("taxSetup") as unknown as TaxWords["say"]
  const { day, number, locale } = useFormats()
  return { say, locale, day: (text) => day(text), number: (text) => number(text), country: (code) => countryName(code, locale) }
}

/** Registers from a day on, once its effect has been seen. */
export function RegisterButton({ tenantId, today, preset, small, disabledReason }: { readonly tenantId: number; readonly today: string; preset?: { country: string; region: string }; small?: boolean; disabledReason?: string | undefined }) {
  const words = useTaxWords()
  const { say, locale } = words
  const { preview: previewing, register: registering } = useTRPC().taxes
  const preview = useCommand(previewing.mutationOptions(), { refresh: false })
  const register = useCommand(registering.mutationOptions(), { done: say("added") })
  const trigger = small ? <Button size="sm">{say("addIt")}</Button> : <Button variant="primary" icon={<Plus aria-hidden />} disabledReason={disabledReason}>{say("add")}</Button>
  if (disabledReason) return trigger
  const problem = (country: string, number: string) => (isTaxNumber(country, number) ? undefined : say("numberWrong", { example: taxNumberExample(country) ?? "" }))
  return (
    <TaxRegistrationDialog trigger={trigger} say={say} locale={locale} today={today} preset={preset} numberProblem={problem} pending={preview.pending || register.pending} refused={register.refused ?? preview.refused}
      onPreview={async ({ kind, country, region, validFrom }) => {
        const ask = { change: "add" as const, kind, country, region, day: validFrom }
        const found = await preview.run({ tenantId, ask: ask })
        return found && effectInWords(words, found, ask)
      }}
      onSave={async (registration) => Boolean(await register.run({ tenantId, registration: registration }))} />
  )
}

type Registered = { readonly kind: RegistrationKind; readonly country: string; readonly region: string; readonly validFrom: string }

/** Says the last day of a registration, once its effect has been seen. */
export function EndRegistrationButton({ tenantId, today, place, registration: { kind, country, region, validFrom } }: { readonly tenantId: number; readonly today: string; place: string; registration: Registered }) {
  const words = useTaxWords()
  const { say } = words
  const { preview: previewing, endRegistration } = useTRPC().taxes
  const preview = useCommand(previewing.mutationOptions(), { refresh: false })
  const end = useCommand(endRegistration.mutationOptions(), { done: say("endedDone") })
  const key = { kind, country, region }
  return (
    <EndTaxDialog name={`end-${kind}-${country}-${region}-${validFrom}`} trigger={<Button size="sm" aria-label={say("endOf", { what: place })}>{say("end")}</Button>} title={say("endOf", { what: place })} text={say("endText")} least={validFrom} today={today} say={say}
      pending={preview.pending || end.pending} refused={end.refused ?? preview.refused}
      onPreview={async (day) => {
        const ask = { change: "end" as const, ...key, day }
        const found = await preview.run({ tenantId, ask: ask })
        return found && effectInWords(words, found, ask)
      }}
      onEnd={async (validTo) => {
        const registration = { ...key, validFrom, validTo }
        return Boolean(await end.run({ tenantId, registration: registration }))
      }} />
  )
}

/** Who imports what crosses a customs border, where an account says nothing else. */
export function TermsForm({ tenantId, terms, disabledReason }: { readonly tenantId: number; readonly terms: DeliveryTerms; disabledReason?: string | undefined }) {
  const { say } = useTaxWords()
  const [chosen, setChosen] = useState(terms)
  const save = useCommand(useTRPC().taxes.setTerms.mutationOptions(), { done: say("termsSaved") })
  return (
    <Form onSubmit={(event) => { event.preventDefault(); void save.run({ tenantId, terms: chosen }) }}>
      <Field label={say("terms")} name="delivery-terms" className="max-w-md"><Select value={chosen} disabled={disabledReason !== undefined} onChange={(event) => setChosen(event.currentTarget.value as DeliveryTerms)} options={DELIVERY_TERMS.map((value) => ({ value, label: say(`termsOf.${value}`) }))} /></Field>
      {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
      <FormActions><Button type="submit" loading={save.pending} disabledReason={disabledReason}>{say("save")}</Button></FormActions>
    </Form>
  )
}

/** A rate from a day on. */
export function RateButton({ tenantId, today, categories }: { readonly tenantId: number; readonly today: string; categories: readonly string[] }) {
  const { say, locale } = useTaxWords()
  const add = useCommand(useTRPC().taxes.addRate.mutationOptions(), { done: say("rateAdded") })
  return (
    <TaxRateDialog trigger={<Button variant="primary" icon={<Plus aria-hidden />}>{say("addRate")}</Button>} say={say} locale={locale} tomorrow={dayText(dayFrom(today) + 1)} categories={categories} pending={add.pending} refused={add.refused}
      onSave={async (fields) => {
        const rate = { ...fields, validTo: fields.validTo || null }
        return Boolean(await add.run({ tenantId, rate: rate }))
      }} />
  )
}

/** Says the last day of a rate. */
export function EndRateButton({ tenantId, today, what, rateKey }: { readonly tenantId: number; readonly today: string; what: string; rateKey: TaxRateKey }) {
  const { say } = useTaxWords()
  const end = useCommand(useTRPC().taxes.endRate.mutationOptions(), { done: say("endedDone") })
  return (
    <EndTaxDialog name={`end-${Object.values(rateKey).join("-")}`} trigger={<Button size="sm" aria-label={say("endOf", { what })}>{say("end")}</Button>} title={say("endOf", { what })} text={say("endText")} least={rateKey.validFrom} today={today} say={say} pending={end.pending} refused={end.refused}
      onEnd={async (validTo) => {
        const rate = { ...rateKey, validTo }
        return Boolean(await end.run({ tenantId, rate: rate }))
      }} />
  )
}

const EXAMPLE = "country,region,level,locality,tax_category,postal_from,postal_to,city,valid_from,valid_to,label,percent\nUS,IL,county,Cook,standard,606,606,,2027-01-01,,Cook County,1.75"

/** Takes rates from a file, tried first. */
export function RateFileButtons({ tenantId }: { readonly tenantId: number }) {
  const { say } = useTaxWords()
  const refusal = useTranslations("refusals") as unknown as TaxWords["say"]
  const { importRates, exportRates } = useTRPC().taxes
  const tried = useCommand(importRates.mutationOptions(), { refresh: false })
  const taken = useCommand(importRates.mutationOptions(), { done: ({ applied }) => (applied ? say("imported") : "") })
  const out = useCommand(exportRates.mutationOptions(), { refresh: false })
  const save = async () => {
    const file = await out.run({ tenantId })
    if (file) saveText(file.csv, "tax-rates.csv")
  }
  return (
    <>
      <Button icon={<Download aria-hidden />} loading={out.pending} onClick={() => void save()}>{say("export")}</Button>
      <IndexFileDialog say={say} pending={tried.pending || taken.pending} refused={taken.refused ?? tried.refused} trigger={<Button icon={<Upload aria-hidden />}>{say("import")}</Button>} example={EXAMPLE}
        onSend={async (csv, apply) => {
          const done = await (apply ? taken : tried).run({ tenantId, csv, apply })
          return done && { published: done.created, corrected: done.changed, unchanged: done.unchanged, applied: done.applied, refused: done.refused.map(({ line, refused, facts }) => ({ line, text: refusal(refused, facts) })) }
        }} />
    </>
  )
}

/** How a sale would be taxed. */
export function SaleTester({ tenantId, today, categories, countries }: { readonly tenantId: number; readonly today: string; categories: readonly string[]; countries: readonly SelectOption[] }) {
  const words = useTaxWords()
  const explain = useCommand(useTRPC().taxes.explain.mutationOptions(), { refresh: false })
  return (
    <TaxTester buyer say={words.say} countries={countries} today={today} categories={categories} pending={explain.pending} refused={explain.refused}
      onAsk={async ({ country, region, postalCode, city, taxCategory, taxId, exempt, terms, on }) => {
        const ask = { to: { country, region, postalCode, city }, taxCategory, buyer: { taxId, exempt, terms: terms || null }, on }
        const found = await explain.run({ tenantId, ask: ask })
        return found && answerInWords(words, found)
      }} />
  )
}

/** How what is supplied to a partner would be taxed. */
export function SupplyTester({ tenantId, today, categories, countries }: { readonly tenantId: number; readonly today: string; categories: readonly string[]; countries: readonly SelectOption[] }) {
  const words = useTaxWords()
  const { say } = words
  const explain = useCommand(useTRPC().taxes.explainSupply.mutationOptions(), { refresh: false })
  return (
    <TaxTester buyer={false} say={say} countries={countries} today={today} categories={categories} pending={explain.pending} refused={explain.refused}
      onAsk={async ({ country, region, postalCode, city, taxCategory, on, from }) => {
        const found = await explain.run({ tenantId, from: from || null, to: country ? { country, region, postalCode, city } : null, taxCategory, on })
        if (!found) return undefined
        const [code = "", part = ""] = found.jurisdiction.split("-")
        const where = part ? `${words.country(code)}, ${part}` : words.country(code)
        const taxed = found.treatment === "taxed"
        return {
          headline: taxed ? say("supplyHeadline", { percent: words.number(found.percent), where }) : say("supplyFree"), charged: taxed, parts: [], partsTitle: "",
          facts: [
            { term: say("treatment"), value: say(`supplyTreatment.${found.treatment}`) }, { term: say("jurisdiction"), value: where },
            { term: say("ownNumbers"), value: Object.values(found.numbers ?? {}).join(", ") || say("none") }, { term: say("partnerNumber"), value: found.partnerNumber ?? say("none") }, { term: say("day"), value: words.day(found.on) },
          ],
        }
      }} />
  )
}
