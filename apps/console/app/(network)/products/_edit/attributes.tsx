"use client"
import { Button, Card, IconButton, Input } from "@entrepot/ui"
import { Plus, Trash2 } from "lucide-react"
import { useTranslations } from "next-intl"
import type { AttributeDraft as Attribute } from "./draft.ts"

/** What else is worth knowing: size, colour, thread, sterility. It is searched and shown as it stands. */
export function Attributes({ attributes, onPut }: { attributes: readonly Attribute[]; onPut: (attributes: readonly Attribute[]) => void }) {
  const t = useTranslations("products")
  const change = (at: number, next: Partial<Attribute>) => onPut(attributes.map((attribute, place) => (place === at ? { ...attribute, ...next } : attribute)))
  return (
    <Card title={t("attributes")} actions={<Button size="sm" icon={<Plus aria-hidden />} onClick={() => onPut([...attributes, { name: "", value: "" }])}>{t("addAttribute")}</Button>}>
      {attributes.length === 0 ? <p className="text-sm text-muted">{t("noAttributes")}</p> : (
        <ul className="grid gap-2">
          {attributes.map((attribute, at) => (
            <li key={at} className="flex gap-2">
              <Input aria-label={t("attributeName")} placeholder={t("attributeName")} value={attribute.name} onChange={(event) => change(at, { name: event.currentTarget.value })} className="max-w-52" />
              <Input aria-label={t("attributeValue", { name: attribute.name })} placeholder={t("value")} value={attribute.value} onChange={(event) => change(at, { value: event.currentTarget.value })} />
              <IconButton label={t("removeAttribute", { name: attribute.name })} icon={<Trash2 aria-hidden />} onClick={() => onPut(attributes.filter((_, place) => place !== at))} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
