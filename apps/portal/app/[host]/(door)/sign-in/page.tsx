import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { DoorTitle } from "#door/door-title.tsx"
import { SignInForm } from "#door/forms.tsx"
import { theBrand } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("signIn") }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ to?: string | string[] }> }) {
  const [t, { to }, { name }] = await Promise.all([getTranslations("door"), searchParams, theBrand()])
  return (
    <>
      <DoorTitle title={t("signInTitle", { name })} />
      <SignInForm to={typeof to === "string" ? to : "/"} />
    </>
  )
}
