export { migrate, readMigrations, type Migrated } from "./migrate.ts"
export { describeSchema } from "./describe-schema.ts"
export { describeTypes } from "./describe-types.ts"
