"use client"
import { Alert, Card, Field, FormRow, Input, Select, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useFormats } from "../../../../../src/format/client.ts"
import type { StepProps } from "./types.ts"
import { errorText } from "./wizard.tsx"

type Bound = { mode: "locked" | "bounded" | "free"; value: string; allowed?: string[] }

const zones = Intl.supportedValuesOf("timeZone")

/** Language, currency, clock and taxes: locked and bounded as the template says. */
export function StepRegion({ draft, put, release, wrong }: StepProps) {
  const t = useTranslations("stamp")
  const languages = useTranslations("common.languages")
  const { locale, signedPercent } = useFormats()
  if (!release) return null
  const errorOf = (name: string) => (wrong.has(name) ? errorText(t, name) : undefined)
  const hintOf = (field: Bound) => (field.mode === "locked" ? t("region.locked") : field.mode === "bounded" ? t("region.bounded", { allowed: field.allowed?.join(", ") ?? "" }) : undefined)
  const choices = (field: Bound, all: readonly string[]) => (field.mode === "locked" ? [field.value] : field.mode === "bounded" ? (field.allowed ?? []) : all)
  const regions = new Intl.DisplayNames(locale, { type: "region" })
  const currencies = new Intl.DisplayNames(locale, { type: "currency" })
  const rates = release.taxRates.value.filter((rate) => rate.country === draft.country)
  const countries = [...new Set([...release.taxRates.value.map((rate) => rate.country), release.country.value])].toSorted()
  return (
    <Card title={t("region.title")} description={t("region.lead")}>
      <div className="grid gap-5">
        <div className="grid max-w-2xl gap-4">
          <FormRow>
            <Field name="country" label={t("region.country")} hint={hintOf(release.country as Bound)} error={errorOf("country")}>
              <Select value={draft.country} onChange={(event) => put({ country: event.currentTarget.value })} options={choices(release.country as Bound, countries).map((value) => ({ value, label: `${regions.of(value) ?? value} (${value})` }))} />
            </Field>
            <Field name="locale" label={t("region.locale")} hint={hintOf(release.locale as Bound)} error={errorOf("locale")}>
              <Select value={draft.locale} onChange={(event) => put({ locale: event.currentTarget.value })} options={choices(release.locale as Bound, ["en", "de", "fr"]).map((value) => ({ value, label: languages(value as "en") }))} />
            </Field>
          </FormRow>
          <FormRow>
            <Field name="currency" label={t("region.currency")} hint={hintOf(release.currency as Bound)} error={errorOf("currency")}>
              <Select value={draft.currency} onChange={(event) => put({ currency: event.currentTarget.value })} options={choices(release.currency as Bound, Intl.supportedValuesOf("currency")).map((value) => ({ value, label: `${value} – ${currencies.of(value) ?? value}` }))} />
            </Field>
            <Field name="zone" label={t("region.zone")} hint={hintOf(release.zone as Bound) ?? t("region.zoneHint")} error={errorOf("zone")}>
              <Input list="zones" value={draft.zone} readOnly={release.zone.mode === "locked"} onChange={(event) => put({ zone: event.currentTarget.value })} />
            </Field>
          </FormRow>
          <datalist id="zones">{choices(release.zone as Bound, zones).map((zone) => <option key={zone} value={zone} />)}</datalist>
        </div>
        <div className="grid max-w-2xl gap-2">
          <h3 className="font-semibold">{t("region.taxes")}</h3>
          {rates.length === 0 ? <Alert tone="warning">{t("region.noTaxes", { country: draft.country })}</Alert> : (
            <Table caption={t("region.taxes")} density="tight" maxHeight="16rem">
              <THead sticky><TR><TH>{t("region.rate")}</TH><TH>{t("region.area")}</TH><TH>{t("region.category")}</TH><TH align="end">{t("region.percent")}</TH></TR></THead>
              <TBody>
                {rates.map((rate) => (
                  <TR key={`${rate.region} ${rate.taxCategory}`}><TH scope="row">{rate.label}</TH><TD>{[rate.country, rate.region].filter(Boolean).join("-")}</TD><TD>{rate.taxCategory}</TD><TD align="end">{signedPercent(rate.percent).replace("+", "")}</TD></TR>
                ))}
              </TBody>
            </Table>
          )}
        </div>
      </div>
    </Card>
  )
}
