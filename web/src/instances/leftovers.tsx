import {
  Alert,
  Card,
  Link,
  Skeleton,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { Title, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { TypedName } from '../common/typed-name';
import { useLive } from '../common/use-live';
import { purge } from './instance.calls';
import { keep, type Leftover, readLeftovers } from './leftover.calls';

const SHOWN = 'copies';
const WORDS = 'amiral.customers.leftovers';
const COLUMNS = ['database', 'server', 'why', 'goes', 'made', 'decide'] as const;

/** To leave it to people, or to have it dropped now where it is an instance's that has ended. */
function Decisions({ leftover: { id, name, why, instanceId, instanceName } }: { leftover: Leftover }) {
  const mayKeep = useCan('keep', SHOWN);
  const mayPurge = useCan('purge', 'instances');
  const button = (word: 'keep' | 'drop', confirmed: string, run: (confirm: string) => Promise<unknown>) => (
    <AskedButton
      label={`${WORDS}.${word}.button`}
      title={`${WORDS}.${word}.title`}
      consequence={`${WORDS}.${word}.text`}
      confirm={`${WORDS}.${word}.button`}
      name={name}
      run={({ confirm = '' }) => run(confirm)}
      done={`${WORDS}.${word}.done`}
      reread={{ queryKey: [SHOWN] }}
      {...(word === 'drop' && { color: 'error' })}
    >
      <TypedName name={confirmed} />
    </AskedButton>
  );
  const isDroppable = why === 'terminated' && instanceId !== null && instanceName !== null;
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1 }}>
      {mayKeep && button('keep', name, (confirm) => keep(id, confirm))}
      {mayPurge && isDroppable && button('drop', instanceName, (confirm) => purge(instanceId, confirm))}
    </Stack>
  );
}

/** Of whom it is, or what left it there. */
function Origin({ leftover: { instanceId, instanceName, operationId } }: { leftover: Leftover }) {
  const translate = useTranslate();
  const to =
    instanceId !== null && instanceName !== null ? `/instances/${instanceId}` : `/operations/${operationId ?? ''}`;
  if (instanceName === null && operationId === null) return null;
  return (
    <Link component={RouterLink} to={to} variant="body2" sx={{ display: 'block' }}>
      {instanceName ?? translate(`${WORDS}.operation`)}
    </Link>
  );
}

function Row({ leftover }: { leftover: Leftover }) {
  const translate = useTranslate();
  const { name, serverId, serverName, why, dropAfter, createdAt } = leftover;
  return (
    <TableRow>
      <TableCell sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        <bdi>{name}</bdi>
      </TableCell>
      <TableCell>
        <Link component={RouterLink} to={`/servers/${serverId}`}>
          {serverName}
        </Link>
      </TableCell>
      <TableCell>
        {translate(`${WORDS}.because.${why}`)}
        <Origin leftover={leftover} />
      </TableCell>
      <TableCell>{dropAfter === null ? translate(`${WORDS}.stays`) : <RelativeTime at={dropAfter} />}</TableCell>
      <TableCell>
        <RelativeTime at={createdAt} />
      </TableCell>
      <TableCell>
        <Decisions leftover={leftover} />
      </TableCell>
    </TableRow>
  );
}

function Rows({ items }: { items: readonly Leftover[] }) {
  const translate = useTranslate();
  if (items.length === 0) return <Alert severity="success">{translate(`${WORDS}.none`)}</Alert>;
  return (
    <Card variant="outlined">
      <Scroll>
        <Table size="small">
          <TableHead>
            <TableRow>
              {COLUMNS.map((column) => (
                <TableCell key={column}>{translate(`${WORDS}.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {items.map((leftover) => (
              <Row key={leftover.id} leftover={leftover} />
            ))}
          </TableBody>
        </Table>
      </Scroll>
    </Card>
  );
}

/** Databases that Amiral made or keeps and that serve nobody: why each is there, and when it goes. */
export function Leftovers() {
  const translate = useTranslate();
  useLive(SHOWN);
  const { data, error } = useQuery({ queryKey: [SHOWN], queryFn: readLeftovers });
  return (
    <Stack spacing={1.5} sx={{ py: 2 }}>
      <Title title={translate('amiral.menu.leftovers')} />
      <Typography variant="h5" component="h2">
        {translate('amiral.menu.leftovers')}
      </Typography>
      <Typography color="text.secondary">{translate(`${WORDS}.text`)}</Typography>
      {error && <Alert severity="error">{messageOf(error)}</Alert>}
      {data ? <Rows items={data.items} /> : !error && <Skeleton variant="rounded" height={160} />}
    </Stack>
  );
}
