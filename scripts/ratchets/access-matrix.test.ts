import { expect, test } from "vitest"
import { NETWORK_PERMISSIONS, PLATFORM_PERMISSIONS, PORTAL_PERMISSIONS } from "@entrepot/domain/tenancy"

/** Who may do what, as a table that a person can read; `vitest -u` writes it anew, and the difference is reviewed. */
function matrix(title: string, table: Readonly<Record<string, readonly string[]>>): string {
  const roles = [...new Set(Object.values(table).flat())]
  const rows = Object.entries(table).map(([permission, holders]) => `| ${permission} | ${roles.map((role) => (holders.includes(role) ? "yes" : "")).join(" | ")} |`)
  return [`## ${title}`, "", `| permission | ${roles.join(" | ")} |`, `|---|${roles.map(() => "---").join("|")}|`, ...rows, ""].join("\n")
}

test("the access matrix is the one that was reviewed", async () => {
  const text = ["# Access matrix", "", "Generated from `packages/domain/src/tenancy/permission.ts`. Tenants stamp their own copy of the portal's roles.", "", matrix("Portal", PORTAL_PERMISSIONS), matrix("Network", NETWORK_PERMISSIONS), matrix("Platform", PLATFORM_PERMISSIONS)].join("\n")
  await expect(text).toMatchFileSnapshot("../../docs/access-matrix.md")
})
