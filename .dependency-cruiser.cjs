// Ranks and doors. Down is a function call; up or sideways is an event. A module is entered through index.ts or contract.ts.
const RANKS = {
  tenancy: 0, catalog: 1, approvals: 1, ledger: 1, pricing: 2, inventory: 2, ordering: 3, storefront: 3, fulfilment: 4, subscriptions: 4, billing: 5,
  settlement: 6, provisioning: 6, integrations: 7,
}

const modules = Object.keys(RANKS)
const at = (name) => `^packages/domain/src/${name}/`
const doors = (name) => `^packages/domain/src/${name}/(index|contract|messages|handlers)\\.ts$`

/** A module may call what ranks below it; storefront may also call ordering's neighbours at its own rank: nothing. */
const ranks = modules.map((from) => ({
  name: `rank-of-${from}`,
  comment: `${from} has rank ${RANKS[from]}: it calls only what ranks below; up or sideways is an event`,
  severity: "error",
  from: { path: at(from), pathNot: "\\.test\\.ts$" },
  to: { path: modules.filter((to) => to !== from && RANKS[to] >= RANKS[from]).map(at) },
  // The topmost may call all: an empty list would forbid everything.
})).filter(({ to }) => to.path.length > 0)

const entrances = modules.map((to) => ({
  name: `door-of-${to}`,
  comment: `${to} is entered through index.ts (server) or contract.ts (browser-safe)`,
  severity: "error",
  from: { path: "^(packages|apps|scripts|demo|bench|e2e)/", pathNot: [at(to), "\\.test\\.ts$", "^packages/domain/src/testing/", "^packages/domain/src/[^/]+/testing\\.ts$", "^packages/api/src/walls/", "^apps/worker/testing/"] },
  to: { path: at(to), pathNot: doors(to) },
}))

const packages = { kernel: [], telemetry: ["kernel"], db: ["kernel", "telemetry"], domain: ["kernel", "telemetry", "db"], auth: ["kernel", "telemetry", "db", "domain"], api: ["kernel", "telemetry", "db", "domain", "auth"], ui: ["kernel"], "stripe-fake": [] }
const layers = Object.entries(packages).map(([from, allowed]) => ({
  name: `layer-of-${from}`,
  comment: `packages/${from} may use ${allowed.join(", ") || "nothing of ours"}`,
  severity: "error",
  from: { path: `^packages/${from}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(packages|apps|scripts|demo|bench|e2e)/", pathNot: [`^packages/${from}/`, ...allowed.map((to) => `^packages/${to}/`)] },
}))

module.exports = {
  forbidden: [
    ...ranks, ...entrances, ...layers,
    // The parser does not tell a type's import from a value's; a page and its parts may share types, the packages may not.
    { name: "no-circle", severity: "error", from: { path: "^packages/", pathNot: ["^packages/domain/src/testing/", "^packages/ui/src/patterns/(charts|plots)\\.tsx$"] }, to: { circular: true } },
    { name: "the-fake-is-not-the-product", comment: "tests and the start may run Stripe's stand-in; nothing of the product knows it", severity: "error", from: { path: "^(packages|apps)/", pathNot: ["^packages/stripe-fake/", "\\.test\\.ts$", "/testing/"] }, to: { path: "^packages/stripe-fake/" } },
    { name: "apps-stay-apart", severity: "error", from: { path: "^apps/([^/]+)/" }, to: { path: "^apps/([^/]+)/", pathNot: "^apps/$1/" } },
    { name: "contract-is-browser-safe", severity: "error", from: { path: ["^packages/domain/src/[^/]+/contract\\.ts$", "^packages/domain/src/[^/]+/contract/"] }, to: { path: ["^packages/db/", "\\.db\\.ts$"], dependencyTypesNot: ["type-only"] } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: ["\\.next/", "node_modules"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"], extensions: [".ts", ".tsx", ".js", ".json"] },
  },
}
