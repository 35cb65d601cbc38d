import { getTranslations } from "next-intl/server"
import { Card, Timeline } from "@entrepot/ui"
import type { DunningPolicyView } from "@entrepot/domain/billing/contract"
import { formats as theFormats } from "#server/formats.ts"
import { changesOf, type PolicyField } from "./draft.ts"
import { policyText } from "./policy-text.ts"

/** Who saved which version, when, and what it changed of the one before. */
export async function PolicyVersions({ policies }: { policies: readonly DunningPolicyView[] }) {
  const [t, rule, formats] = await Promise.all([getTranslations("dunning"), getTranslations("dunning.rule"), theFormats()])
  const all: readonly PolicyField[] = ["grace", "notices", "restrict", "suspend", "retries", "minimum"]
  const events = policies.map((policy, at) => {
    const before = policies[at + 1]
    const fields = before ? changesOf(before, policy) : all
    const text = policyText(policy, rule as never, formats)
    return {
      id: String(policy.version), time: policy.savedAt ? formats.instant(policy.savedAt) : "", dateTime: policy.savedAt ?? undefined, who: policy.by, what: t("version", { version: policy.version }), tone: at === 0 ? "accent" as const : "neutral" as const,
      detail: fields.length === 0 ? t("sameAsBefore") : fields.map((field) => text[field]).join(" "),
    }
  })
  return <Card title={t("versions")}>{events.length === 0 ? <p className="text-sm text-muted">{t("noVersions")}</p> : <Timeline label={t("versions")} events={events} />}</Card>
}
