import { StatusBadge, type Tone } from "@entrepot/ui"
import type { DunningStage } from "@entrepot/domain/billing/contract"

const TONES: Readonly<Record<DunningStage, Tone>> = { none: "neutral", overdue: "warning", restricted: "danger", suspended: "danger" }

/** `t` reads the words of dunning: among people who are late, nobody is up to date. */
export function StageBadge({ stage, t }: { stage: DunningStage; t: (key: string) => string }) {
  return <StatusBadge tone={TONES[stage]}>{t(`stage.${stage}`)}</StatusBadge>
}
