import { afterAll, beforeAll, expect, test } from "vitest"
import { automation, scoped, withWork } from "@entrepot/db"
import { onAdmin } from "@entrepot/db/testing"
import { createWorld, type World } from "../testing/index.ts"
import {
  acceptInvitation, changePassword, changeRoles, deactivateUser, hashPassword, inviteUser, issueInvitationToken, issueResetToken, listTeam, loadActor, requestPasswordReset, resendInvitation, resetPassword, signInUser,
  type OpenWork,
} from "./index.ts"

const PASSWORD = "correct horse battery"
let world: World

/** The door of a tenant: its scope, nobody in it. */
const doorOf = (tenantId: number): OpenWork => (task) => withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId }, automation("visitor"), task)
const signIn = (tenantId: number, email: string, password: string, address = "192.0.2.1") => signInUser(doorOf(tenantId), { email, password, address })
const tokenOf = async (invitationId: string, tenant: "zahnwerk" | "bluepeak" = "zahnwerk") => (await world.worker(tenant, (work) => issueInvitationToken(work, invitationId)))?.token ?? ""
const invite = (who: "petra" | "sofia", email: string, role: string, account: "zahnwerk" | "lindner" | "kern") => world.portal(who, (work) => inviteUser(work, { email, name: "New Person", role, accountId: world.accountId[account] }))
const versionOf = async (email: string) => Number((await onAdmin(world.database.adminUrl, `select session_version from tenancy.tenant_user where email = '${email}'`))[0]?.["session_version"])

beforeAll(async () => {
  world = await createWorld()
  const hash = await hashPassword(PASSWORD)
  await onAdmin(world.database.adminUrl, `insert into tenancy.credential select network_id, tenant_id, user_id, '${hash}', now() from tenancy.tenant_user`)
})
afterAll(() => world.drop())

test("a person signs in with any case of their mail, and starts at the account that they work for", async () => {
  expect(await signIn(1, "Tim@Zahnwerk.example", PASSWORD)).toMatchObject({ outcome: "signed_in", reach: "account", accountId: world.accountId.lindner, severalAccounts: false })
  expect(await signIn(1, "petra@zahnwerk.example", PASSWORD)).toMatchObject({ outcome: "signed_in", reach: "tenant", accountId: world.accountId.zahnwerk })
})

test.each([["a wrong password", "tim@zahnwerk.example", "not this one at all"], ["an unknown mail", "nobody@zahnwerk.example", PASSWORD]])("%s is refused with the same answer", async (_what, email, password) => {
  expect(await signIn(1, email, password, "192.0.2.9")).toEqual({ outcome: "refused" })
})

test("the same mail at another tenant is a stranger", async () => {
  await onAdmin(world.database.adminUrl, `insert into tenancy.tenant_user (network_id, tenant_id, user_id, email, name, locale, created_at) values (1, 2, gen_random_uuid(), 'nora@zahnwerk.example', 'Another Nora', 'en', now())`)
  expect(await signIn(2, "nora@zahnwerk.example", PASSWORD)).toEqual({ outcome: "refused" })
  expect(await signIn(1, "nora@zahnwerk.example", PASSWORD)).toMatchObject({ outcome: "signed_in", userId: world.userId.nora })
})

test("the ninth wrong try within a quarter of an hour is turned away, even with the right password, and others are not", async () => {
  for (let tries = 0; tries < 8; tries++) expect(await signIn(1, "felix@zahnwerk.example", "wrong", `198.51.100.${tries}`)).toEqual({ outcome: "refused" })
  expect(await signIn(1, "felix@zahnwerk.example", PASSWORD, "198.51.100.99")).toEqual({ outcome: "limited", retryMinutes: 15 })
  expect(await signIn(1, "miriam@zahnwerk.example", PASSWORD)).toMatchObject({ outcome: "signed_in" })
})

test("thirty tries at once are thirty tries", async () => {
  const outcomes = await Promise.all(Array.from({ length: 30 }, (_, at) => signIn(2, "dan@bluepeak.example", "wrong", `203.0.113.${at}`)))
  expect(outcomes.filter(({ outcome }) => outcome === "refused")).toHaveLength(8)
  expect(outcomes.filter(({ outcome }) => outcome === "limited")).toHaveLength(22)
})

test("a success forgets a person's failures", async () => {
  for (let tries = 0; tries < 7; tries++) await signIn(2, "grace@bluepeak.example", "wrong", `203.0.113.${100 + tries}`)
  expect(await signIn(2, "grace@bluepeak.example", PASSWORD)).toMatchObject({ outcome: "signed_in" })
  for (let tries = 0; tries < 7; tries++) await signIn(2, "grace@bluepeak.example", "wrong", `203.0.113.${120 + tries}`)
  expect(await signIn(2, "grace@bluepeak.example", PASSWORD)).toMatchObject({ outcome: "signed_in" })
})

