import { getTranslations } from "next-intl/server"
import { EmptyState, LinkButton } from "@entrepot/ui"

export default async function Forbidden() {
  const t = await getTranslations("common")
  return <div className="grid min-h-[60dvh] place-items-center"><EmptyState title={t("forbiddenTitle")} description={t("forbiddenText")} actions={<LinkButton href="/" variant="primary">{t("home")}</LinkButton>} /></div>
}
