type Fact = { kind: string; detail: unknown }
type Say = { (key: string, facts?: Record<string, string | number>): string; has: (key: string) => boolean }

/** A fact of an order in words: what happened, and the reason that somebody gave. */
export function factText(tell: Say, { kind, detail }: Fact): { what: string; detail?: string; tone: "neutral" | "success" | "warning" | "danger" | "info" } {
  const facts = (typeof detail === "object" && detail !== null ? detail : {}) as Record<string, unknown>
  const lines = Array.isArray(facts["lines"]) ? facts["lines"].length : typeof facts["lines"] === "number" ? facts["lines"] : 1
  const what = tell.has(`fact.${kind}`) ? tell(`fact.${kind}`, { lines }) : kind
  const said = [facts["reason"], facts["number"], facts["trackingNumber"]].filter((part) => typeof part === "string" && part).join(" · ")
  return { what, tone: TONES[kind] ?? "neutral", ...(said && { detail: said }) }
}

const TONES: Record<string, "success" | "warning" | "danger" | "info"> = {
  confirmed: "success", approved: "success", shipped: "success", backorder_filled: "success", hold_released: "success", held: "warning", backordered: "warning", short_picked: "warning", approval_expired: "warning",
  rejected: "danger", cancelled: "danger", lines_cancelled: "danger", approval_requested: "info", changed: "info", trimmed: "info", picked: "info",
}
