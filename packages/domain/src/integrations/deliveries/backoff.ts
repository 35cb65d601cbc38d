/** A delivery that failed this often is a dead letter: a person looks at it and replays it. */
export const MOST_ATTEMPTS = 10

const FIRST_MILLIS = 5_000
const LONGEST_MILLIS = 30 * 60_000

/**
 * How long a delivery waits after its nth failure: 5 s, doubled each time, at most half an hour. The jitter (0 to 1) takes off
 * up to a fifth, so that a thousand deliveries that failed together do not come back together.
 */
export function backoffMillis(failures: number, jitter: number = Math.random()): number {
  const full = Math.min(FIRST_MILLIS * 2 ** (Math.max(failures, 1) - 1), LONGEST_MILLIS)
  return Math.round(full * (1 - jitter / 5))
}
