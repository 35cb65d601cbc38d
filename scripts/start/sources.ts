import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { spawn } from "node:child_process"
import path from "node:path"
import { ROOT } from "./settings.ts"

const APPS = ["portal", "console"] as const
const SKIPPED = new Set(["node_modules", ".next", ".git", ".entrepot"])

/** Builds the portal and the console where their sources are newer than the last build; one at a time. */
export async function buildApps(options: { force?: boolean } = {}): Promise<void> {
  for (const app of APPS) {
    const folder = path.join(ROOT, "apps", app)
    const stampFile = path.join(folder, ".next", "entrepot-stamp")
    const stamp = fingerprint([folder, path.join(ROOT, "packages"), path.join(ROOT, "package-lock.json")])
    const built = existsSync(path.join(folder, ".next", "BUILD_ID")) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp
    if (built && !options.force) continue
    console.log(`Building the ${app} (once, until its sources change) …`)
    await nextBuild(folder)
    writeFileSync(stampFile, stamp)
  }
}

/** A hash over names, sizes and times of the sources; tests and documents do not count. */
function fingerprint(roots: readonly string[]): string {
  const hash = createHash("sha256")
  const visit = (file: string) => {
    const stats = statSync(file)
    if (!stats.isDirectory()) {
      if (!/\.test\.tsx?$|\.md$|tsbuildinfo$|next-env\.d\.ts$/.test(file)) hash.update(`${path.relative(ROOT, file)} ${stats.size} ${Math.floor(stats.mtimeMs)}\n`)
      return
    }
    for (const name of readdirSync(file).sort()) if (!SKIPPED.has(name)) visit(path.join(file, name))
  }
  for (const root of roots) visit(root)
  return hash.digest("hex")
}

async function nextBuild(folder: string): Promise<void> {
  const next = path.join(ROOT, "node_modules", "next", "dist", "bin", "next")
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [next, "build"], { cwd: folder, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } })
    child.once("error", reject)
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`The build of ${path.basename(folder)} failed (code ${code}).`))))
  })
}
