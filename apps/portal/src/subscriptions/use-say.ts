"use client"
import { useTranslations } from "next-intl"
import { useRefusalMessage } from "#client/use-refusal-message.ts"
import type { Words } from "./words.ts"

/** The words of subscriptions for islands. */
export function useSay(): Words {
  return useTranslations("subscriptions") as unknown as Words
}

/** The domain's words for why a date waits, was left out or failed, by their code. */
export function useWhys(): Words {
  return useTranslations("domain.subscriptions.why") as unknown as Words
}

/** Why an action is not possible, in the reader's words. */
export function useReason(): (action: { readonly possible: boolean; readonly disabledReason: string | null }) => string | undefined {
  const message = useRefusalMessage()
  return ({ possible, disabledReason }) => (possible || !disabledReason ? undefined : message({ code: disabledReason, facts: {} }))
}
