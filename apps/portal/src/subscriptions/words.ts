/** The page's own words, on the server and in an island alike. */
export type Words = { (key: string, values?: Record<string, string | number>): string; has: (key: string) => boolean }
