export { createWorld, NETWORK_ID, type World, type PortalOptions } from "./world.ts"
export { ACCOUNTS, PEOPLE, PRODUCTS, STAFF, TENANTS, WAREHOUSES, type AccountName, type PersonName, type ProductName, type StaffName, type TenantName, type WarehouseCode } from "./people.ts"
