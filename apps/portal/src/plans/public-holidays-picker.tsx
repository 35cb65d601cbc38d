"use client"
import { useQuery } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, Button, Field, FormRow, Select, Skeleton, Switch, countryName, countryOptions } from "@entrepot/ui"
import { usePortal } from "#client/portal.tsx"
import { useTRPC } from "#client/trpc.ts"
import { useFormats } from "#client/use-formats.ts"

/** Whose holidays the calendar follows, and how far they were seen. */
export type FollowedHolidays = { readonly country: string; readonly region: string | null; readonly until: string }
type Props = { kept: readonly string[]; onAdd: (days: readonly string[]) => void; followed: FollowedHolidays | null; leftOut: readonly string[]; onFollow: (followed: FollowedHolidays | null) => void }

/** The public holidays ahead of a country or region, to be taken over into the business calendar once, or for as long as it follows them. Nothing is kept until the form is saved. */
export function PublicHolidaysPicker({ kept, onAdd, followed, leftOut, onFollow }: Props) {
  const t = useTranslations("plans.settings.publicHolidays")
  const { locale, day, today } = useFormats()
  const { tenant } = usePortal()
  const [country, setCountry] = useState(followed?.country ?? tenant.country)
  const [region, setRegion] = useState(followed?.region ?? "")
  const found = useQuery(useTRPC().subscriptions.publicHolidays.queryOptions({ country, ...(region && { region }) }, { staleTime: Infinity }))
  const days = found.data?.days ?? []
  const missing = days.filter(({ on }) => !kept.includes(on))
  const isFollowed = followed !== null && followed.country === country && (followed.region ?? "") === region
  const follow = (on: boolean) => {
    onFollow(on && found.data ? { country, region: region || null, until: found.data.until } : null)
    if (on) onAdd(missing.map(({ on: one }) => one))
  }
  const years = [...new Set([today(), days.at(-1)?.on ?? today()].map((on) => on.slice(0, 4)))].join("–")
  return (
    <div className="grid gap-3 rounded-lg border bg-surface-sunken p-3">
      <FormRow>
        <Field label={t("country")}><Select value={country} onChange={(event) => { setCountry(event.currentTarget.value); setRegion("") }} options={[...countryOptions(locale)]} /></Field>
        {(found.data?.regions.length ?? 0) > 0 && <Field label={t("region")}><Select value={region} onChange={(event) => setRegion(event.currentTarget.value)} options={[{ value: "", label: t("everywhere") }, ...found.data!.regions.map(({ code, name }) => ({ value: code, label: name }))]} /></Field>}
      </FormRow>
      {found.isPending ? <Skeleton lines={2} /> : found.isError ? <Alert tone="danger" live>{t("unavailable")}</Alert> : days.length === 0 ? <p className="text-sm text-muted">{t("none", { country: countryName(country, locale) })}</p> : (
        <details className="text-sm">
          <summary className="cursor-pointer">{t("found", { count: days.length, years })}</summary>
          <ul className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-2">{days.map(({ on, name }) => <li key={on}>{day(on)} <span className="text-muted">{name}</span></li>)}</ul>
        </details>
      )}
      {days.length > 0 && <Switch label={t("follow")} hint={isFollowed && leftOut.length > 0 ? t("leftOut", { names: leftOut.join(", ") }) : followed && !isFollowed ? t("followsOther", { country: countryName(followed.country, locale) }) : t("followHint")} checked={isFollowed} onCheckedChange={follow} />}
      <Button size="sm" className="justify-self-start" onClick={() => onAdd(missing.map(({ on }) => on))} disabledReason={missing.length === 0 ? (days.length === 0 ? t("nothing") : t("allThere")) : undefined}>{t("add", { count: missing.length })}</Button>
    </div>
  )
}
