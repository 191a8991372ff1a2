import { factsAbout } from '../journal/journal.service';
import type { Plan } from './plan.entity';

/** What happened to a plan. */
export const planFact = factsAbout<Pick<Plan, 'id' | 'code'>>('plan', ({ code }) => code);
