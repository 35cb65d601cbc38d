"use client"
import { Upload } from "lucide-react"
import { useRef, useState, type DragEvent, type ReactNode } from "react"
import { cn } from "../cn.ts"
import { useField } from "./field.tsx"

export type FileDropProps = {
  onFiles: (files: File[]) => void
  /** Why a file was not taken is the caller's to say. */
  onRefused?: ((files: File[], reason: "type" | "size") => void) | undefined
  /** As in `<input accept>`: `.csv,text/csv`. */
  accept?: string | undefined
  maxBytes?: number | undefined
  multiple?: boolean | undefined
  labels: { drop: ReactNode; browse: string }
  name?: string | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  className?: string | undefined
}

/** A file, dropped or chosen. The browser's own input lies over it, so keyboard and screen reader find what they know. */
export function FileDrop({ onFiles, onRefused, accept, maxBytes, multiple = false, labels, className, ...rest }: FileDropProps) {
  const field = useField(rest)
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1)
    const strange = files.filter((file) => !accepts(accept, file))
    const large = files.filter((file) => !strange.includes(file) && maxBytes !== undefined && file.size > maxBytes)
    if (strange.length > 0) onRefused?.(strange, "type")
    if (large.length > 0) onRefused?.(large, "size")
    const good = files.filter((file) => !strange.includes(file) && !large.includes(file))
    if (good.length > 0) onFiles(good)
    if (input.current) input.current.value = ""
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!rest.disabled) take(event.dataTransfer.files)
  }
  return (
    <div onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}
      className={cn("relative grid justify-items-center gap-1 rounded-lg border border-dashed border-border-strong bg-surface px-4 py-6 text-center text-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus hover:bg-surface-sunken", over && "border-accent bg-accent-soft", rest.disabled && "opacity-60", className)}>
      <Upload aria-hidden className="size-5 text-muted" />
      <div className="text-muted">{labels.drop}</div>
      <span aria-hidden className="font-medium text-accent-text underline underline-offset-2">{labels.browse}</span>
      <input {...field} ref={input} type="file" accept={accept} multiple={multiple} onChange={(event) => take(event.currentTarget.files)}
        {...(!field.id && { "aria-label": labels.browse })} className="absolute inset-0 size-full cursor-pointer opacity-0" />
    </div>
  )
}

function accepts(accept: string | undefined, file: File): boolean {
  if (!accept) return true
  return accept.split(",").map((part) => part.trim().toLowerCase()).some((part) => {
    if (part.startsWith(".")) return file.name.toLowerCase().endsWith(part)
    return part.endsWith("/*") ? file.type.startsWith(part.slice(0, -1)) : file.type === part
  })
}
