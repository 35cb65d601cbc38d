import { getTranslations } from "next-intl/server"
import { notFound } from "next/navigation"
import { theBrand, theTenant } from "#server/request.ts"

/** Shown for every address while the portal is being prepared, suspended or closed; with status 503. */
export default async function ClosedPage() {
  const [tenant, brand, t] = await Promise.all([theTenant(), theBrand(), getTranslations("closed")])
  if (tenant.status === "active") notFound()
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center justify-items-start gap-4 px-4 py-10">
      <img src={brand.logo ?? brand.mark} alt={brand.name} className="h-12 max-w-60 object-contain object-left" />
      <h1 className="text-2xl font-semibold tracking-tight">{t(`${tenant.status}.title`, { name: brand.name })}</h1>
      <p className="text-muted">{t(`${tenant.status}.text`)}</p>
      {brand.supportEmail && <p className="text-sm">{t("contact")} <a className="text-accent-text underline" href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a></p>}
    </main>
  )
}
