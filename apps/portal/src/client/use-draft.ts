"use client"
import { useState } from "react"

export type Draft<Kept, Form> = {
  readonly form: Form
  readonly set: (change: Partial<Form>) => void
  /** Whether anything differs from what is kept. */
  readonly changed: boolean
  /** The version that saving replaces. */
  readonly version: number
  /** What somebody else saved since this form was filled; nothing that was typed is touched by it. */
  readonly theirs: Kept | undefined
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  /** Saved as this version: once it has been read, the form shows what was kept. */
  readonly savedAs: (version: number) => void
}

/** A form over something that others save as well, each save a version of its own. */
export function useDraft<Kept extends { readonly version: number }, Form extends object>(kept: Kept, formOf: (kept: Kept) => Form): Draft<Kept, Form> {
  const [form, setForm] = useState(() => formOf(kept))
  const [version, setVersion] = useState(kept.version)
  const [awaited, setAwaited] = useState<number>()
  const takeTheirs = () => {
    setForm(formOf(kept))
    setVersion(kept.version)
  }
  if (awaited !== undefined && kept.version >= awaited) {
    setAwaited(undefined)
    takeTheirs()
  }
  return {
    form, version, takeTheirs,
    set: (change) => setForm((before) => ({ ...before, ...change })),
    changed: JSON.stringify(form) !== JSON.stringify(formOf(kept)),
    theirs: kept.version > version ? kept : undefined,
    keepMine: () => setVersion(kept.version),
    savedAs: (saved) => {
      setVersion(saved)
      setAwaited(saved)
    },
  }
}
