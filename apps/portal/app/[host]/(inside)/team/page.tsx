import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { Card, EmptyState, Page } from "@entrepot/ui"
import { Invitations } from "#team/invitations.tsx"
import { InviteButton } from "#team/invite-button.tsx"
import { Keys } from "#team/keys.tsx"
import { Members } from "#team/members.tsx"
import { MintKey } from "#team/mint-key.tsx"
import { api, me } from "#server/api.ts"
import { theLocale } from "#server/request.ts"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("title") }
}

/** Who is in, what they may do, who was invited, and which machines have a key. */
export default async function TeamPage() {
  const [t, locale, who, team, { keys, grantable }] = await Promise.all([getTranslations("team"), theLocale(), me(), api().then((each) => each.team.list({ limit: 200 })), api().then((each) => each.team.keys())])
  const manages = who.permissions.includes("team.manage")
  const roles = team.roles.map(({ code, names, reach }) => ({ code, reach, name: names[locale] ?? names["en"] ?? code, grantable: team.grantableRoles.includes(code) }))
  const invite = manages ? <InviteButton roles={roles} /> : undefined
  return (
    <Page title={t("title")} actions={invite} width="normal">
      <Card title={t("members")} flush>
        {team.members.length === 0 ? <EmptyState title={t("emptyTitle")} description={t("emptyText")} actions={invite} /> : <Members members={team.members} roles={roles} manages={manages} nextCursor={team.nextCursor} />}
      </Card>
      {team.invitations.length > 0 && (
        <Card title={t("invitations")} description={t("invitationsText")} flush><Invitations invitations={team.invitations} roles={roles} manages={manages} /></Card>
      )}
      <Card title={t("keys")} description={t("keysText")} actions={grantable.length > 0 ? <MintKey grantable={grantable} /> : undefined} flush>
        {keys.length === 0 ? <EmptyState title={t("keysEmpty")} description={t("keysEmptyText")} /> : <Keys keys={keys} manages={manages} />}
      </Card>
    </Page>
  )
}
