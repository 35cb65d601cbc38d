import { fromMicros, positive, toMicros, type Quantity } from "./quantity.ts"

/** Steps are counted from the minimum: a minimum of 5 and a step of 3 allow 5, 8, 11. */
export type QuantityRule = {
  readonly minimum?: Quantity | null | undefined
  readonly step?: Quantity | null | undefined
  readonly maximum?: Quantity | null | undefined
}

/** A quantity that is not allowed comes with the nearest ones that are, below and above it, where they exist. */
export type QuantityVerdict =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly reason: "below_minimum" | "above_maximum" | "off_step"
      readonly roundDown?: Quantity
      readonly roundUp?: Quantity
    }

/** Without a minimum the first step is the least that can be ordered; nobody orders nothing, or less. */
export function quantityVerdict(quantity: Quantity, rule: QuantityRule): QuantityVerdict {
  const wanted = toMicros(quantity)
  const step = rule.step == null ? undefined : positive(rule.step, "step")
  const minimum = rule.minimum == null ? 0n : toMicros(rule.minimum)
  const maximum = rule.maximum == null ? undefined : toMicros(rule.maximum)
  const least = minimum > 0n ? minimum : (step ?? 0n)

  const allowedUpTo = (limit: bigint) => (step === undefined ? limit : limit - ((limit - least) % step))
  const offer = (micros: bigint) =>
    micros > 0n && micros >= least && (maximum === undefined || micros <= maximum) ? fromMicros(micros) : undefined

  if (wanted <= 0n || wanted < least) return no("below_minimum", undefined, offer(least))
  if (maximum !== undefined && wanted > maximum) return no("above_maximum", offer(allowedUpTo(maximum)), undefined)
  const below = allowedUpTo(wanted)
  if (below !== wanted) return no("off_step", offer(below), offer(below + (step ?? 0n)))
  return { ok: true }
}

function no(
  reason: "below_minimum" | "above_maximum" | "off_step",
  roundDown: Quantity | undefined,
  roundUp: Quantity | undefined,
): QuantityVerdict {
  return { ok: false, reason, ...(roundDown && { roundDown }), ...(roundUp && { roundUp }) }
}
