/** Who imports what crosses a customs border: the buyer (delivered at place), or the seller (delivered duty paid), who needs a registration there. */
export const DELIVERY_TERMS = ["dap", "ddp"] as const
export type DeliveryTerms = (typeof DELIVERY_TERMS)[number]
/** `local`: with the authority of a country or region. `oss`: the Union's one-stop shop, with the member state that it is registered in. */
export const REGISTRATION_KINDS = ["local", "oss"] as const
export type RegistrationKind = (typeof REGISTRATION_KINDS)[number]
/**
 * How a sale is taxed: at the destination; at the seller's own rate, which holds for consumers in the Union below the one-stop shop's threshold; at the destination
 * through that shop; or not, because the buyer is exempt, owes it itself in another member state, has it exported, or the seller is not registered there.
 */
export const SALE_TREATMENTS = ["taxed", "home_rate", "one_stop_shop", "exempt", "intra_community", "export", "unregistered"] as const
export type SaleTreatment = (typeof SALE_TREATMENTS)[number]
/** Whose word decides who imports: the delivery address's, the account's, or the seller's usual one; or that nobody can pay duty who is not registered at the destination. */
export const TERMS_BY = ["address", "account", "seller", "registration"] as const
export type TermsBy = (typeof TERMS_BY)[number]
