export type UsageView = {
  readonly usageId: string; readonly lineId: string; readonly sku: string; readonly source: string; readonly eventId: string; readonly kind: "count" | "level"
  readonly quantity: string; readonly measuredAt: string; readonly recordedAt: string
  /** It came after the occurrence that it would have moved was made: it counts for the next one. */
  readonly late: boolean
}

export type UsageVerdict = {
  readonly index: number
  /** accepted: new. repeated: it was there with the same content. late: accepted, but what it would have moved was made already. */
  readonly verdict: "accepted" | "repeated" | "late" | "refused"
  /** A refusal code, where refused. */
  readonly why: string | null
}

export type UsageReported = {
  readonly rows: readonly UsageVerdict[]
  /** The dates that the reports moved. */
  readonly moved: readonly { readonly subscriptionId: string; readonly number: string; readonly n: number; readonly from: string; readonly to: string; readonly reason: string }[]
}
