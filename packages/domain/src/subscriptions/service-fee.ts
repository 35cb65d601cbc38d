import { currency, money, moneyToJson, Temporal } from "@entrepot/kernel"
import type { ServiceFee } from "./contract.ts"
import type { ServiceFeeView } from "./views.ts"

/** What somebody decided of a subscription's fee, from a day on; null is from the beginning. Without an amount, it ends. */
export type FeeVersion = { readonly version: number; readonly from: string | null; readonly name: string; readonly amountMinor: bigint | null; readonly everyMonths: number | null; readonly taxCategory: string }
/** One that is charged. */
export type ChargedFee = FeeVersion & { readonly amountMinor: bigint; readonly everyMonths: number }

/** What holds on a day: of all that were decided from then or before, what was decided last. Undefined where nothing is charged. */
export function feeOn(versions: readonly FeeVersion[], day: string): ChargedFee | undefined {
  const last = versions.reduce<FeeVersion | undefined>((best, one) => ((one.from === null || one.from <= day) && one.version > (best?.version ?? 0) ? one : best), undefined)
  return last && charged(last) ? last : undefined
}

export function charged(version: FeeVersion): version is ChargedFee {
  return version.amountMinor !== null
}

/** Whether a customer pays the same for the same by both. */
export function sameFee(one: Pick<ChargedFee, "name" | "amountMinor" | "everyMonths"> | undefined, other: Pick<ChargedFee, "name" | "amountMinor" | "everyMonths"> | undefined): boolean {
  return one?.name === other?.name && one?.amountMinor === other?.amountMinor && one?.everyMonths === other?.everyMonths
}

/** The days from one on, without it, on which the fee becomes another. */
export function feeChangesAfter(versions: readonly FeeVersion[], day: string): readonly { readonly from: string; readonly fee: ChargedFee | undefined }[] {
  const days = [...new Set(versions.flatMap(({ from }) => (from !== null && from > day ? [from] : [])))].sort()
  return days.flatMap((from) => {
    const [before, fee] = [feeOn(versions, Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()), feeOn(versions, from)]
    return sameFee(before, fee) ? [] : [{ from, fee }]
  })
}

/** A fee of a plan or a form, as the next version of a subscription's. */
export function nextVersion(versions: readonly FeeVersion[], fee: ServiceFee | null, from: string): FeeVersion {
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1
  if (fee) return { version, from, name: fee.name, amountMinor: BigInt(fee.amount), everyMonths: fee.everyMonths, taxCategory: "standard" }
  return { version, from, name: feeOn(versions, from)?.name ?? versions.at(-1)?.name ?? "", amountMinor: null, everyMonths: null, taxCategory: "standard" }
}

/** A fee in a subscription's or a plan's currency, as it is shown. */
export function feeView(fee: Pick<ChargedFee, "name" | "amountMinor" | "everyMonths"> | undefined, code: string): ServiceFeeView | null {
  return fee ? { name: fee.name, amount: moneyToJson(money(fee.amountMinor, currency(code))), everyMonths: fee.everyMonths } : null
}

/** The fee that a plan would bring. */
export function planFeeView(fee: ServiceFee | null | undefined, code: string): ServiceFeeView | null {
  return feeView(fee ? { ...fee, amountMinor: BigInt(fee.amount) } : undefined, code)
}
