import { Chip, Stack } from '@mui/material';
import { useGetMany } from 'react-admin';

const SHOWN = 3;

interface NamesProps {
  resource: string;
  ids: readonly string[];
}

/** The first of them by name, and how many more there are; one that is gone by its id. */
function Names({ resource, ids }: NamesProps) {
  const shown = ids.slice(0, SHOWN);
  const { data = [] } = useGetMany<{ id: string; name: string }>(resource, { ids: shown });
  const more = ids.length - shown.length;
  const known = data.filter(Boolean);
  return (
    <>
      {shown.map((id) => (
        <Chip key={id} size="small" variant="outlined" label={known.find((record) => record.id === id)?.name ?? id} />
      ))}
      {more > 0 && <Chip size="small" variant="outlined" label={`+${String(more)}`} />}
    </>
  );
}

interface Props {
  labels: Readonly<Record<string, string>>;
  serverIds?: readonly string[];
  ruleIds?: readonly string[];
}

/** What something is about, in short. */
export function Matcher({ labels, serverIds = [], ruleIds = [] }: Props) {
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 0.5, flexWrap: 'wrap', minWidth: 120 }}>
      {Object.entries(labels).map(([name, value]) => (
        <Chip key={name} size="small" label={`${name}=${value}`} />
      ))}
      {serverIds.length > 0 && <Names resource="servers" ids={serverIds} />}
      {ruleIds.length > 0 && <Names resource="alert-rules" ids={ruleIds} />}
    </Stack>
  );
}
