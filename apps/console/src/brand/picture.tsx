"use client"
import { Button, FieldSet, FileDrop } from "@entrepot/ui"
import { useState } from "react"

const MOST_BYTES = 512 * 1024
export type PictureWords = { legend: string; hint: string; drop: string; browse: string; remove: string; refused: { type: string; size: string } }
type Props = { words: PictureWords; value: string; locked?: boolean; onPut: (address: string) => void }

/** A logo or a mark, dropped or chosen; the platform draws it anew, so that nothing but a picture is ever kept. */
export function Picture({ words, value, locked = false, onPut }: Props) {
  const [refused, setRefused] = useState<"type" | "size">()
  const take = (file: File | undefined) => {
    if (!file) return
    const reader = new FileReader()
    reader.onload = () => { setRefused(undefined); onPut(String(reader.result)) }
    reader.readAsDataURL(file)
  }
  return (
    <FieldSet legend={words.legend} hint={words.hint} error={refused && words.refused[refused]}>
      {value ? (
        <div className="flex items-center gap-3">
          <img src={value} alt={words.legend} className="h-10 max-w-40 rounded-sm border bg-white object-contain p-1" />
          <Button size="sm" variant="ghost" onClick={() => onPut("")}>{words.remove}</Button>
        </div>
      ) : (
        <FileDrop className="py-3" accept="image/png,image/jpeg,image/webp,image/svg+xml,.svg" maxBytes={MOST_BYTES} disabled={locked} onFiles={([file]) => take(file)} onRefused={(_files, reason) => setRefused(reason)}
          labels={{ drop: words.drop, browse: words.browse }} />
      )}
    </FieldSet>
  )
}
