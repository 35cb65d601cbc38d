import type { Tone } from "@entrepot/ui"

export const importTones: Readonly<Record<string, Tone>> = { uploading: "info", uploaded: "neutral", mapped: "neutral", queued: "info", running: "info", applied: "success", failed: "danger", cancelled: "neutral" }
