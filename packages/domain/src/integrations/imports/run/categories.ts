import { scoped, type Work } from "@entrepot/db"
import { saveCategories } from "../../../catalog/index.ts"
import { codeOf } from "../map/words.ts"

type Known = { readonly code: string; readonly parent: string | null; readonly path: string; readonly names: Readonly<Record<string, string>> }

/** Where products go whose file says nothing about it. */
const UNSORTED = { code: "unsorted", names: { en: "Unsorted", de: "Unsortiert", fr: "Non classé" } } as const

/**
 * Finds the category that a text in a file means: by code or path, else level by level by name in any language. What is not
 * known is made, as a child of what is.
 */
export class CategoryBook {
  readonly #byCode = new Map<string, Known>()
  readonly #found = new Map<string, string>()
  #fresh: Known[] = []
  readonly #language: string
  created = 0

  private constructor(language: string, known: readonly Known[]) {
    this.#language = language
    for (const category of known) this.#byCode.set(category.code, category)
  }

  static async open(work: Work, language: string): Promise<CategoryBook> {
    const rows = await scoped(work, "catalog.category").select(["category_id", "parent_id", "code", "path", "names"]).execute()
    const codes = new Map(rows.map((row) => [row.category_id, row.code]))
    return new CategoryBook(language, rows.map((row) => ({ code: row.code, parent: row.parent_id ? (codes.get(row.parent_id) ?? null) : null, path: row.path, names: row.names as Record<string, string> })))
  }

  /** The code for these levels; `keep` must be called before products name it. */
  codeFor(levels: readonly string[] | undefined): string {
    if (!levels) return this.#byCode.has(UNSORTED.code) ? UNSORTED.code : this.#make(UNSORTED.code, null, UNSORTED.names)
    const key = levels.join("\u001f")
    const found = this.#found.get(key) ?? this.#exact(levels) ?? levels.reduce<string | null>((parent, level) => this.#child(parent, level), null)!
    this.#found.set(key, found)
    return found
  }

  /** Writes what was made since the last time. */
  async keep(work: Work): Promise<void> {
    if (this.#fresh.length === 0) return
    this.created += (await saveCategories(work, this.#fresh.map(({ code, parent, names }) => ({ code, parent, names })))).created
    this.#fresh = []
  }

  #exact([only, ...more]: readonly string[]): string | undefined {
    if (only === undefined || more.length > 0) return undefined
    return this.#byCode.has(only) ? only : [...this.#byCode.values()].find(({ path }) => path === only || path === `${only}.`)?.code
  }

  #child(parent: string | null, level: string): string {
    const wanted = level.toLowerCase()
    const known = [...this.#byCode.values()].find((category) => category.parent === parent && (category.code === level || Object.values(category.names).some((name) => name.toLowerCase() === wanted)))
    return known?.code ?? this.#make(this.#freeCode(parent, level), parent, { [this.#language]: level })
  }

  #make(code: string, parent: string | null, names: Readonly<Record<string, string>>): string {
    const made = { code, parent, names, path: `${parent === null ? "" : (this.#byCode.get(parent)?.path ?? "")}${code}.` }
    this.#byCode.set(code, made)
    this.#fresh.push(made)
    return code
  }

  /** A code is one per network: "gloves" under dental and "gloves" under workshop are told apart by what they hang below. */
  #freeCode(parent: string | null, level: string): string {
    const own = codeOf(level, "-").slice(0, 48).replace(/-+$/, "") || "category"
    const below = parent === null ? own : `${parent}-${own}`.slice(0, 60)
    if (!this.#byCode.has(own)) return own
    if (!this.#byCode.has(below)) return below
    for (let number = 2; ; number++) if (!this.#byCode.has(`${own}-${number}`)) return `${own}-${number}`
  }
}
