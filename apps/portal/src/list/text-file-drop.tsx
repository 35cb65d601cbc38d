"use client"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { Alert, FileDrop } from "@entrepot/ui"
import { useFormats } from "#client/use-formats.ts"

type Props = { readonly mostBytes: number; readonly onText: (text: string) => void }

/** Takes the text of a CSV file that is dropped or chosen; what is no text is refused with what to do instead. */
export function TextFileDrop({ mostBytes, onText }: Props) {
  const t = useTranslations("common.file")
  const { bytes } = useFormats()
  const [refused, setRefused] = useState<string>()
  const read = async ([file]: readonly File[]) => {
    if (!file) return
    const text = await file.text()
    if (text.includes("\0")) return setRefused(t("binary", { name: file.name }))
    setRefused(undefined)
    onText(text)
  }
  return (
    <>
      <FileDrop accept=".csv,.txt,.tsv,text/csv,text/plain" maxBytes={mostBytes} labels={{ drop: t("drop"), browse: t("browse") }} onFiles={(files) => void read(files)} onRefused={(_, why) => setRefused(t(`refused.${why}`, { most: bytes(mostBytes) }))} />
      {refused && <Alert tone="danger" live>{refused}</Alert>}
    </>
  )
}
