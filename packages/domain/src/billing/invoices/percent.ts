/** "19.0000" is "19": numeric columns arrive with all their places. */
export function plainPercent(percent: string): string {
  return percent.includes(".") ? percent.replace(/\.?0+$/, "") : percent
}
