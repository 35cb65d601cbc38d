import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import type { ReactNode } from "react"
import { leave } from "../../src/door/actions.ts"
import { may, signedIn } from "../../src/session.ts"
import { networkNav } from "../../src/shell/nav.tsx"
import { Shell } from "../../src/shell/shell.tsx"

/** The distributor's side: whoever works for a network is here; the platform's operators have a side of their own. */
export default async function NetworkLayout({ children }: { children: ReactNode }) {
  const session = await signedIn()
  if (!session.network) redirect("/platform")
  const t = await getTranslations("shell.action")
  const actions = [
    { id: "receive", label: t("receive"), href: "/stock/receive", needs: "network.stock.receive" },
    { id: "count", label: t("count"), href: "/stock/count", needs: "network.stock.count" },
    { id: "import", label: t("import"), href: "/imports/new", needs: "network.import.run" },
    { id: "product", label: t("product"), href: "/products/new", needs: "network.product.manage" },
    { id: "simulate", label: t("simulate"), href: "/prices/simulator", needs: "network.price.manage" },
  ].filter(({ needs }) => may(session, needs)).map(({ needs: _needs, ...action }) => action)
  return (
    <Shell nav={await networkNav(session)} homeHref="/" finds="network" actions={actions} signOut={leave} person={{ name: session.name, where: session.network.name }}>
      {children}
    </Shell>
  )
}
