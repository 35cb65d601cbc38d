"use server"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { localeSchema, PASSWORD_LENGTH, type Locale } from "@entrepot/domain/tenancy/contract"
import { plainApi, refusalOf } from "../server/api.ts"
import { signIn, signOut } from "../server/auth.ts"
import { LOCALE_COOKIE } from "../server/request.ts"

/** What a form of the door answers: a refusal to put into words, and what was typed, but for passwords. */
export type DoorState = { readonly refusal?: { code: string; facts: Record<string, unknown> } | undefined; readonly done?: boolean; readonly typed?: Readonly<Record<string, string>>; readonly attempt: number }

const YEAR = 60 * 60 * 24 * 365
const text = (form: FormData, name: string): string => String(form.get(name) ?? "")

export async function signInHere(before: DoorState, form: FormData): Promise<DoorState> {
  const refused = await enter(text(form, "email"), text(form, "password"))
  if (refused) return { refusal: refused, typed: { email: text(form, "email") }, attempt: before.attempt + 1 }
  redirect(innerPath(text(form, "to")))
}

export async function signOutHere(): Promise<void> {
  await signOut({ redirect: false })
  redirect("/sign-in")
}

export async function askForReset(before: DoorState, form: FormData): Promise<DoorState> {
  const email = text(form, "email")
  if (email.trim() === "") return { refusal: { code: "auth.email_missing", facts: {} }, attempt: before.attempt + 1 }
  return answering(before, { email }, async () => {
    await (await plainApi()).session.requestReset({ email })
  })
}

export async function setNewPassword(before: DoorState, form: FormData): Promise<DoorState> {
  const password = text(form, "password")
  const answer = await answering(before, {}, async () => {
    const { email } = await (await plainApi()).session.resetPassword({ token: text(form, "token"), password })
    await enter(email, password)
  })
  return answer.done ? redirect("/") : answer
}

export async function joinHere(before: DoorState, form: FormData): Promise<DoorState> {
  const password = text(form, "password")
  const name = text(form, "name").trim()
  const answer = await answering(before, { name }, async () => {
    const { email } = await (await plainApi()).session.acceptInvitation({ token: text(form, "token"), password, ...(name && { name }) })
    await enter(email, password)
  })
  return answer.done ? redirect("/") : answer
}

/** For somebody signed in it is kept in their profile, for a visitor in this browser. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  const chosen = localeSchema.parse(locale)
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, chosen, { path: "/", maxAge: YEAR, sameSite: "lax" })
  try {
    await (await plainApi()).session.setLocale({ locale: chosen })
  } catch (error) {
    if ((error as { code?: string }).code !== "UNAUTHORIZED") throw error
  }
}

export async function actFor(accountId: string): Promise<void> {
  await (await plainApi()).session.switchAccount({ accountId })
  redirect("/")
}

/** Signs in through next-auth, which sets the cookie; answers what was refused. */
async function enter(email: string, password: string): Promise<DoorState["refusal"]> {
  try {
    await signIn("credentials", { email, password, redirect: false })
    return undefined
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === "limited") return { code: "auth.sign_in_limited", facts: { retryMinutes: 15 } }
    if (code === "refused" || code === "credentials") return { code: "auth.sign_in_refused", facts: {} }
    throw error
  }
}

async function answering(before: DoorState, typed: Record<string, string>, task: () => Promise<void>): Promise<DoorState> {
  try {
    await task()
    return { done: true, attempt: before.attempt + 1 }
  } catch (error) {
    // A form that does not fit its schema can only have a short password: the rest comes from the link.
    const short = (error as { code?: string }).code === "BAD_REQUEST" ? { code: "tenancy.password_is_weak", facts: { least: PASSWORD_LENGTH.least } } : undefined
    const refusal = refusalOf(error) ?? short
    if (!refusal) throw error
    return { refusal, typed, attempt: before.attempt + 1 }
  }
}

/** Only a path of this portal: nobody is led away by a link that looks like ours. */
function innerPath(to: string): string {
  return /^\/(?![/\\])[^\s\\]*$/.test(to) && !to.startsWith("/sign-in") ? to : "/"
}
