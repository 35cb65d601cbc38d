import { scoped, scopedUpdate, type Work } from "@entrepot/db"
import type { Locale, SignIn } from "./contract.ts"
import { hashPassword, needsRehash, passwordMatches } from "./password.ts"
import { countTry, LIMITS, recordSuccess, subjectHash } from "./sign-in-limit.ts"
import { homeOf, type Home } from "./user.ts"

/** Opens one work in the door's scope, without a person: the count of tries must be committed before the password is looked at. */
export type OpenWork = <T>(task: (work: Work) => Promise<T>) => Promise<T>

export type SignInRefused = { readonly outcome: "refused" } | { readonly outcome: "limited"; readonly retryMinutes: number }
export type SignedInUser = { readonly outcome: "signed_in"; readonly userId: string; readonly name: string; readonly locale: Locale; readonly sessionVersion: number } & Home

type Person = { id: string; name: string; locale: string; sessionVersion: number; hash: string | undefined }

/** A user of the tenant whose scope `open` opens. An unknown mail, a wrong password and a closed account get the same answer, in the same time. */
export async function signInUser(open: OpenWork, input: SignIn & { address: string }): Promise<SignedInUser | SignInRefused> {
  const checked = await checkPassword(open, input, findUser, async (work, id, password_hash) => {
    await scopedUpdate(work, "tenancy.credential").set({ password_hash }).where("user_id", "=", id).execute()
  })
  if (checked.outcome !== "right") return checked
  const { person } = checked
  const home = await open((work) => homeOf(work, person.id))
  if (!home) return { outcome: "refused" }
  return { outcome: "signed_in", userId: person.id, name: person.name, locale: person.locale as Locale, sessionVersion: person.sessionVersion, ...home }
}

export type SignedInStaff = { readonly outcome: "signed_in"; readonly userId: string; readonly name: string; readonly locale: Locale; readonly sessionVersion: number }

/** The distributor's staff, in the network whose scope `open` opens. */
export async function signInStaff(open: OpenWork, input: SignIn & { address: string }): Promise<SignedInStaff | SignInRefused> {
  return answer(await checkPassword(open, input, findStaff, async (work, id, password_hash) => {
    await scopedUpdate(work, "tenancy.network_user").set({ password_hash }).where("user_id", "=", id).execute()
  }))
}

/** A platform operator. */
export async function signInOperator(open: OpenWork, input: SignIn & { address: string }): Promise<SignedInStaff | SignInRefused> {
  return answer(await checkPassword(open, input, findOperator, async (work, id, password_hash) => {
    await work.db.updateTable("tenancy.operator").set({ password_hash }).where("operator_id", "=", id).execute()
  }))
}

function answer(checked: { outcome: "right"; person: Person } | SignInRefused): SignedInStaff | SignInRefused {
  if (checked.outcome !== "right") return checked
  const { id, name, locale, sessionVersion } = checked.person
  return { outcome: "signed_in", userId: id, name, locale: locale as Locale, sessionVersion }
}

async function checkPassword(
  open: OpenWork, { email, password, address }: SignIn & { address: string },
  find: (work: Work, emailNorm: string) => Promise<Person | undefined>, rehash: (work: Work, id: string, hash: string) => Promise<void>,
): Promise<{ outcome: "right"; person: Person } | SignInRefused> {
  const subject = subjectHash("mail", email)
  const { verdict, person } = await open(async (work) => {
    const verdict = await countTry(work, { subject, address: subjectHash("address", address) })
    return { verdict, person: verdict === "try" ? await find(work, email.trim().toLowerCase()) : undefined }
  })
  if (verdict === "limited") return { outcome: "limited", retryMinutes: LIMITS.windowMinutes }
  if (!(await passwordMatches(person?.hash, password)) || !person?.hash) return { outcome: "refused" }
  const renewed = needsRehash(person.hash) ? await hashPassword(password) : undefined
  await open(async (work) => {
    await recordSuccess(work, subject)
    if (renewed) await rehash(work, person.id, renewed)
  })
  return { outcome: "right", person }
}

async function findUser(work: Work, emailNorm: string): Promise<Person | undefined> {
  const row = await scoped(work, "tenancy.tenant_user")
    .innerJoin("tenancy.credential as c", (join) => join
      .onRef("c.network_id", "=", "tenancy.tenant_user.network_id").onRef("c.tenant_id", "=", "tenancy.tenant_user.tenant_id").onRef("c.user_id", "=", "tenancy.tenant_user.user_id"))
    .select(["tenancy.tenant_user.user_id as id", "name", "locale", "session_version as sessionVersion", "c.password_hash as hash"])
    .where("email_norm", "=", emailNorm).where("status", "=", "active")
    .executeTakeFirst()
  return row
}

async function findStaff(work: Work, emailNorm: string): Promise<Person | undefined> {
  return scoped(work, "tenancy.network_user")
    .select(["user_id as id", "name", "locale", "session_version as sessionVersion", "password_hash as hash"])
    .where("email_norm", "=", emailNorm).where("status", "=", "active").executeTakeFirst()
}

async function findOperator(work: Work, emailNorm: string): Promise<Person | undefined> {
  return work.db.selectFrom("tenancy.operator")
    .select(["operator_id as id", "name", "locale", "session_version as sessionVersion", "password_hash as hash"])
    .where("email_norm", "=", emailNorm).where("status", "=", "active").executeTakeFirst()
}
