"use client"
import { useState } from "react"
import { rebase, type DraftField } from "./rebase.ts"
import type { ProductDraft } from "./draft.ts"

type State = { base: ProductDraft; version: number; draft: ProductDraft }

/**
 * What is typed, and on which version. When the page is drawn with a newer one (a successor was set, prices were added), what was
 * typed is carried over onto it; after a save, the saved product is taken as it stands.
 */
export function useProductDraft(start: ProductDraft, version: number) {
  const [state, setState] = useState<State>({ base: start, version, draft: start })
  const [saved, setSaved] = useState(0)
  if (version > state.version) {
    setState({ base: start, version, draft: saved === version ? start : rebase(state.base, state.draft, start) })
  }
  return {
    ...state,
    put: (change: Partial<ProductDraft>) => setState((now) => ({ ...now, draft: { ...now.draft, ...change } })),
    /** The version that was just saved from here. */
    savedAs: (next: number) => setSaved(next),
    /** Goes on upon somebody else's version; of what both changed, `take` is left to them. */
    goOnUpon: (theirs: ProductDraft, theirVersion: number, take: readonly DraftField[]) =>
      setState((now) => ({ base: theirs, version: theirVersion, draft: rebase(now.base, now.draft, theirs, take) })),
  }
}
