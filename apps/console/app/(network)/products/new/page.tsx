import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { NotPermitted } from "../../../../src/page/not-permitted.tsx"
import { api, may, signedIn } from "../../../../src/session.ts"
import { categoryChoices } from "../_edit/category-choices.ts"
import { emptyProduct } from "../_edit/draft.ts"
import { ProductForm } from "../_edit/product-form.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("products"))("new") }
}

export default async function NewProductPage() {
  const [session, t] = await Promise.all([signedIn(), getTranslations("products")])
  if (!may(session, "network.product.manage")) return <NotPermitted />
  const [categories, brands] = await Promise.all([categoryChoices(), (await api()).catalog.brands()])
  return (
    <Page width="normal" title={t("new")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/products" }, { label: t("new") }] }}>
      <ProductForm start={emptyProduct} categories={categories} brands={brands.map(({ brand }) => brand)} disabledReason={categories.length === 0 ? t("noCategories") : undefined} />
    </Page>
  )
}
