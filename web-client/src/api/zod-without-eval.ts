/**
 * Tells zod not to compile validators with `new Function`, which our CSP forbids (even the attempt is reported).
 * Imported before anything that declares a schema.
 */
import { config } from 'zod';

config({ jitless: true });
