import { Badge, Card, Page, StatusBadge, Table, TBody, TD, TH, THead, TR } from "@entrepot/ui"
import { getTranslations } from "next-intl/server"
import { getFormats } from "../../../src/format/server.ts"
import { Gate } from "../../../src/page/gate.tsx"
import { api, may, signedIn } from "../../../src/session.ts"
import { ConfirmAddress } from "./confirm-address.tsx"

export async function generateMetadata() {
  return { title: (await getTranslations("staff"))("title") }
}

/** Who works here, in which roles, and what these let them do. */
export default async function StaffPage() {
  const [ask, session, t, languages, { day }] = await Promise.all([api(), signedIn(), getTranslations("staff"), getTranslations("common.languages"), getFormats()])
  const people = await ask.staff.list()
  return (
    <Gate areas={["staff"]} refusals={["tenancy"]}>
      <Page title={t("title")} meta={t("lead")}>
        <Card flush>
          <Table caption={t("title")} stack>
            <THead><TR><TH>{t("name")}</TH><TH>{t("roles")}</TH><TH>{t("may")}</TH><TH>{t("language")}</TH><TH>{t("state")}</TH><TH align="end">{t("since")}</TH></TR></THead>
            <TBody>
              {people.map((person) => (
                <TR key={person.userId}>
                  <TH scope="row"><span className="font-medium">{person.name}</span><span className="block text-muted">{person.email}</span>
                    {person.undeliverable && (
                      <span className="mt-1 grid justify-items-start gap-1 font-normal">
                        <Badge tone="danger">{t("undeliverable", { on: day(person.undeliverable.since.slice(0, 10)) })}</Badge>
                        <span className="max-w-md text-xs text-muted [overflow-wrap:anywhere]">{person.undeliverable.reason}</span>
                        <ConfirmAddress email={person.email} disabledReason={may(session, "network.delivery.replay") ? undefined : t("noRight")} />
                      </span>
                    )}
                  </TH>
                  <TD label={t("roles")}><span className="flex flex-wrap gap-1">{person.roles.map((role) => <Badge key={role}>{t.has(`role.${role}` as never) ? t(`role.${role}` as never) : role}</Badge>)}</span></TD>
                  <TD label={t("may")}><details><summary className="touch-target w-fit rounded-sm text-muted hover:text-text">{t("rights", { count: person.permissions.length })}</summary><ul className="mt-1 grid gap-0.5 text-muted">{person.permissions.map((permission) => <li key={permission}>{t(`permission.${permission.replace("network.", "").replaceAll(".", "_")}` as never)}</li>)}</ul></details></TD>
                  <TD label={t("language")} muted>{languages(person.locale as "en")}</TD>
                  <TD label={t("state")}><StatusBadge tone={person.status === "active" ? "success" : "neutral"}>{t(`states.${person.status}`)}</StatusBadge></TD>
                  <TD label={t("since")} align="end" muted>{day(person.createdAt.slice(0, 10))}</TD>
                </TR>
              ))}
            </TBody>
          </Table>
        </Card>
      </Page>
    </Gate>
  )
}
