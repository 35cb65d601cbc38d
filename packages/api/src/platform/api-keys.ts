import { listApiKeys, mintApiKey, revokeApiKey } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { operator, router } from "../trpc.ts"

export const platformApiKeysRouter = router({
  list: operator.query(({ ctx }) => ctx.read((work) => listApiKeys(work))),
  mint: operator.input(contract.MintApiKey).mutation(({ ctx, input }) => ctx.work((work) => mintApiKey(work, input))),
  revoke: operator.input(contract.ApiKeyRef).mutation(({ ctx, input }) => ctx.work((work) => revokeApiKey(work, input).then(() => input))),
})
