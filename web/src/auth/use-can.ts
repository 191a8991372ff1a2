import { useCanAccess } from 'react-admin';

/** May whoever is logged in do this to such records at all? No until it is known. */
export function useCan(action: string, resource: string): boolean {
  const { canAccess } = useCanAccess({ action, resource });
  return canAccess ?? false;
}
