"use client"
import { useTranslations } from "next-intl"
import { Checkbox, ErrorText, Field, Input, Link, Select, Textarea } from "@entrepot/ui"
import type { CartView } from "@entrepot/domain/ordering"
import { useTRPC } from "#client/trpc.ts"
import { useCommand } from "#client/use-command.ts"

/** What holds for the whole order. Each field is kept when it is left. */
export function CartDetails({ cart }: { cart: CartView }) {
  const t = useTranslations("cart")
  const set = useCommand(useTRPC().cart.setDetails.mutationOptions())
  const po = cart.po.code === "missing" ? t("po.missing") : undefined
  return (
    <div className="grid gap-4">
      <Field label={t("shipTo")} error={cart.shipTos.length === 0 ? t("noShipTo") : undefined} hint={<Link href="/settings">{t("editAddresses")}</Link>}>
        <Select value={cart.shipToId ?? ""} placeholder={t("choose")} onChange={(event) => void set.run({ shipToId: event.currentTarget.value })} options={cart.shipTos.map(({ addressId, label, line1, city }) => ({ value: addressId, label: `${label}: ${line1}, ${city}` }))} />
      </Field>
      <Field label={t("poNumber")} name="poNumber" required={cart.poPolicy !== "optional"} error={po} hint={cart.po.code === "used" ? t("po.warning", { number: cart.po.number }) : t(`po.policy.${cart.poPolicy}`)}>
        <Input key={cart.poNumber} defaultValue={cart.poNumber} maxLength={60} autoComplete="off" onBlur={(event) => event.currentTarget.value.trim() !== cart.poNumber && void set.run({ poNumber: event.currentTarget.value })} />
      </Field>
      <Field label={t("requestedOn")} optionalLabel={t("optional")}>
        <Input type="date" key={cart.requestedOn} defaultValue={cart.requestedOn ?? ""} onBlur={(event) => (event.currentTarget.value || null) !== cart.requestedOn && void set.run({ requestedOn: event.currentTarget.value || null })} />
      </Field>
      <Checkbox label={t("shipComplete")} hint={t("shipCompleteHint")} checked={cart.shipComplete} onChange={(event) => void set.run({ shipComplete: event.currentTarget.checked })} />
      <Field label={t("note")} optionalLabel={t("optional")}>
        <Textarea key={cart.note} rows={2} maxLength={2000} defaultValue={cart.note} onBlur={(event) => event.currentTarget.value.trim() !== cart.note && void set.run({ note: event.currentTarget.value })} />
      </Field>
      {set.refused && <ErrorText>{set.refused}</ErrorText>}
    </div>
  )
}
