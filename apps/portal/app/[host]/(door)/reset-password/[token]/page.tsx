import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LinkButton } from "@entrepot/ui"
import { DoorTitle } from "#door/door-title.tsx"
import { ResetForm } from "#door/forms.tsx"
import { linkOr } from "#door/link-or.ts"
import { plainApi } from "#server/api.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("resetTitle") }
}

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const [t, { token }, api] = await Promise.all([getTranslations("door"), params, plainApi()])
  const link = await linkOr(() => api.session.reset({ token }))
  if (!link) {
    return (
      <>
        <DoorTitle title={t("linkInvalidTitle")}>{t("linkInvalid")}</DoorTitle>
        <LinkButton href="/forgot-password" variant="primary" size="lg" block>{t("askAgain")}</LinkButton>
      </>
    )
  }
  return (
    <>
      <DoorTitle title={t("resetTitle")}>{t("resetText", { email: link.email })}</DoorTitle>
      <ResetForm token={token} email={link.email} />
    </>
  )
}