test("an invited person sets a password and is in, with the role at that account and no other", async () => {
  const { invitationId } = await invite("petra", "new.buyer@kern.example", "account_buyer", "kern")
  const token = await tokenOf(invitationId)
  await doorOf(1)((work) => acceptInvitation(work, { token, password: "a long enough one" }))
  expect(await signIn(1, "new.buyer@kern.example", "a long enough one")).toMatchObject({ outcome: "signed_in", reach: "account", accountId: world.accountId.kern })
  await expect(doorOf(1)((work) => acceptInvitation(work, { token, password: "once more please" }))).rejects.toMatchObject({ code: "tenancy.invitation_invalid" })
})

test("an invitation's link works at its own tenant alone, and sending again voids it", async () => {
  const { invitationId } = await invite("petra", "late@kern.example", "account_buyer", "kern")
  const first = await tokenOf(invitationId)
  await expect(doorOf(2)((work) => acceptInvitation(work, { token: first, password: "a long enough one" }))).rejects.toMatchObject({ code: "tenancy.invitation_invalid" })
  await world.portal("petra", (work) => resendInvitation(work, { accountId: world.accountId.kern, invitationId }))
  await expect(doorOf(1)((work) => acceptInvitation(work, { token: first, password: "a long enough one" }))).rejects.toMatchObject({ code: "tenancy.invitation_invalid" })
  const second = await tokenOf(invitationId)
  const inEightDays = withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId: 1 }, automation("visitor"), (work) => acceptInvitation({ ...work, now: work.now.add({ hours: 24 * 8 }) }, { token: second, password: "a long enough one" }))
  await expect(inEightDays).rejects.toMatchObject({ code: "tenancy.invitation_invalid" })
})

test("no token is in the outbox", async () => {
  const { invitationId } = await invite("petra", "quiet@kern.example", "account_buyer", "kern")
  const token = await tokenOf(invitationId)
  const rows = await onAdmin(world.database.adminUrl, "select string_agg(payload::text, ' ') as said from work.event")
  expect(rows[0]?.["said"]).toContain(invitationId)
  expect(rows[0]?.["said"]).not.toContain(token)
})

test.each([
  ["an account's administrator grants a role that sees the whole tenant", "sofia", "dealer_buyer", "lindner"],
  ["an account's administrator invites into another account", "sofia", "account_buyer", "kern"],
  ["a role of tenant reach is held at a customer's account", "petra", "dealer_buyer", "lindner"],
] as const)("nobody grants beyond what they hold: refused when %s", async (_when, who, role, account) => {
  await expect(invite(who, "beyond@lindner.example", role, account)).rejects.toMatchObject({ code: expect.stringMatching(/role_goes_beyond|account_not_found|role_belongs_to_house_account/) })
})

test("an account's administrator gives their own people what they hold themselves, and sees nobody else", async () => {
  await world.portal("sofia", (work) => changeRoles(work, { userId: world.userId.nora, accountId: world.accountId.lindner, roles: ["account_buyer", "account_approver"] }))
  const { members, grantableRoles } = await world.portal("sofia", (work) => listTeam(work))
  expect(members.map((member) => member.name).sort()).toEqual(["Eva Roth", "Nora Behrens", "Sofia Lindner", "Tim Lorenz"])
  expect([...grantableRoles].sort()).toEqual(["account_admin", "account_approver", "account_buyer"])
  await expect(world.portal("sofia", (work) => changeRoles(work, { userId: world.userId.karl, accountId: world.accountId.lindner, roles: ["account_buyer"] }))).rejects.toMatchObject({ code: "tenancy.user_not_found" })
})

