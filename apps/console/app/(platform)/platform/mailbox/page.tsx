import { LinkTabs, Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { one, type Asked } from "../../../../src/list/paging.tsx"
import { Gate } from "../../../../src/page/gate.tsx"
import { MailList } from "./mail-list.tsx"
import { Mailbox } from "./mailbox.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("mailbox"))("title") }
}

/** What arrived in the built-in mailbox, and what became of every mail that a tenant owed. */
export default async function MailboxPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const [asked, t] = await Promise.all([searchParams, getTranslations("mailbox")])
  const mails = one(asked, "tab") === "mails"
  return (
    <Gate needs="platform.mail.view" areas={["mailbox"]} refusals={["integrations"]}>
      <Page title={t("title")} meta={t(mails ? "mailsLead" : "lead")}>
        <LinkTabs label={t("title")} tabs={[{ href: "/platform/mailbox", label: t("inbox"), current: !mails }, { href: "/platform/mailbox?tab=mails", label: t("mails"), current: mails }]} />
        {mails ? <MailList asked={asked} /> : <Mailbox asked={asked} />}
      </Page>
    </Gate>
  )
}
