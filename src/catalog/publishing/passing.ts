import { OdooCallError } from '../../odoo/odoo-call-error';
import { TryAgain } from '../../operations/step-errors';

/** Makes calls that Odoo may refuse for now; what passes by itself is tried again later. */
export async function passing<T>(calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    if (error instanceof OdooCallError && error.passing) throw new TryAgain(error.code, error.detail);
    throw error;
  }
}
