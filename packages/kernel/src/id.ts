/** A string that says whose id it is. Plain strings fit it, ids of other things do not. */
export type Id<Name extends string> = string & { readonly __id?: Name }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
const MOST_IN_COUNTER = 0xfff

export function isUuid(text: unknown): text is string {
  return typeof text === "string" && UUID.test(text)
}

/** A UUIDv7 that sorts after every one that this process made before. Pass `work.now.epochMilliseconds` in a verb. */
export const newId: IdGenerator = idGenerator()

/** Where nothing says whose id is wanted, it fits every thing. */
export type IdGenerator = <Name extends string = never>(nowMillis?: number) => Id<Name>

/**
 * UUIDv7 with a twelve-bit counter (RFC 9562, 6.2, method 1). When the clock stands still or steps back the counter
 * goes on from the last id; when that is full, it borrows the next millisecond.
 */
export function idGenerator(): IdGenerator {
  let millis = -1
  let counter = 0
  return (nowMillis = Date.now()) => {
    const random = crypto.getRandomValues(new Uint8Array(10))
    const now = Math.trunc(nowMillis)
    if (now > millis || counter === MOST_IN_COUNTER) {
      millis = Math.max(now, millis + 1)
      counter = freshCounter(random)
    } else {
      counter += 1
    }
    return uuid(millis, counter, random)
  }
}

/** Starts in the lower half, which leaves room for at least two thousand more ids in the same millisecond. */
function freshCounter([high = 0, low = 0]: Uint8Array): number {
  return ((high & 0x07) << 8) | low
}

function uuid(millis: number, counter: number, random: Uint8Array): string {
  const time = millis.toString(16).padStart(12, "0")
  const [variant = 0, ...rest] = random.subarray(2)
  const tail = [(variant & 0x3f) | 0x80, ...rest].map((byte) => hex(byte, 2)).join("")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0")
}
