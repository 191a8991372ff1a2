import { Alert, Button, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useListContext, useResourceContext, useResourceDefinition, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { messageOf, ProblemError } from '../api/problem';
import { useCan } from '../auth/use-can';
import { WrongAddress } from './wrong-address';

/** There is no such record at all: what they are for, and the first step for whoever may take it. */
export function NothingYet() {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const { hasCreate } = useResourceDefinition({ resource });
  const mayCreate = useCan('create', resource);
  const waits = hasCreate && !mayCreate;
  return (
    <Stack spacing={1.5} sx={{ flex: 1, alignItems: 'center', textAlign: 'center', px: 2, py: 8 }}>
      <Typography variant="h6" component="h2">
        {translate(`resources.${resource}.empty`)}
      </Typography>
      <Typography color="text.secondary">
        {translate(waits ? 'amiral.nothing.wait' : `resources.${resource}.invite`)}
      </Typography>
      {hasCreate && mayCreate && (
        <Button component={Link} to={`/${resource}/create`} variant="contained">
          {translate('ra.action.create')}
        </Button>
      )}
    </Stack>
  );
}

/** Whether the list around it is filtered, and a way to take the filters off; how it is grouped is none, and stays. */
function useFilters() {
  const list = useListContext();
  const { groupBy, ...filters } = list.filterValues as Record<string, unknown>;
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  const clear = () => list.setFilters(groupBy === undefined ? {} : { groupBy }, undefined, false);
  return { isFiltered, clear };
}

/** No row to show: because the read failed, because of the filters, or because there is none. Each offers what helps. */
export function NothingFound() {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const list = useListContext();
  const { isFiltered, clear } = useFilters();
  const again = (
    <Button color="inherit" size="small" onClick={() => void list.refetch()}>
      {translate('amiral.nothing.again')}
    </Button>
  );
  if (list.error instanceof ProblemError && list.error.status === 422) {
    return <WrongAddress reason={messageOf(list.error)} />;
  }
  if (list.error)
    return (
      <Alert severity="error" action={again}>
        {messageOf(list.error)}
      </Alert>
    );
  return (
    <Stack direction="row" spacing={1} role="status" sx={{ alignItems: 'center', p: 2 }}>
      <span>{translate(isFiltered ? 'amiral.nothing.matches' : `resources.${resource}.empty`)}</span>
      {isFiltered && (
        <Button variant="outlined" size="small" onClick={clear}>
          {translate('ra.navigation.clear_filters')}
        </Button>
      )}
    </Stack>
  );
}

/** Shows what the list around it has found, or why there is nothing to show. */
export function Found({ children }: { children: ReactNode }) {
  const { data, error, total } = useListContext();
  const { isFiltered } = useFilters();
  if (error && !data) return <NothingFound />;
  if (total !== 0) return children;
  return isFiltered ? <NothingFound /> : <NothingYet />;
}
