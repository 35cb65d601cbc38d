import type { STRATEGIES } from "./contract.ts"

/** nearest_complete: the nearest warehouse with everything, else split. nearest_split: nearest first. listed: in the list's order. */
export type Strategy = (typeof STRATEGIES)[number]
