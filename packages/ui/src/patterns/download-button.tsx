"use client"
import { Download as Icon } from "lucide-react"
import { useState } from "react"
import { Button } from "../primitives/button.tsx"
import { toast } from "../primitives/toast.tsx"

export type DownloadButtonProps = {
  href: string
  children: string
  /** What came back instead of the file, in words. */
  refused: (error: unknown) => string
}

/** Saves a file under the name that the server gives it, or says in words why there is none. */
export function DownloadButton({ href, children, refused }: DownloadButtonProps) {
  const [loading, setLoading] = useState(false)
  const fetchFile = async () => {
    setLoading(true)
    try {
      const answer = await fetch(href)
      if (!answer.ok) return void toast.error(refused(((await answer.json()) as { error?: unknown }).error))
      save(await answer.blob(), nameOf(answer.headers.get("content-disposition") ?? ""))
    } catch (error) {
      toast.error(refused(error))
    } finally {
      setLoading(false)
    }
  }
  return <Button icon={<Icon aria-hidden />} loading={loading} onClick={() => void fetchFile()}>{children}</Button>
}

function nameOf(disposition: string): string {
  const [, exact] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? []
  return exact ? decodeURIComponent(exact) : "document"
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = Object.assign(document.createElement("a"), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}

/** Saves text that is here already under a name. */
export function saveText(text: string, name: string, type = "text/csv"): void {
  save(new Blob([text], { type }), name)
}
