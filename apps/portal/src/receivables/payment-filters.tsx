"use client"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { Button, Field, FilterBar, Input } from "@entrepot/ui"
import { AccountPicker, type Picked } from "./account-picker.tsx"
import { addressOf } from "./address.ts"

type Props = { account: Picked | undefined; from: string | undefined; to: string | undefined }

/** Whose payments, and of which days; the address keeps both. */
export function PaymentFilters({ account, from, to }: Props) {
  const t = useTranslations("receivables.payments")
  const words = useTranslations("receivables")
  const router = useRouter()
  const [picked, setPicked] = useState(account)
  const [wrong, setWrong] = useState(false)
  const show = (form: FormData) => {
    const [first, last] = [String(form.get("from") ?? ""), String(form.get("to") ?? "")]
    setWrong(first !== "" && last !== "" && first > last)
    if (first === "" || last === "" || first <= last) router.push(addressOf("/payments", { account: picked?.accountId, from: first, to: last }))
  }
  return (
    <form onSubmit={(event) => { event.preventDefault(); show(new FormData(event.currentTarget)) }}>
      <FilterBar label={words("filters")}>
        <Field label={t("account")} name="account" className="w-full sm:max-w-xs"><AccountPicker picked={picked} onPick={setPicked} placeholder={t("any")} /></Field>
        <Field label={t("from")} name="from" error={wrong ? t("wrongPeriod") : undefined}><Input type="date" name="from" defaultValue={from} /></Field>
        <Field label={t("to")} name="to"><Input type="date" name="to" defaultValue={to} /></Field>
        <Button type="submit" className="self-end">{words("show")}</Button>
      </FilterBar>
    </form>
  )
}
