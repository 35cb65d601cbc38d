/** A page of rows, and the last row of it where there is another page after it. */
export type RowPage<Row> = { readonly page: Row[]; readonly last: Row | undefined }

/** Cuts the rows of a list that was asked for one row more than a page holds: that one only says that there is more. */
export function pageOf<Row>(rows: readonly Row[], limit: number): RowPage<Row> {
  const page = rows.slice(0, limit)
  return { page, last: rows.length > limit ? page.at(-1) : undefined }
}
