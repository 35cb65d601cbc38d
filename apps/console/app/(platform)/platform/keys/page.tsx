import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { Gate } from "../../../../src/page/gate.tsx"
import { api, may, signedIn } from "../../../../src/session.ts"
import { KeyList } from "./key-list.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("keys"))("title") }
}

export default async function KeysPage() {
  const [session, t] = await Promise.all([signedIn(), getTranslations("keys")])
  const keys = may(session, "platform.api_key.manage") ? await (await api()).apiKeys.list() : []
  return (
    <Gate needs="platform.api_key.manage" areas={["keys"]} refusals={["provisioning"]}>
      <Page title={t("title")} meta={t("lead")}><KeyList keys={keys} own={session.permissions.filter((permission) => permission.startsWith("platform."))} /></Page>
    </Gate>
  )
}
