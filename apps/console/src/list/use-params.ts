"use client"
import { usePathname, useRouter, useSearchParams } from "next/navigation"
import { useTransition } from "react"

/** Narrows a list that the server draws: what is chosen stands in the address, so that it can be shared and found again. */
export function useParams(): { put: (changes: Record<string, string | undefined>) => void; pending: boolean; get: (name: string) => string } {
  const router = useRouter()
  const pathname = usePathname()
  const current = useSearchParams()
  const [pending, start] = useTransition()
  const put = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(current)
    next.delete("after")
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    start(() => router.replace(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false }))
  }
  return { put, pending, get: (name) => current.get(name) ?? "" }
}
