/** What changes on a day: from the day itself on, as an announced delivery or an adjusted price does, or from the day after it, as a price that holds up to and with its last day. */
export type Turns = { readonly from: readonly string[]; readonly after: readonly string[] }

/**
 * Answers by day, each worked out once for the days between two turns: in between, nothing that it depends on changes. Days are
 * YYYY-MM-DD and asked for in any order.
 */
export function bySpan<Answer>({ from, after }: Turns, answerOn: (day: string) => Answer): (day: string) => Answer {
  if (from.length === 0 && after.length === 0) return once(answerOn)
  const known = new Map<number, Answer>()
  return (day) => {
    const span = passed(from, day, true) + passed(after, day, false)
    if (!known.has(span)) known.set(span, answerOn(day))
    return known.get(span)!
  }
}

/** How many turns a day has behind it. It only grows from day to day, so the number names the span. */
function passed(turns: readonly string[], day: string, itself: boolean): number {
  let count = 0
  for (const turn of turns) if (turn < day || (itself && turn === day)) count += 1
  return count
}

function once<Answer>(answerOn: (day: string) => Answer): (day: string) => Answer {
  let known: { readonly answer: Answer } | undefined
  return (day) => (known ??= { answer: answerOn(day) }).answer
}
