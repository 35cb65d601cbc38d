import { DECLARED_FACTS, listPolicies, policyVersions, retirePolicy, savePolicy, setPolicyActive } from "@entrepot/domain/approvals"
import * as approvals from "@entrepot/domain/approvals/contract"
import { dryRunPolicy } from "@entrepot/domain/ordering"
import * as ordering from "@entrepot/domain/ordering/contract"
import { authorize } from "@entrepot/domain/tenancy"
import { router, signedIn } from "../trpc.ts"

/** Approval rules as rows that the tenant edits, tries out on the past, and switches on. */
export const portalPoliciesRouter = router({
  /** With every fact that a condition can ask for, and its type. */
  list: signedIn.query(({ ctx }) => ctx.read(async (work) => {
    authorize(work, "policy.manage")
    return { policies: await listPolicies(work), facts: DECLARED_FACTS }
  })),
  versions: signedIn.input(approvals.RetirePolicy.pick({ policyId: true })).query(({ ctx, input }) => ctx.read(async (work) => {
    authorize(work, "policy.manage")
    return policyVersions(work, input.policyId)
  })),
  save: signedIn.input(approvals.SavePolicy).mutation(({ ctx, input }) => ctx.work((work) => savePolicy(work, input))),
  setActive: signedIn.input(approvals.SetPolicyActive).mutation(({ ctx, input }) => ctx.work((work) => setPolicyActive(work, input))),
  retire: signedIn.input(approvals.RetirePolicy).mutation(({ ctx, input }) => ctx.work((work) => retirePolicy(work, input))),
  /** What the rule would have done to the orders between two days. Writes nothing. */
  dryRun: signedIn.input(ordering.DryRunPolicy.extend({ draft: approvals.PolicyDraft })).query(({ ctx, input }) => ctx.read((work) => dryRunPolicy(work, input))),
})
