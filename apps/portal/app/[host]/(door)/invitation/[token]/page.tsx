import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { LinkButton } from "@entrepot/ui"
import { DoorTitle } from "#door/door-title.tsx"
import { InvitationForm } from "#door/forms.tsx"
import { linkOr } from "#door/link-or.ts"
import { plainApi } from "#server/api.ts"
import { theBrand } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("door"))("join") }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const [t, { token }, api, { name: brandName }] = await Promise.all([getTranslations("door"), params, plainApi(), theBrand()])
  const invitation = await linkOr(() => api.session.invitation({ token }))
  if (!invitation) {
    return (
      <>
        <DoorTitle title={t("invitationInvalidTitle")}>{t("invitationInvalid")}</DoorTitle>
        <LinkButton href="/sign-in" variant="primary" size="lg" block>{t("backToSignIn")}</LinkButton>
      </>
    )
  }
  return (
    <>
      <DoorTitle title={t("invitationTitle", { name: brandName })}>{t("invitationText", { email: invitation.email })}</DoorTitle>
      <InvitationForm token={token} email={invitation.email} name={invitation.name} />
    </>
  )
}
