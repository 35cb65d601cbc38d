import { hash, verify } from "@node-rs/argon2"
import { Refusal } from "@entrepot/kernel"
import { PASSWORD_LENGTH } from "./contract.ts"

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane; about 25 ms. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const PARAMETERS = /^\$argon2id\$v=\d+\$m=(\d+),t=(\d+),p=(\d+)\$/

/** An argon2id hash in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST)
}

/** What an unknown person's password is compared with, so that the answer takes as long as for a known one. */
const nobodysHash = hashPassword("nobody signs in with this")

/** Takes the same time whether or not there is a hash. */
export async function passwordMatches(storedHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? (await nobodysHash), password.normalize("NFKC"))
  return matches && storedHash !== undefined
}

/** Hashes made with a lower cost are renewed at the next sign-in. */
export function needsRehash(storedHash: string): boolean {
  const [, memory, time, lanes] = PARAMETERS.exec(storedHash) ?? []
  return !(Number(memory) >= COST.memoryCost && Number(time) >= COST.timeCost && Number(lanes) >= COST.parallelism)
}

/** Length is what makes a password strong; the e-mail and one sign repeated are the two guesses that come first. */
export function refuseWeakPassword(password: string, email: string): void {
  const plain = password.toLowerCase()
  const guessable = plain.includes(email.toLowerCase()) || new Set(plain).size < 4
  if (password.length < PASSWORD_LENGTH.least || guessable) throw new Refusal("tenancy.password_is_weak", "invalid", { least: PASSWORD_LENGTH.least })
}
