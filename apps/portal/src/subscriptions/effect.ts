import type { ChangePreview, DateEffect } from "@entrepot/domain/subscriptions"

/** One date on either side of a change; null where it is not there. */
export type Effect = { readonly key: string; readonly before: DateEffect | null; readonly after: DateEffect | null; readonly changed: boolean }

/**
 * The dates of a preview side by side. They are matched by their number, so that a date that moves stays one date; another rhythm has other
 * numbers, and its dates stand against each other in their order. An amount that differs is a change too: rules of price move no date.
 */
export function effectsOf({ before, after, change }: Pick<ChangePreview, "before" | "after" | "change">): readonly Effect[] {
  if (change.kind === "schedule") {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => {
      const [was, is] = [before[at] ?? null, after[at] ?? null]
      return { key: `${at}`, before: was, after: is, changed: was?.on !== is?.on || was?.skipped !== is?.skipped || was?.total?.amount !== is?.total?.amount }
    })
  }
  const numbers = [...new Set([...before, ...after].map(({ n }) => n))]
  const effects = numbers.map((n) => {
    const [was, is] = [before.find((each) => each.n === n) ?? null, after.find((each) => each.n === n) ?? null]
    return { key: `${n}`, before: was, after: is, changed: Boolean(was?.changed) || Boolean(is?.changed) || (was !== null && is !== null && was.total?.amount !== is.total?.amount) }
  })
  const day = ({ before: was, after: is }: Effect) => is?.on ?? was?.on ?? ""
  return effects.sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}

/** What is shown: every date that differs, and of the others as many as tell that they stay. */
export function shownOf(effects: readonly Effect[], most: number): { readonly shown: readonly Effect[]; readonly more: number } {
  const changed = effects.filter((effect) => effect.changed)
  if (changed.length === 0) return { shown: effects.slice(0, 3), more: Math.max(0, effects.length - 3) }
  const around = effects.filter((effect, at) => effect.changed || effects[at - 1]?.changed || effects[at + 1]?.changed)
  return { shown: around.slice(0, most), more: Math.max(0, around.length - most) }
}
