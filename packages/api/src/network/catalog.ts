import { z } from "zod"
import { inTenant } from "@entrepot/db"
import {
  createCategory, createProduct, deleteCategory, deleteSegmentRule, getProduct, listBrands, listCategories, listProducts, listSegmentRules, previewSegments, saveCategory, saveProduct,
  saveSegmentRule, saveUnits, setAlternatives, setSuccessor,
} from "@entrepot/domain/catalog"
import * as contract from "@entrepot/domain/catalog/contract"
import { router, staff } from "../trpc.ts"

/** Whose catalogue: a tenant of the staff's own network. */
const OfTenant = z.object({ tenantId: z.number().int().positive() })

/** The network's product master, and what of it each tenant sells. */
export const networkCatalogRouter = router({
  products: staff.input(contract.ListProducts.prefault({})).query(({ ctx, input }) => ctx.read((work) => listProducts(work, input, ctx.locale))),
  product: staff.input(z.object({ productId: contract.ProductId })).query(({ ctx, input }) => ctx.read((work) => getProduct(work, input.productId))),
  createProduct: staff.input(contract.CreateProduct).mutation(({ ctx, input }) => ctx.work((work) => createProduct(work, input))),
  saveProduct: staff.input(contract.SaveProduct).mutation(({ ctx, input }) => ctx.work((work) => saveProduct(work, input))),
  saveUnits: staff.input(contract.SaveUnits).mutation(({ ctx, input }) => ctx.work((work) => saveUnits(work, input))),
  setSuccessor: staff.input(contract.SetSuccessor).mutation(({ ctx, input }) => ctx.work((work) => setSuccessor(work, input))),
  setAlternatives: staff.input(contract.SetAlternatives).mutation(({ ctx, input }) => ctx.work((work) => setAlternatives(work, input).then(() => ({ productId: input.productId })))),

  brands: staff.query(({ ctx }) => ctx.read((work) => listBrands(work))),
  categories: staff.query(({ ctx }) => ctx.read((work) => listCategories(work))),
  createCategory: staff.input(contract.CategoryRow).mutation(({ ctx, input }) => ctx.work((work) => createCategory(work, input))),
  saveCategory: staff.input(contract.SaveCategory).mutation(({ ctx, input }) => ctx.work((work) => saveCategory(work, input))),
  deleteCategory: staff.input(contract.DeleteCategory).mutation(({ ctx, input }) => ctx.work((work) => deleteCategory(work, input).then(() => input))),

  segments: staff.input(OfTenant).query(({ ctx, input }) => ctx.read((work) => listSegmentRules(inTenant(work, input.tenantId), ctx.locale))),
  /** What would change if these were all the rules; writes nothing. */
  previewSegments: staff.input(OfTenant.extend({ input: contract.PreviewSegments })).query(({ ctx, input }) => ctx.read((work) => previewSegments(inTenant(work, input.tenantId), input.input, ctx.locale))),
  saveSegment: staff.input(OfTenant.extend({ input: contract.SaveSegmentRule })).mutation(({ ctx, input }) => ctx.work((work) => saveSegmentRule(inTenant(work, input.tenantId), input.input))),
  deleteSegment: staff.input(OfTenant.extend({ input: contract.DeleteSegmentRule })).mutation(({ ctx, input }) => ctx.work((work) => deleteSegmentRule(inTenant(work, input.tenantId), input.input).then(() => input.input))),
})
