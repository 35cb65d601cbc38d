import { consumables } from "./families/consumables.ts"
import { cutting } from "./families/cutting.ts"
import { dentistry } from "./families/dentistry.ts"
import { fasteners } from "./families/fasteners.ts"
import { fluids } from "./families/fluids.ts"
import { hygiene } from "./families/hygiene.ts"
import { instruments } from "./families/instruments.ts"
import { motion } from "./families/motion.ts"
import { protection } from "./families/protection.ts"
import { rotary } from "./families/rotary.ts"
import { safety } from "./families/safety.ts"
import { tools } from "./families/tools.ts"
import { membersOf, type FamilyMember, type Product } from "./family.ts"

/** What is no longer made, and what takes its place. */
const successions: Readonly<Record<string, string>> = {
  "NW-GLV-LXP-M": "NW-GLV-LTX-M",
  "NW-GLV-LXP-L": "NW-GLV-LTX-L",
  "LUC-EQ-1001": "LUC-EQ-1002",
  "AMP-18-106": "AMP-18-100",
  "GIP-ALG-R": "GIP-ALG-F",
  "ORV-AD-706": "ORV-AD-705",
}

const members: readonly FamilyMember[] = [
  protection, hygiene, dentistry, rotary, instruments, consumables,
  fasteners, cutting, tools, safety, fluids, motion,
].flat().flatMap(membersOf)

const standIns = new Map<string, FamilyMember[]>()
for (const member of members) {
  if (member.standIn === null || member.sku in successions) continue
  standIns.set(member.standIn, [...(standIns.get(member.standIn) ?? []), member])
}

/** At most three, the most wanted first: a clerk reads no further. */
function alternativesTo({ sku, standIn }: FamilyMember): string[] {
  if (standIn === null) return []
  return (standIns.get(standIn) ?? [])
    .filter((other) => other.sku !== sku)
    .toSorted((a, b) => b.popularity - a.popularity)
    .slice(0, 3)
    .map((other) => other.sku)
}

function productOf(member: FamilyMember): Product {
  const { standIn: _, ...product } = member
  const successor = successions[member.sku] ?? null
  return { ...product, status: successor === null ? "active" : "discontinued", successor, alternatives: alternativesTo(member) }
}

export const products: readonly Product[] = members.map(productOf)

const bySku = new Map(products.map((product) => [product.sku, product]))

export function productBySku(sku: string): Product {
  const product = bySku.get(sku)
  if (!product) throw new Error(`The demo has no product ${sku}.`)
  return product
}
