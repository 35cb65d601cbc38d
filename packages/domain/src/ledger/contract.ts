/** What an account is for. The books of every entity have one of each; a tax has one per rate and jurisdiction. */
export const LEDGER_ROLES = [
  "cash", "cash_in_transit", "receivable", "partner_receivable", "inventory", "tax_recoverable",
  "payable_to_distributor", "payable_to_partner", "tax_payable", "deferred_revenue", "customer_credit",
  "revenue", "supply_revenue", "commission_income", "exchange_gain_realised", "exchange_gain_unrealised", "rounding",
  "cost_of_goods", "commission", "discount_allowed", "bad_debt", "payment_fee", "adjustment", "exchange_loss_realised", "exchange_loss_unrealised",
] as const
export type LedgerRole = (typeof LEDGER_ROLES)[number]

export const ACCOUNT_KINDS = ["asset", "liability", "income", "expense"] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]
