import type { Seeded } from "./partner.ts"
import type { Pools } from "./actors.ts"

export async function seedOrders(_pools: Pools, _seeded: readonly Seeded[], _productId: ReadonlyMap<string, string>, _today: string): Promise<void> {}
