import type { Tone } from "@entrepot/ui"

export const productTones: Readonly<Record<"draft" | "active" | "run_out" | "discontinued", Tone>> = { draft: "info", active: "success", run_out: "warning", discontinued: "neutral" }
