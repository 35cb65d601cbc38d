"use client"
import { Card, Field, Input, Tabs, Textarea } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { asLocale } from "../../../../src/i18n/locale.ts"
import { LANGUAGES, type ProductDraft } from "./draft.ts"

type Props = { draft: ProductDraft; put: (change: Partial<ProductDraft>) => void; error: string | undefined; reader: string }

/** Name and description in each language; the tab says which languages still have none. */
export function ProductTexts({ draft, put, error, reader }: Props) {
  const t = useTranslations("products")
  const common = useTranslations("common")
  const [shown, setShown] = useState<string>(asLocale(reader) ?? "en")
  return (
    <Card title={t("texts")} description={t("textsLead")}>
      <Tabs label={t("texts")} value={shown} onValueChange={setShown} tabs={LANGUAGES.map((language) => ({
        value: language, label: common(`languages.${language}`), count: draft.names[language].trim() ? undefined : t("noName"),
        content: (
          <div className="grid gap-4">
            <Field name={language === shown ? "names" : `names-${language}`} label={t("field.names")} error={error}><Input value={draft.names[language]} lang={language} onChange={(event) => put({ names: { ...draft.names, [language]: event.currentTarget.value } })} /></Field>
            <Field name={`descriptions-${language}`} label={t("field.descriptions")} optionalLabel={common("optional")}><Textarea rows={4} value={draft.descriptions[language]} lang={language} onChange={(event) => put({ descriptions: { ...draft.descriptions, [language]: event.currentTarget.value } })} /></Field>
          </div>
        ),
      }))} />
    </Card>
  )
}
