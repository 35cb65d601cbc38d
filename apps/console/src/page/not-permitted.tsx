import { EmptyState, LinkButton } from "@entrepot/ui"
import { Lock } from "lucide-react"
import { getTranslations } from "next-intl/server"

export async function NotPermitted() {
  const t = await getTranslations("common.notPermitted")
  return <EmptyState icon={<Lock />} title={t("title")} description={t("text")} actions={<LinkButton href="/">{t("home")}</LinkButton>} />
}
