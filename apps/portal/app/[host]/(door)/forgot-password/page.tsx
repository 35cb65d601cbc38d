import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Link } from "@entrepot/ui"
import { DoorTitle } from "#door/door-title.tsx"
import { ForgotForm } from "#door/forms.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("forgotTitle") }
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations("door")
  return (
    <>
      <DoorTitle title={t("forgotTitle")}>{t("forgotText")}</DoorTitle>
      <ForgotForm />
      <p className="mt-4 text-sm"><Link href="/sign-in">{t("backToSignIn")}</Link></p>
    </>
  )
}