test("a buyer can neither see nor change the team", async () => {
  await expect(world.portal("tim", (work) => listTeam(work))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
  await expect(world.portal("tim", (work) => inviteUser(work, { email: "a@b.example", name: "A", role: "account_buyer", accountId: world.accountId.lindner }))).rejects.toMatchObject({ code: "tenancy.not_permitted" })
})

test("asking for a new password says the same for somebody and for nobody, and the link works once", async () => {
  for (const email of ["eva@zahnwerk.example", "nobody@zahnwerk.example"]) await expect(doorOf(1)((work) => requestPasswordReset(work, { email, address: "192.0.2.1" }))).resolves.toBeUndefined()
  expect(await world.worker("zahnwerk", (work) => issueResetToken(work, { email: "nobody@zahnwerk.example" }))).toBeUndefined()
  const { token } = (await world.worker("zahnwerk", (work) => issueResetToken(work, { email: "eva@zahnwerk.example" })))!
  const before = await versionOf("eva@zahnwerk.example")
  await doorOf(1)((work) => resetPassword(work, { token, password: "another good one" }))
  expect(await versionOf("eva@zahnwerk.example")).toBe(before + 1)
  expect(await signIn(1, "eva@zahnwerk.example", "another good one")).toMatchObject({ outcome: "signed_in" })
  await expect(doorOf(1)((work) => resetPassword(work, { token, password: "and a third one" }))).rejects.toMatchObject({ code: "tenancy.reset_link_invalid" })
})

test("a reset link is void after an hour, and at another tenant", async () => {
  const { token } = (await world.worker("zahnwerk", (work) => issueResetToken(work, { email: "karl@zahnwerk.example" })))!
  await expect(doorOf(2)((work) => resetPassword(work, { token, password: "another good one" }))).rejects.toMatchObject({ code: "tenancy.reset_link_invalid" })
  await expect(doorOf(1)((work) => resetPassword({ ...work, now: work.now.add({ minutes: 61 }) }, { token, password: "another good one" }))).rejects.toMatchObject({ code: "tenancy.reset_link_invalid" })
})

test("somebody deactivated is out with the next request, and cannot sign in", async () => {
  const claimed = { userId: world.userId.tim, accountId: world.accountId.lindner, sessionVersion: await versionOf("tim@zahnwerk.example") }
  const asTim = () => withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId: 1, accountId: world.accountId.lindner }, automation("visitor"), (work) => loadActor(work, claimed), { mode: "read" })
  expect((await asTim()).permissions).toContain("order.place")
  await world.portal("petra", (work) => deactivateUser(work, { userId: world.userId.tim }))
  await expect(asTim()).rejects.toMatchObject({ code: "auth.session_ended" })
  expect(await signIn(1, "tim@zahnwerk.example", PASSWORD, "192.0.2.44")).toEqual({ outcome: "refused" })
})

test("a session without an account needs a role that reaches the tenant", async () => {
  const claimed = { userId: world.userId.nora, accountId: world.accountId.lindner, sessionVersion: await versionOf("nora@zahnwerk.example") }
  const unheld = withWork(world.database.pools.portal, { audience: "portal", networkId: 1, tenantId: 1 }, automation("visitor"), (work) => loadActor(work, claimed))
  await expect(unheld).rejects.toMatchObject({ code: "auth.session_ended" })
})

test("the last administrator stays, and nobody deactivates themselves", async () => {
  await expect(world.portal("petra", (work) => deactivateUser(work, { userId: world.userId.petra }))).rejects.toMatchObject({ code: "tenancy.own_user_stays" })
  const second = await invite("petra", "second@zahnwerk.example", "dealer_admin", "zahnwerk")
  const token = await tokenOf(second.invitationId)
  const { userId } = await doorOf(1)((work) => acceptInvitation(work, { token, password: "a long enough one" }))
  await world.portal("petra", (work) => deactivateUser({ ...work, actor: { ...work.actor, id: userId } }, { userId: world.userId.petra }))
  const left = withWork(world.database.pools.portal, world.scopeOf("petra"), { ...world.actorOf("petra"), id: world.userId.jonas }, (work) => deactivateUser(work, { userId }))
  await expect(left).rejects.toMatchObject({ code: "tenancy.last_administrator" })
})

test("changing the password needs the current one", async () => {
  await expect(world.portal("claire", (work) => changePassword(work, { current: "not this", next: "another good one" }))).rejects.toMatchObject({ code: "tenancy.password_is_wrong" })
  await expect(world.portal("claire", (work) => changePassword(work, { current: PASSWORD, next: "aaaaaaaaaaaa" }))).rejects.toMatchObject({ code: "tenancy.password_is_weak" })
  const { sessionVersion } = await world.portal("claire", (work) => changePassword(work, { current: PASSWORD, next: "another good one" }))
  expect(sessionVersion).toBe(2)
})

test("loading who acts is one statement", async () => {
  const statements = await withWork(world.database.pools.portal, world.scopeOf("lily"), automation("visitor"), async (work) => {
    await loadActor(work, { userId: world.userId.lily, accountId: world.accountId.summit, sessionVersion: 1 })
    return work.statements.count
  }, { mode: "read" })
  expect(statements).toBe(1)
})

test("nobody reads a password hash across the wall", async () => {
  const rows = await world.portal("grace", (work) => work.db.selectFrom("tenancy.credential").select("tenant_id").execute())
  expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([2]))
  expect(await world.portal("grace", (work) => scoped(work, "tenancy.tenant_user").select("user_id").where("user_id", "=", world.userId.petra).execute())).toEqual([])
})
