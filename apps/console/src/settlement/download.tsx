"use client"
import { DownloadButton as Button } from "@entrepot/ui"
import { useRefused } from "../ask/use-refused.ts"

/** A file of the network's, or in words why there is none. */
export function DownloadButton({ href, children }: { href: string; children: string }) {
  return <Button href={href} refused={useRefused()}>{children}</Button>
}
