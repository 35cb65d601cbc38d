"use client"
import { Archive, Ellipsis, MapPin, Pencil, Plus } from "lucide-react"
import { useLocale, useTranslations } from "next-intl"
import { useState } from "react"
import type { Address } from "@entrepot/domain/tenancy"
import { Alert, Badge, Button, Card, ConfirmDialog, DropdownMenu, EmptyState, IconButton, countryName } from "@entrepot/ui"
import { addressLine } from "@entrepot/kernel"
import { useTRPC } from "../client/trpc.ts"
import { useCommand } from "../client/use-command.ts"
import { AddressDialog } from "./address-dialog.tsx"

type Props = { account: { accountId: string; name: string }; addresses: readonly Address[]; manages: boolean }
type Open = { what: "add" } | { what: "edit" | "archive"; address: Address } | undefined

export function Addresses({ account, addresses, manages }: Props) {
  const t = useTranslations("settings")
  const locale = useLocale()
  const [open, setOpen] = useState<Open>()
  const add = manages ? <Button icon={<Plus aria-hidden />} onClick={() => setOpen({ what: "add" })}>{t("addAddress")}</Button> : undefined
  return (
    <Card title={t("addresses", { account: account.name })} actions={addresses.length > 0 && add} flush>
      {addresses.length === 0 && <EmptyState level={3} icon={<MapPin />} title={t("noAddresses")} description={t("noAddressesText")} actions={add} />}
      <ul className="divide-y">
        {addresses.map((address) => (
          <li key={address.addressId} className="flex items-start gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">{address.label}{address.isDefault && <Badge tone="info">{t("default")}</Badge>}</p>
              <p className="text-sm text-muted">{addressLine({ ...address, country: countryName(address.country, locale) })}</p>
            </div>
            {manages && (
              <DropdownMenu trigger={<IconButton size="sm" label={t("actionsFor", { label: address.label })} icon={<Ellipsis aria-hidden />} />} groups={[{ items: [
                { label: t("editAddress"), icon: <Pencil aria-hidden />, onSelect: () => setOpen({ what: "edit", address }) },
                { label: t("archive"), icon: <Archive aria-hidden />, tone: "danger", disabledReason: address.isDefault ? t("defaultStays") : undefined, onSelect: () => setOpen({ what: "archive", address }) },
              ] }]} />
            )}
          </li>
        ))}
      </ul>
      {(open?.what === "add" || open?.what === "edit") && <AddressDialog accountId={account.accountId} address={open.what === "edit" ? open.address : undefined} onClose={() => setOpen(undefined)} />}
      {open?.what === "archive" && <ArchiveDialog address={open.address} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function ArchiveDialog({ address: { accountId, addressId, label }, onClose }: { address: Address; onClose: () => void }) {
  const t = useTranslations("settings")
  const common = useTranslations("common")
  const archive = useCommand(useTRPC().account.archiveAddress.mutationOptions(), { done: t("archived") })
  const confirm = async () => {
    if (await archive.run({ accountId, addressId })) onClose()
  }
  return (
    <ConfirmDialog open onOpenChange={(open) => !open && onClose()} tone="danger" title={t("archiveTitle", { label })} description={t("archiveText")}
      confirmLabel={t("archive")} cancelLabel={common("cancel")} loading={archive.pending} onConfirm={() => void confirm()}>
      {archive.refused && <Alert tone="danger" live>{archive.refused}</Alert>}
    </ConfirmDialog>
  )
}
