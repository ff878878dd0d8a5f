/** What a show survives on one media node. */
import { survives } from './survives.ts';

survives(1);
