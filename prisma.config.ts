/**
 * Where Prisma's own command line finds the schema and the migrations. `prisma generate` needs nothing else; migrations
 * are applied by `prisma/migrate.ts`, whose bookkeeping `prisma migrate deploy` understands.
 */
import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
});
