import type { DunningPolicyDraft } from "@entrepot/domain/billing/contract"
import type { Formats } from "../format.ts"
import type { PolicyField } from "./draft.ts"

type Words = (key: string, values?: Record<string, string | number>) => string
export type PolicyText = Readonly<Record<PolicyField, string>>

/** Each part of a policy in a few words. `t` reads the words of dunning.rule. */
export function policyText(policy: DunningPolicyDraft, t: Words, { money, locale }: Pick<Formats, "money" | "locale">): PolicyText {
  const list = (days: readonly number[]) => new Intl.ListFormat(locale, { type: "conjunction" }).format(days.map(String))
  return {
    grace: t("grace", { days: policy.graceDays }),
    notices: policy.noticeDays.length === 0 ? t("noNotices") : t("notices", { days: list(policy.noticeDays), count: policy.noticeDays.length }),
    retries: policy.retryDays.length === 0 ? t("noRetries") : t("retries", { days: list(policy.retryDays), last: policy.retryDays.at(-1) ?? 0 }),
    restrict: policy.restrictDays === null ? t("noRestrict") : t("restrict", { day: policy.restrictDays }),
    suspend: policy.suspendDays === null ? t("noSuspend") : t("suspend", { day: policy.suspendDays }),
    minimum: policy.minimum ? t("minimum", { amount: money(policy.minimum) }) : t("noMinimum"),
  }
}
