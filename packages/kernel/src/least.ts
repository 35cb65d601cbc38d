/** The smaller of two, as `Math.min` is of numbers. */
export const least = (one: bigint, other: bigint): bigint => (one < other ? one : other)

/** The larger of two. */
export const greatest = (one: bigint, other: bigint): bigint => (one > other ? one : other)
