"use client"
import { DownloadButton as Button } from "@entrepot/ui"
import { useRefusalMessage } from "#client/use-refusal-message.ts"

/** A file of the reader's, or in words why there is none. */
export function DownloadButton({ href, children }: { href: string; children: string }) {
  return <Button href={href} refused={useRefusalMessage()}>{children}</Button>
}
