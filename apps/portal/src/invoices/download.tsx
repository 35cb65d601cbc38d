"use client"
import { Download as Icon } from "lucide-react"
import { useState } from "react"
import { Button, toast } from "@entrepot/ui"
import { useRefusalMessage } from "#client/use-refusal-message.ts"

/** Saves a file under the name that the server gives it, or says in words why there is none. */
export function DownloadButton({ href, children }: { href: string; children: string }) {
  const message = useRefusalMessage()
  const [loading, setLoading] = useState(false)
  const fetchFile = async () => {
    setLoading(true)
    try {
      const answer = await fetch(href)
      if (!answer.ok) return void toast.error(message(((await answer.json()) as { error?: unknown }).error))
      save(await answer.blob(), nameOf(answer.headers.get("content-disposition") ?? ""))
    } catch (error) {
      toast.error(message(error))
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
