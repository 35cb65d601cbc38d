"use client"
import NextLink from "next/link"
import { usePathname, useRouter } from "next/navigation"
import { useCallback, type ComponentProps, type ReactNode } from "react"
import { UiProvider } from "@entrepot/ui"

/** A list of fifty rows would ask the server fifty times for pages that nobody opens. */
function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />
}

/** Tells the components how to move about. On the server the address still carries the inner `/[host]`. */
export function Surroundings({ host, children }: { host: string; children: ReactNode }) {
  const router = useRouter()
  const inner = usePathname()
  const prefix = `/${encodeURIComponent(host)}`
  const pathname = inner === prefix ? "/" : inner.startsWith(`${prefix}/`) ? inner.slice(prefix.length) : inner
  const navigate = useCallback((href: string) => router.push(href), [router])
  return <UiProvider link={Link as never} pathname={pathname} navigate={navigate}>{children}</UiProvider>
}
