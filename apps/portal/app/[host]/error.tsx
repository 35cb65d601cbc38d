"use client"
import { PageError } from "#client/page-error.tsx"

export default function HostError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <main className="mx-auto grid min-h-dvh max-w-md content-center px-4"><PageError error={error} retry={reset} /></main>
}
