import { EmptyState, LinkButton } from "@entrepot/ui"
import { SearchX } from "lucide-react"
import { getTranslations } from "next-intl/server"

export default async function NotFound() {
  const t = await getTranslations("common")
  return <EmptyState icon={<SearchX />} title={t("notFound.title")} description={t("notFound.text")} actions={<LinkButton href="/">{t("notPermitted.home")}</LinkButton>} />
}
