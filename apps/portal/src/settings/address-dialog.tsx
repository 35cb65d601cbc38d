"use client"
import { useLocale, useTranslations } from "next-intl"
import { useState, type FormEvent } from "react"
import type { Address } from "@entrepot/domain/tenancy"
import { saveAddress } from "@entrepot/domain/tenancy/contract"
import { Alert, Button, Checkbox, Dialog, Field, Form, FormRow, Input, Select, countryOptions } from "@entrepot/ui"
import { usePortal } from "../client/portal.tsx"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"

/** Adds an address, or changes the one that is given. Also used where an order needs a new ship-to. */
export function AddressDialog({ accountId, address, onClose, onSaved }: { accountId: string; address?: Address | undefined; onClose: () => void; onSaved?: (addressId: string) => void }) {
  const t = useTranslations("settings")
  const common = useTranslations("common")
  const { tenant } = usePortal()
  const locale = useLocale()
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())
  const save = useCommand(useTRPC().account.saveAddress.mutationOptions(), { done: t("addressSaved") })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const input = saveAddress.safeParse({ ...Object.fromEntries(form), accountId, addressId: address?.addressId, isDefault: form.has("isDefault") })
    setMissing(new Set(input.success ? [] : input.error.issues.map((issue) => String(issue.path[0]))))
    const saved = input.success && (await save.run(input.data))
    if (!saved) return
    onSaved?.(saved.addressId)
    onClose()
  }
  const field = (name: "label" | "recipient" | "line1" | "line2" | "postalCode" | "city" | "region", autoComplete: string, optional = false) => (
    <Field label={t(name)} name={name} error={missing.has(name) && t("missing")} {...(optional && { optionalLabel: common("optional") })} {...(name === "label" && { hint: t("labelHint") })}>
      <Input name={name} defaultValue={address?.[name]} autoComplete={autoComplete} />
    </Field>
  )
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(address ? "editAddress" : "addAddress")} labels={{ close: common("close") }}
      footer={<><Button onClick={onClose}>{common("cancel")}</Button><Button type="submit" form="address" variant="primary" loading={save.pending}>{common("save")}</Button></>}>
      <Form id="address" onSubmit={(event) => void submit(event)}>
        {save.refused && <Alert tone="danger" live>{save.refused}</Alert>}
        {field("label", "off")}
        {field("recipient", "organization")}
        {field("line1", "address-line1")}
        {field("line2", "address-line2", true)}
        <FormRow>{field("postalCode", "postal-code")}{field("city", "address-level2")}</FormRow>
        <FormRow>
          {field("region", "address-level1", true)}
          <Field label={t("country")} name="country"><Select name="country" autoComplete="country" defaultValue={address?.country ?? tenant.country} options={countryOptions(locale)} /></Field>
        </FormRow>
        <Checkbox name="isDefault" label={t("makeDefault")} defaultChecked={address?.isDefault} disabled={address?.isDefault} />
      </Form>
    </Dialog>
  )
}
