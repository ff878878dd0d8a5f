/** What a show survives on two media nodes. */
import { survives } from './survives.ts';

survives(2);
