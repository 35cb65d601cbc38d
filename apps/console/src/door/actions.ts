"use server"
import { redirect } from "next/navigation"
import { signIn, signOut } from "./auth.ts"

export type DoorAnswer = { refused: "refused" | "limited" | "failed"; attempt: number } | undefined

/** Signs in and goes where the person was going; otherwise says why not. The form works before its script has arrived. */
export async function enter(before: DoorAnswer, form: FormData): Promise<DoorAnswer> {
  const of = (name: string) => String(form.get(name) ?? "")
  const door = of("door")
  try {
    await signIn("credentials", { email: of("email"), password: of("password"), ...(door !== "operator" && { networkCode: of("network") }), redirect: false })
  } catch (error) {
    const { type, code } = error as { type?: string; code?: string }
    return { refused: type === "CredentialsSignin" && (code === "refused" || code === "limited") ? code : "failed", attempt: (before?.attempt ?? 0) + 1 }
  }
  redirect(inside(of("to")) ?? (door === "operator" ? "/platform" : "/"))
}

export async function leave(): Promise<void> {
  await signOut({ redirect: false })
  redirect("/sign-in")
}

/** Only addresses of this console: another host in `to` would be somebody's trap. */
function inside(to: string): string | undefined {
  return /^\/(?![/\\])/.test(to) && !to.startsWith("/sign-in") ? to : undefined
}
