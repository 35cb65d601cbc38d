import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { leave } from "../../../src/door/actions.ts"
import { may, signedIn } from "../../../src/session.ts"
import { platformNav } from "../../../src/shell/nav.tsx"
import { Shell } from "../../../src/shell/shell.tsx"

/** The platform's side: operators are here, a network's staff are not. */
export default async function PlatformLayout({ children }: { children: ReactNode }) {
  const session = await signedIn()
  if (session.network) redirect("/")
  const t = await getTranslations("shell")
  const actions = [
    { id: "stamp", label: t("action.stamp"), href: "/platform/stamp", needs: "platform.tenant.stamp" },
    { id: "template", label: t("action.template"), href: "/platform/templates/new", needs: "platform.template.publish" },
    { id: "key", label: t("action.key"), href: "/platform/keys", needs: "platform.api_key.manage" },
  ].filter(({ needs }) => may(session, needs)).map(({ needs: _needs, ...action }) => action)
  return (
    <Shell nav={await platformNav(session)} homeHref="/platform" finds="platform" actions={actions} signOut={leave} person={{ name: session.name, where: t("platform") }}>
      {children}
    </Shell>
  )
}
