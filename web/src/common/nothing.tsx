import { Alert, Button, Stack, Typography } from '@mui/material';
import { useListContext, useResourceContext, useResourceDefinition, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use.can';

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

/** No row to show: because the read failed, because of the filters, or because there is none. Each offers what helps. */
export function NothingFound() {
  const translate = useTranslate();
  const resource = useResourceContext() ?? '';
  const list = useListContext();
  const isFiltered = Object.keys((list.filterValues as object | undefined) ?? {}).length > 0;
  const again = (
    <Button color="inherit" size="small" onClick={() => void list.refetch()}>
      {translate('amiral.nothing.again')}
    </Button>
  );
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
        <Button variant="outlined" size="small" onClick={() => list.setFilters({}, undefined, false)}>
          {translate('ra.navigation.clear_filters')}
        </Button>
      )}
    </Stack>
  );
}
