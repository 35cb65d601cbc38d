import { getTranslations } from "next-intl/server"
import { EmptyState, LinkButton } from "@entrepot/ui"

export default async function NotFound() {
  const t = await getTranslations("common")
  return <main className="grid min-h-[60dvh] place-items-center"><EmptyState title={t("notFoundTitle")} description={t("notFoundText")} actions={<LinkButton href="/" variant="primary">{t("home")}</LinkButton>} /></main>
}
