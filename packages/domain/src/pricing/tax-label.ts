/**
 * What a tax is called, without a percentage at its end that is not the one it is charged at: labels that were written beside an earlier rate, or beside the
 * first of several that add up, bear its figure for ever. One that is right stays.
 */
export function taxLabel(label: string, percent: string): string {
  const [ending, figure = ""] = /\s*\(?(\d{1,3}(?:[.,]\d{1,4})?)\s*%\)?$/.exec(label) ?? []
  return ending === undefined || Number(figure.replace(",", ".")) === Number(percent) ? label : label.slice(0, -ending.length)
}
