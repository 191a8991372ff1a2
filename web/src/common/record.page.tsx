import { Alert, Box, Skeleton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import {
  RecordContextProvider,
  ResourceContextProvider,
  Title,
  useCanAccess,
  useGetOne,
  useGetResourceLabel,
} from 'react-admin';
import { useParams } from 'react-router-dom';
import { messageOf } from '../api/problem';
import { AccessDenied } from './notice.page';
import { useLive } from './use-live';
import type { Versioned } from './record.form';

interface Props<T> {
  resource: string;
  /** What the page is called. */
  nameOf: (record: T) => string;
  /** Stands beside the name. */
  header?: (record: T) => ReactNode;
  children: (record: T) => ReactNode;
}

/** One record by the id in the address, read again as the lists are. */
export function RecordPage<T extends Versioned>({ resource, nameOf, header, children }: Props<T>) {
  useLive(resource);
  const { id = '' } = useParams();
  const labelOf = useGetResourceLabel();
  const { canAccess } = useCanAccess({ action: 'read', resource });
  const { data, error } = useGetOne<T>(resource, { id }, { enabled: canAccess === true });
  if (canAccess === false) return <AccessDenied />;
  if (error && !data)
    return (
      <>
        <Title title={labelOf(resource)} />
        <Alert severity="error" sx={{ mt: 2 }}>
          {messageOf(error)}
        </Alert>
      </>
    );
  if (!data) return <Skeleton variant="rounded" height={240} sx={{ mt: 2 }} />;
  return (
    <ResourceContextProvider value={resource}>
      <RecordContextProvider value={data}>
        <Title title={nameOf(data)} />
        <Stack spacing={1.5} sx={{ py: 2 }}>
          <Box>
            <Typography variant="h5" component="h2" sx={{ overflowWrap: 'anywhere', textAlign: 'left' }}>
              {nameOf(data)}
            </Typography>
            {header?.(data)}
          </Box>
          {children(data)}
        </Stack>
      </RecordContextProvider>
    </ResourceContextProvider>
  );
}
