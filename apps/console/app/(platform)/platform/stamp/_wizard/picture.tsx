"use client"
import { Button, FieldSet, FileDrop } from "@entrepot/ui"
import { useTranslations } from "next-intl"
import { useState } from "react"

const MOST_BYTES = 512 * 1024
type Props = { kind: "logo" | "mark"; value: string; locked: boolean; onPut: (address: string) => void }

/** A logo or a mark, dropped or chosen; the platform draws it anew, so that nothing but a picture is ever kept. */
export function Picture({ kind, value, locked, onPut }: Props) {
  const t = useTranslations("stamp")
  const [refused, setRefused] = useState<"type" | "size">()
  const take = (file: File | undefined) => {
    if (!file) return
    const reader = new FileReader()
    reader.onload = () => { setRefused(undefined); onPut(String(reader.result)) }
    reader.readAsDataURL(file)
  }
  return (
    <FieldSet legend={t(`brand.${kind}`)} hint={locked ? t("region.locked") : t(`brand.${kind}Hint`)} error={refused && t(`brand.refused.${refused}`)}>
      {value ? (
        <div className="flex items-center gap-3">
          <img src={value} alt={t(`brand.${kind}`)} className="h-10 max-w-40 rounded-sm border bg-white object-contain p-1" />
          <Button size="sm" variant="ghost" onClick={() => onPut("")}>{t("brand.removePicture")}</Button>
        </div>
      ) : (
        <FileDrop className="py-3" accept="image/png,image/jpeg,image/webp,image/svg+xml,.svg" maxBytes={MOST_BYTES} disabled={locked} onFiles={([file]) => take(file)} onRefused={(_files, reason) => setRefused(reason)}
          labels={{ drop: t(`brand.${kind}Drop`), browse: t("brand.browse") }} />
      )}
    </FieldSet>
  )
}
