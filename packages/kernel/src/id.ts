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
  const chance = randomBytes(10)
  return (nowMillis = Date.now()) => {
    const random = chance()
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

/** So many random bytes at a time, fetched by the hundred: each look into the source of chance costs as much as an id. */
function randomBytes(size: number): () => Uint8Array {
  const stock = new Uint8Array(size * 128)
  let used = stock.length
  return () => {
    if (used === stock.length) {
      crypto.getRandomValues(stock)
      used = 0
    }
    used += size
    return stock.subarray(used - size, used)
  }
}

/** Starts in the lower half, which leaves room for at least two thousand more ids in the same millisecond. */
function freshCounter([high = 0, low = 0]: Uint8Array): number {
  return ((high & 0x07) << 8) | low
}

function uuid(millis: number, counter: number, random: Uint8Array): string {
  const time = millis.toString(16).padStart(12, "0")
  let tail = HEX[((random[2] ?? 0) & 0x3f) | 0x80] ?? ""
  for (let at = 3; at < 10; at++) tail += HEX[random[at] ?? 0]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${tail.slice(0, 4)}-${tail.slice(4)}`
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"))
