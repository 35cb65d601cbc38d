"use client"
import { useTranslations } from "next-intl"
import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import { useFormats } from "#client/use-formats.ts"
import { policyText, type PolicyText } from "./policy-text.ts"

export function usePolicyText(): (policy: DunningPolicyDraft) => PolicyText {
  const t = useTranslations("dunning.rule")
  const formats = useFormats()
  return (policy) => policyText(policy, t as never, formats)
}
