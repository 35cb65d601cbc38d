import { Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { UploadFile } from "./upload-file.tsx"

export default async function NewImportPage() {
  const t = await getTranslations("imports")
  return (
    <Page width="normal" title={t("new")} meta={t("newLead")} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/imports" }, { label: t("new") }] }}>
      <UploadFile />
    </Page>
  )
}
