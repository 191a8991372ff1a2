import { factsAbout } from '../journal/journal.service';
import type { Template } from './template.entity';

/** What happened to a template. */
export const templateFact = factsAbout<Template>('template', ({ code }) => code);
