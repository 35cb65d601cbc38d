import { getNetwork, listNetworks } from "@entrepot/domain/provisioning"
import * as contract from "@entrepot/domain/provisioning/contract"
import { operator, router } from "../trpc.ts"

export const platformNetworksRouter = router({
  list: operator.query(({ ctx }) => ctx.read((work) => listNetworks(work))),
  get: operator.input(contract.NetworkRef).query(({ ctx, input }) => ctx.read((work) => getNetwork(work, input))),
})
