"use client"
import { PageError } from "#client/page-error.tsx"

export default function InsideError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageError error={error} retry={reset} />
}
