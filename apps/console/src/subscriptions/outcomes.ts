import type { Tone } from "@entrepot/ui"
import type { RunOutcome } from "@entrepot/domain/subscriptions/contract"

export const OUTCOME_TONES: Readonly<Record<RunOutcome, Tone>> = { made: "success", held: "warning", skipped: "neutral", merged: "info", failed: "danger" }
