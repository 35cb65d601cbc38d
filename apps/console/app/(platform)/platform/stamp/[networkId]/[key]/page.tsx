import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { found } from "../../../../../../src/page/found.ts"
import { portalLink } from "../../../../../../src/portal-link.ts"
import { api } from "../../../../../../src/session.ts"
import { StampProgress } from "./stamp-progress.tsx"

type Props = { params: Promise<{ networkId: string; key: string }> }

/** How far a stamp is; it can be left, and found again from the tenant. */
export default async function StampProgressPage({ params }: Props) {
  const { networkId, key } = await params
  const [t, stamp] = await Promise.all([getTranslations("stamp"), found((await api()).stamps.get({ networkId: Number(networkId), key: decodeURIComponent(key) }))])
  return (
    <Page width="normal" title={t("progress.title", { name: stamp.name })} meta={<><span>{stamp.host}</span><span>{t("progress.from", { template: stamp.template, version: stamp.version })}</span></>}>
      <StampProgress stamp={stamp} portal={portalLink(stamp.host)} />
    </Page>
  )
}
