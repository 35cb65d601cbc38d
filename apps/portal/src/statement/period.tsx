"use client"
import { useTranslations } from "next-intl"
import { useRouter, useSearchParams } from "next/navigation"
import { useState } from "react"
import { Button, Field, FilterBar, Input, Select } from "@entrepot/ui"

type Props = { from: string; to: string; currency: string; currencies: readonly string[] }

/** Which days and which currency; the address keeps them. */
export function StatementPeriod({ from, to, currency, currencies }: Props) {
  const t = useTranslations("statement")
  const router = useRouter()
  const account = useSearchParams().get("account")
  const [wrong, setWrong] = useState(false)
  const show = (form: FormData) => {
    const asked = { from: String(form.get("from") ?? ""), to: String(form.get("to") ?? ""), currency: String(form.get("currency") ?? currency), ...(account && { account }) }
    if (!asked.from || !asked.to || asked.from > asked.to) return setWrong(true)
    setWrong(false)
    router.push(`/statement?${new URLSearchParams(asked).toString()}`)
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); show(new FormData(event.currentTarget)) }}>
      <FilterBar label={t("period")}>
        <Field label={t("from")} name="from" error={wrong ? t("wrongPeriod") : undefined}><Input type="date" name="from" defaultValue={from} required /></Field>
        <Field label={t("to")} name="to"><Input type="date" name="to" defaultValue={to} required /></Field>
        {currencies.length > 1 && <Field label={t("currency")}><Select name="currency" defaultValue={currency} options={currencies.map((value) => ({ value, label: value }))} /></Field>}
        <Button type="submit" className="self-end">{t("show")}</Button>
      </FilterBar>
    </form>
  )
}
