import { invalid } from './errors';
import { refusal } from './refusals';

/**
 * What destroys is asked for by typing the name of what is destroyed.
 * @param given `confirm` of the request
 * @param name of the row, as it is written
 * @throws DomainError 422 naming `confirm`
 */
export function mustConfirm(given: string | undefined, name: string): void {
  if (given !== name) throw invalid('confirm', refusal('confirm'));
}
