import type { AccountRef } from "@entrepot/domain/ledger/contract"

type Words = (key: string) => string

/** What an account is called: its role, and of a tax where it is owed and at what rate. */
export function accountNamer(words: Words, percent: (value: number) => string): (account: Pick<AccountRef, "role" | "tax">) => string {
  return ({ role, tax }) => {
    const name = words(`role.${role}`)
    return tax ? `${name} · ${tax.country}${tax.region && `-${tax.region}`} ${percent(Number(tax.percent) / 100)}` : name
  }
}
