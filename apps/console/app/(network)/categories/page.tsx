import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { Gate } from "../../../src/page/gate.tsx"
import { NotPermitted } from "../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../src/session.ts"
import { CategoryTree } from "./category-tree.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("products"))("categories") }
}

export default async function CategoriesPage() {
  const [session, t] = await Promise.all([signedIn(), getTranslations("products")])
  if (!may(session, "network.product.view")) return <NotPermitted />
  const categories = await (await api()).catalog.categories()
  return (
    <Gate needs="network.product.view" areas={["products"]} refusals={["catalog"]}>
      <Page title={t("categories")} meta={t("categoriesLead")}><CategoryTree categories={categories} disabledReason={may(session, "network.product.manage") ? undefined : t("noRight")} /></Page>
    </Gate>
  )
}
