import { Card, DescriptionList, Page } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../../../src/format/server.ts"
import { found } from "../../../../../src/page/found.ts"
import { Gate } from "../../../../../src/page/gate.tsx"
import { api } from "../../../../../src/session.ts"
import { MessageBody } from "./message-body.tsx"

type Props = { params: Promise<{ smtpId: string }> }

export default async function MessagePage({ params }: Props) {
  const { smtpId } = await params
  const [ask, t, { moment }] = await Promise.all([api(), getTranslations("mailbox"), getFormats()])
  const message = await found(ask.mailbox.get({ smtpId: decodeURIComponent(smtpId) }))
  return (
    <Gate needs="platform.mail.view" areas={["mailbox"]}>
      <Page width="normal" title={message.subject} breadcrumbs={{ label: t("title"), items: [{ label: t("title"), href: "/platform/mailbox" }, { label: message.subject }] }}>
        <Card><DescriptionList items={[{ term: t("sender"), value: message.sender }, { term: t("to"), value: message.recipients.join(", ") }, { term: t("received"), value: moment(message.receivedAt) }, ...(message.attachments.length > 0 ? [{ term: t("attachments"), value: message.attachments.map(({ name }) => name).join(", ") }] : [])]} /></Card>
        <MessageBody html={message.html} text={message.text} subject={message.subject} />
      </Page>
    </Gate>
  )
}
