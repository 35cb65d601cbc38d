import { redirect } from "next/navigation"
import { getTranslations } from "next-intl/server"
import { DoorForm } from "../../../src/door/door-form.tsx"
import { Words } from "../../../src/i18n/words.tsx"
import { one, type Asked } from "../../../src/list/paging.tsx"
import { session } from "../../../src/session.ts"

export async function generateMetadata() {
  const t = await getTranslations("door")
  return { title: t("submit") }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [here, asked, t] = await Promise.all([session(), searchParams, getTranslations("door")])
  if (here) redirect(here.kind === "operator" ? "/platform" : "/")
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-10">
      <header className="grid gap-3">
        <img src="/mark.svg" alt="" className="size-10" />
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">{t("title")}</h1>
          <p className="text-muted">{t("lead")}</p>
        </div>
      </header>
      <Words areas={["door"]}>
        <DoorForm to={one(asked, "to") ?? ""} networkCode={one(asked, "network") ?? ""} />
      </Words>
    </main>
  )
}
